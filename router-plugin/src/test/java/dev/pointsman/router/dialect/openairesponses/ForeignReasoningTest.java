package dev.pointsman.router.dialect.openairesponses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.router.dialect.AnswerReader;
import dev.pointsman.router.dialect.Issuers;
import dev.pointsman.router.dialect.ModelTarget;
import dev.pointsman.router.dialect.OutgoingCall;
import dev.pointsman.router.dialect.Pins;
import dev.pointsman.router.dialect.Signature;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ForeignReasoningTest {

    /** What was seen in answers. */
    private static final Issuers KNOWN = Map.of("enc-a", "a", "enc-b", "b", "rs_a", "a")::get;

    private static final String ASKED = "{\"role\": \"user\", \"content\": \"hi\"}";
    private static final String CALL =
            "{\"type\":\"function_call\",\"call_id\":\"c\",\"name\":\"f\",\"arguments\":\"{}\"}";

    private final OpenAiResponsesCodec codec = new OpenAiResponsesCodec();

    @Test
    void reasoningOfAnotherProviderIsLeftOutAndNothingElseChanges() {
        OutgoingCall sent = splice(
                "b",
                "{\"model\": \"b\",  \"input\": [" + ASKED + ", " + reasoning("enc-a") + " ,\n" + CALL
                        + "], \"top_p\": 1.0}");

        assertThat(body(sent))
                .isEqualTo("{\"model\": \"b\",  \"input\": [" + ASKED + " ,\n" + CALL + "], \"top_p\": 1.0}");
        assertThat(sent.edits()).containsExactly("input[].reasoning: dropped");
    }

    @Test
    void itGoesBackToItsIssuerUntouched() {
        String body = "{\"model\": \"a\", \"input\": [" + ASKED + ", " + reasoning("enc-a") + "]}";

        OutgoingCall sent = splice("a", body);

        assertThat(body(sent)).isEqualTo(body);
        assertThat(sent.edits()).isEmpty();
    }

    @Test
    void anItemThatTheVendorKeptIsKnownByItsId() {
        String kept = "{\"id\": \"rs_a\", \"type\": \"reasoning\", \"summary\": [], \"encrypted_content\": null}";

        assertThat(body(splice("b", "{\"model\": \"b\", \"input\": [" + ASKED + ", " + kept + "]}")))
                .isEqualTo("{\"model\": \"b\", \"input\": [" + ASKED + "]}");
        assertThat(splice("a", "{\"model\": \"a\", \"input\": [" + ASKED + ", " + kept + "]}")
                        .edits())
                .isEmpty();
    }

    @Test
    void reasoningOfUnknownOriginStays() {
        String body = "{\"model\": \"b\", \"input\": [" + reasoning("enc-of-before-our-time") + "]}";

        assertThat(body(splice("b", body))).isEqualTo(body);
    }

    @Test
    void whatATranslationMarkedNamesItsIssuerItself() {
        String ours = new Signature("enc", null).marked("b");
        String theirs = new Signature("enc", null).marked("c");
        String empty = new Signature("", null).marked("b");

        OutgoingCall sent = splice(
                "b",
                "{\"model\": \"b\", \"input\": [" + reasoning(ours) + "," + reasoning(theirs) + "," + reasoning(empty)
                        + "]}");

        assertThat(body(sent)).isEqualTo("{\"model\": \"b\", \"input\": [" + reasoning("enc") + "]}");
        assertThat(sent.edits())
                .containsExactly("input[].reasoning: dropped", "input[].reasoning: encrypted_content restored");
    }

    @Test
    void reasoningCanBeLeftBehindAndACompactedHistoryCannot() {
        assertThat(pins(reasoning("enc-a"))).containsExactly(Pins.REASONING_SIGNATURE);
        assertThat(pins("{\"encrypted_content\": \"enc\", \"type\": \"compaction\"}"))
                .containsExactly(Pins.ENCRYPTED_CONTENT);
    }

    @Test
    void aSandboxAndAStoreOfFilesThatAToolNamesArePins() {
        ModelRequest request = request(
                "{\"model\":\"a\",\"input\":\"hi\",\"tools\":[{\"type\":\"code_interpreter\",\"container\":\"cntr_1\"},"
                        + "{\"type\":\"file_search\",\"vector_store_ids\":[\"vs_1\"]}]}",
                false);

        assertThat(codec.facts(request).pins()).containsExactlyInAnyOrder(Pins.CONTAINER_ID, Pins.FILE_ID);
    }

    @Test
    void reasoningOfAnAnswerIsHeardOf() {
        AnswerReader streamed =
                splice("a", "{\"model\":\"a\",\"input\":\"hi\"}", true).answer();
        streamed.read(
                Frame.ofUtf8("{\"type\":\"response.output_item.done\",\"item\":{\"id\":\"rs_1\",\"type\":\"reasoning\","
                        + "\"summary\":[],\"encrypted_content\":\"enc-1\"}}"),
                new ArrayDeque<>());
        AnswerReader whole = splice("a", "{\"model\":\"a\",\"input\":\"hi\"}").answer();
        whole.read(
                Frame.ofUtf8(
                        "{\"status\":\"completed\",\"output\":[{\"id\":\"rs_2\",\"type\":\"reasoning\"},"
                                + "{\"id\":\"msg_1\",\"type\":\"message\",\"content\":[{\"type\":\"output_text\",\"text\":\"x\"}]}]}"),
                new ArrayDeque<>());

        assertThat(streamed.signatures()).containsExactlyInAnyOrder("rs_1", "enc-1");
        assertThat(whole.signatures()).containsExactly("rs_2");
    }

    private Set<String> pins(String item) {
        return codec.facts(request("{\"model\":\"a\",\"input\":[" + item + "]}", false))
                .pins();
    }

    private OutgoingCall splice(String provider, String body) {
        return splice(provider, body, false);
    }

    /** The model is called as its provider, so that its name is no edit. */
    private OutgoingCall splice(String provider, String body, boolean streaming) {
        return codec.splice(
                request(body, streaming), ModelTarget.of(provider, provider).withIssuers(KNOWN));
    }

    private static ModelRequest request(String body, boolean streaming) {
        return ModelRequest.of("auto", Dialect.OPENAI_RESPONSES, streaming, Payload.ofUtf8(body));
    }

    private static String body(OutgoingCall sent) {
        return sent.request().payload().utf8();
    }

    private static String reasoning(String encrypted) {
        return "{\"encrypted_content\": \"" + encrypted
                + "\", \"id\": \"rs_x\", \"type\": \"reasoning\", \"summary\": []}";
    }
}
