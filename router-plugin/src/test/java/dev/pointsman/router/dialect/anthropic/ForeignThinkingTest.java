package dev.pointsman.router.dialect.anthropic;

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

class ForeignThinkingTest {

    /** Signatures that were seen in answers. */
    private static final Issuers KNOWN = Map.of("sig-a", "a", "sig-b", "b")::get;

    private static final String ASKED = "{\"role\": \"user\", \"content\": \"hi\"}";

    private final AnthropicCodec codec = new AnthropicCodec();

    @Test
    void thinkingOfAnotherProviderIsLeftOutAndNothingElseChanges() {
        OutgoingCall sent = splice(
                "b",
                "{\"model\": \"b\",  \"messages\": [" + ASKED + ", {\"role\": \"assistant\",\n\"content\": ["
                        + thinking("sig-a") + " , {\"type\": \"text\", \"text\": \"f\\u00fcr\"}]}], \"top_p\": 1.0}");

        assertThat(body(sent))
                .isEqualTo("{\"model\": \"b\",  \"messages\": [" + ASKED + ", {\"role\": \"assistant\",\n\"content\": ["
                        + "{\"type\": \"text\", \"text\": \"f\\u00fcr\"}]}], \"top_p\": 1.0}");
        assertThat(sent.edits()).containsExactly("messages[].thinking: dropped");
    }

    @Test
    void itGoesBackToItsIssuerUntouched() {
        String body = "{\"model\": \"a\", \"messages\": [" + ASKED + ", {\"role\": \"assistant\", \"content\": ["
                + thinking("sig-a") + "]}]}";

        OutgoingCall sent = splice("a", body);

        assertThat(body(sent)).isEqualTo(body);
        assertThat(sent.edits()).isEmpty();
    }

    @Test
    void thinkingOfUnknownOriginStays() {
        String body = "{\"model\": \"b\", \"messages\": [{\"role\": \"assistant\", \"content\": ["
                + thinking("sig-of-before-our-time") + "]}]}";

        assertThat(body(splice("b", body))).isEqualTo(body);
    }

    @Test
    void eachBlockGoesToItsOwnIssuerWhereAConversationHasSeveral() {
        OutgoingCall sent = splice(
                "b",
                "{\"model\": \"b\", \"messages\": [{\"role\": \"assistant\", \"content\": [" + thinking("sig-b") + ", "
                        + thinking("sig-a") + ", " + redacted("sig-a") + ", " + thinking("sig-new") + "]}]}");

        assertThat(body(sent))
                .isEqualTo("{\"model\": \"b\", \"messages\": [{\"role\": \"assistant\", \"content\": ["
                        + thinking("sig-b") + ", " + thinking("sig-new") + "]}]}");
    }

    @Test
    void aMessageThatWasNothingElseGoesToo() {
        OutgoingCall sent = splice(
                "b",
                "{\"model\": \"b\", \"messages\": [{\"role\": \"assistant\", \"content\": [" + redacted("sig-a")
                        + "]}, " + ASKED + "]}");

        assertThat(body(sent)).isEqualTo("{\"model\": \"b\", \"messages\": [" + ASKED + "]}");
    }

    @Test
    void anOpenToolLoopThatLostItsThinkingGoesOnWithoutThinking() {
        String call = "{\"type\": \"tool_use\", \"id\": \"t\", \"name\": \"n\", \"input\": {}}";
        String result =
                "{\"role\": \"user\", \"content\": [{\"type\": \"tool_result\", \"tool_use_id\": \"t\", \"content\": \"r\"}]}";
        OutgoingCall sent = splice(
                "b",
                "{\"model\": \"b\", \"thinking\": {\"type\": \"enabled\", \"budget_tokens\": 2000}, \"messages\": ["
                        + "{\"role\": \"assistant\", \"content\": [" + thinking("sig-a") + "," + call + "]}, " + result
                        + "]}");

        assertThat(body(sent))
                .isEqualTo("{\"model\": \"b\", \"messages\": [{\"role\": \"assistant\", \"content\": [" + call + "]}, "
                        + result + "]}");
        assertThat(sent.edits()).containsExactly("messages[].thinking: dropped", "thinking: removed");
    }

    @Test
    void aSignatureThatATranslationMarkedNamesItsIssuerItself() {
        String ours = new Signature("sig", null).marked("b");
        String theirs = new Signature("sig", null).marked("c");

        OutgoingCall sent = splice(
                "b",
                "{\"model\": \"b\", \"messages\": [{\"role\": \"assistant\", \"content\": [" + thinking(ours) + ","
                        + thinking(theirs) + "]}]}");

        assertThat(body(sent))
                .isEqualTo("{\"model\": \"b\", \"messages\": [{\"role\": \"assistant\", \"content\": ["
                        + thinking("sig") + "]}]}");
        assertThat(sent.edits())
                .containsExactly("messages[].thinking: dropped", "messages[].thinking: signature restored");
    }

    @Test
    void whatIsNoListOfMessagesIsTheVendorsToJudge() {
        String body = "{\"model\": \"b\", \"messages\": [17, {\"role\": \"assistant\", \"content\": ["
                + thinking("sig-a") + "]}]}";

        assertThat(body(splice("b", body))).isEqualTo(body);
    }

    @Test
    void signaturesOfAnAnswerAreHeardOf() {
        AnswerReader streamed =
                splice("a", "{\"model\":\"a\",\"messages\":[]}", true).answer();
        streamed.read(
                Frame.ofUtf8("{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"signature_delta\","
                        + "\"signature\":\"sig-1\"}}"),
                new ArrayDeque<>());
        streamed.read(
                Frame.ofUtf8(
                        "{\"type\":\"content_block_start\",\"index\":1,\"content_block\":" + redacted("sig-2") + "}"),
                new ArrayDeque<>());
        AnswerReader whole = splice("a", "{\"model\":\"a\",\"messages\":[]}").answer();
        whole.read(
                Frame.ofUtf8("{\"content\":[" + thinking("sig-3") + "],\"stop_reason\":\"end_turn\"}"),
                new ArrayDeque<>());

        assertThat(streamed.signatures()).containsExactlyInAnyOrder("sig-1", "sig-2");
        assertThat(whole.signatures()).containsExactly("sig-3");
    }

    private OutgoingCall splice(String provider, String body) {
        return splice(provider, body, false);
    }

    /** The model is called as its provider, so that its name is no edit. */
    private OutgoingCall splice(String provider, String body, boolean streaming) {
        return codec.splice(
                ModelRequest.of("auto", Dialect.ANTHROPIC_MESSAGES, streaming, Payload.ofUtf8(body)),
                ModelTarget.of(provider, provider).withIssuers(KNOWN));
    }

    private static String body(OutgoingCall sent) {
        return sent.request().payload().utf8();
    }

    private static String thinking(String signature) {
        return "{\"type\": \"thinking\", \"thinking\": \"hm\", \"signature\": \"" + signature + "\"}";
    }

    private static String redacted(String data) {
        return "{\"data\": \"" + data + "\", \"type\": \"redacted_thinking\"}";
    }
}
