package dev.pointsman.router.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.assertj.core.api.Assertions;

/** A translation in a test's few words: JSON with single quotes in, trees out. */
final class Translated {

    private final OutgoingCall outgoing;
    private final Queue<Frame> frames = new ArrayDeque<>();
    private final List<FrameKind> kinds = new ArrayList<>();

    private Translated(OutgoingCall outgoing) {
        this.outgoing = outgoing;
    }

    static Translated request(ClientSpoke from, VendorSpoke to, String json) {
        return request(from, to, json, Spokes.target());
    }

    static Translated request(ClientSpoke from, VendorSpoke to, String json, ModelTarget target) {
        Payload body = Payload.ofUtf8(quoted(json));
        boolean streaming = TreeJson.request(body).path("stream").asBoolean(false);
        ModelRequest request = ModelRequest.of("auto", from.dialect(), streaming, body);
        return new Translated(Translation.of(from, to, Spokes.CLOCK).translate(request, target));
    }

    static ProviderFailure refusal(ClientSpoke from, VendorSpoke to, String json) {
        return failure(() -> request(from, to, json));
    }

    static ProviderFailure failure(Runnable call) {
        ProviderException thrown = Assertions.catchThrowableOfType(ProviderException.class, call::run);
        Assertions.assertThat(thrown).isNotNull();
        return thrown.failure();
    }

    /** The vendor's frames, whole. */
    Translated answers(String... json) {
        for (String frame : json) {
            kinds.add(outgoing.answer().read(Frame.ofUtf8(quoted(frame)), frames));
        }
        return this;
    }

    Translated ends() {
        outgoing.answer().end(frames);
        return this;
    }

    JsonNode body() {
        return TreeJson.answer(outgoing.request().payload());
    }

    JsonNode at(String pointer) {
        return body().at(pointer);
    }

    List<String> lost() {
        return outgoing.losses().stream().map(TranslationLoss::path).toList();
    }

    AnswerReader answer() {
        return outgoing.answer();
    }

    List<FrameKind> kinds() {
        return kinds;
    }

    List<Frame> frames() {
        return List.copyOf(frames);
    }

    /** The client's frames as JSON, marks as they are. */
    List<String> said() {
        return frames.stream().map(frame -> frame.payload().utf8()).toList();
    }

    /** The only frame of a whole answer. */
    JsonNode whole() {
        Assertions.assertThat(frames).hasSize(1);
        return TreeJson.answer(frames.peek().payload());
    }

    static String quoted(String json) {
        return json.replace('\'', '"');
    }
}
