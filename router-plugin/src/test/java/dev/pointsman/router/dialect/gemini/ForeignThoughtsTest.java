package dev.pointsman.router.dialect.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.router.dialect.AnswerReader;
import dev.pointsman.router.dialect.Issuers;
import dev.pointsman.router.dialect.ModelTarget;
import dev.pointsman.router.dialect.OutgoingCall;
import dev.pointsman.router.dialect.Signature;
import java.util.ArrayDeque;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForeignThoughtsTest {

    /** Signatures that were seen in answers, without padding as they are kept. */
    private static final Issuers KNOWN = Map.of("c2ln/a", "a", "c2ln/b", "b")::get;

    private static final String ASKED = "{\"role\":\"user\",\"parts\":[{\"text\":\"hi\"}]}";

    private final GeminiCodec codec = new GeminiCodec();

    @Test
    void aCallThatAnotherProviderSignedGetsTheValueForForeignCalls() {
        OutgoingCall sent = splice(
                "b",
                "{\"role\":\"model\",\"parts\":[{\"functionCall\":{\"name\":\"f\"}, \"thoughtSignature\": \"c2ln/a\"}]}");

        assertThat(contents(sent))
                .isEqualTo(
                        ASKED
                                + ", {\"role\":\"model\",\"parts\":[{\"functionCall\":{\"name\":\"f\"}, \"thoughtSignature\": \"skip_thought_signature_validator\"}]}");
        assertThat(sent.edits()).containsExactly("contents[].parts[].thoughtSignature: dropped");
    }

    @Test
    void aTextLosesItsForeignSignatureAndAForeignThoughtGoesWhole() {
        OutgoingCall sent = splice(
                "b",
                "{\"role\":\"model\",\"parts\":[{\"text\":\"hm\",\"thought\":true,\"thoughtSignature\":\"c2ln/a\"},"
                        + "{\"thoughtSignature\":\"c2ln/a\",\"text\":\"x\"},{\"text\":\"y\",\"thoughtSignature\":\"c2ln/b\"}]}");

        assertThat(contents(sent))
                .isEqualTo(
                        ASKED
                                + ", {\"role\":\"model\",\"parts\":[{\"text\":\"x\"},{\"text\":\"y\",\"thoughtSignature\":\"c2ln/b\"}]}");
    }

    @Test
    void whatBelongsToTheProviderOrIsOfUnknownOriginStays() {
        String own = "{\"role\":\"model\",\"parts\":[{\"text\":\"x\",\"thoughtSignature\":\"c2ln_a==\"},"
                + "{\"text\":\"y\",\"thoughtSignature\":\"b2xk\"}]}";

        assertThat(splice("a", own).edits()).isEmpty();
        assertThat(contents(splice("a", own))).isEqualTo(ASKED + ", " + own);
    }

    @Test
    void whatATranslationWrappedIsNeverSent() {
        String wrapped = ThoughtSignatures.wrap(new Signature("sig", null).marked("c"), false);

        OutgoingCall sent = splice(
                "b",
                "{\"role\":\"model\",\"parts\":[{\"text\":\"hm\",\"thought\":true,\"thoughtSignature\":\"" + wrapped
                        + "\"}]}");

        assertThat(contents(sent)).isEqualTo(ASKED);
    }

    @Test
    void signaturesOfAnAnswerAreHeardOf() {
        AnswerReader reader = splice("a", ASKED).answer();
        reader.read(
                Frame.ofUtf8("{\"candidates\":[{\"content\":{\"parts\":[{\"functionCall\":{\"name\":\"f\"},"
                        + "\"thoughtSignature\":\"c2ln_x==\"}]},\"finishReason\":\"STOP\"}]}"),
                new ArrayDeque<>());

        assertThat(reader.signatures()).containsExactly("c2ln/x");
    }

    private OutgoingCall splice(String provider, String content) {
        String body = "{\"contents\":[" + ASKED + ", " + content + "]}";
        return codec.splice(
                ModelRequest.of("auto", Dialect.GEMINI_GENERATE, false, Payload.ofUtf8(body)),
                ModelTarget.of(provider, provider).withIssuers(KNOWN));
    }

    private static String contents(OutgoingCall sent) {
        String body = sent.request().payload().utf8();
        return body.substring("{\"contents\":[".length(), body.length() - "]}".length());
    }
}
