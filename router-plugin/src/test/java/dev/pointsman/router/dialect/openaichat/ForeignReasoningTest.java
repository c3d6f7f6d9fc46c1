package dev.pointsman.router.dialect.openaichat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.router.dialect.AnswerReader;
import dev.pointsman.router.dialect.ModelTarget;
import dev.pointsman.router.dialect.OutgoingCall;
import dev.pointsman.router.dialect.Signature;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ForeignReasoningTest {

    private static final String ASKED = "{\"role\":\"user\",\"content\":\"hi\"}";

    private final OpenAiChatCodec codec = new OpenAiChatCodec();
    /** What was seen in answers, and whose. */
    private final Map<String, String> known = new HashMap<>(Map.of("sig-a", "a", "sig-b", "b"));

    @Test
    void plainReasoningOfAnotherProviderIsLeftOutAndNothingElseChanges() {
        answered("a", "{\"reasoning_content\":\"Let me see.\",\"content\":\"x\"}");
        String rest =
                "\"content\" : null, \"tool_calls\":[{\"id\":\"c\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}";

        OutgoingCall sent = splice("b", "{\"role\":\"assistant\", \"reasoning_content\":\"Let me see.\", " + rest);

        assertThat(messages(sent)).isEqualTo(ASKED + ", {\"role\":\"assistant\", " + rest);
        assertThat(sent.edits()).containsExactly("messages[].reasoning: dropped");
    }

    @Test
    void itGoesBackToItsIssuerUntouched() {
        answered("a", "{\"reasoning_content\":\"Let me see.\",\"content\":\"x\"}");
        String message = "{\"role\":\"assistant\",\"content\":\"x\",\"reasoning_content\":\"Let me see.\"}";

        OutgoingCall sent = splice("a", message);

        assertThat(messages(sent)).isEqualTo(ASKED + ", " + message);
        assertThat(sent.edits()).isEmpty();
    }

    @Test
    void reasoningThatCameInPiecesIsKnownAlsoWhereTheClientTrimmedIt() {
        streamed("a", "{\"reasoning\":\"Let \"}", "{\"reasoning\":\"me see.\\n\"}", "{\"content\":\"x\"}");

        OutgoingCall sent = splice("b", "{\"role\":\"assistant\",\"content\":\"x\",\"reasoning\":\" Let me see.\"}");

        assertThat(messages(sent)).isEqualTo(ASKED + ", {\"role\":\"assistant\",\"content\":\"x\"}");
    }

    @Test
    void reasoningOfUnknownOriginStays() {
        String message = "{\"role\":\"assistant\",\"content\":\"x\",\"reasoning_content\":\"Of before our time.\"}";

        assertThat(messages(splice("b", message))).isEqualTo(ASKED + ", " + message);
    }

    @Test
    void signedDetailsAreJudgedOneByOne() {
        OutgoingCall sent = splice(
                "b",
                "{\"role\":\"assistant\",\"content\":\"x\",\"reasoning_details\":[" + detail("sig-a") + ","
                        + detail("sig-b") + "," + encrypted("sig-a") + "]}");

        assertThat(messages(sent))
                .isEqualTo(ASKED + ", {\"role\":\"assistant\",\"content\":\"x\",\"reasoning_details\":["
                        + detail("sig-b") + "]}");
    }

    @Test
    void foreignDetailsTakeTheSameTextUnderItsOtherNameWithThem() {
        OutgoingCall sent = splice(
                "b",
                "{\"role\":\"assistant\",\"content\":\"x\",\"reasoning\":\"hm\",\"reasoning_details\":["
                        + detail("sig-a") + "]}");

        assertThat(messages(sent)).isEqualTo(ASKED + ", {\"role\":\"assistant\",\"content\":\"x\"}");
    }

    @Test
    void whatATranslationMarkedNamesItsIssuerItself() {
        String ours = new Signature("sig", null).marked("b");
        String theirs = new Signature("sig", null).marked("c");

        OutgoingCall sent = splice(
                "b",
                "{\"role\":\"assistant\",\"content\":\"x\",\"reasoning_details\":[" + detail(ours) + ","
                        + detail(theirs) + "]}");

        assertThat(messages(sent))
                .isEqualTo(ASKED + ", {\"role\":\"assistant\",\"content\":\"x\",\"reasoning_details\":[" + detail("sig")
                        + "]}");
        assertThat(sent.edits())
                .containsExactly("messages[].reasoning: dropped", "messages[].reasoning: signature restored");
    }

    @Test
    void aThoughtSignatureOnACallGoesToItsIssuerAlone() {
        String call = "{\"id\":\"c\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}";
        String extra = ",\"extra_content\":{\"google\":{\"thought_signature\":\"sig-a\"}}";

        assertThat(messages(splice("b", "{\"role\":\"assistant\",\"tool_calls\":[" + call + extra + "}]}")))
                .isEqualTo(ASKED + ", {\"role\":\"assistant\",\"tool_calls\":[" + call + "}]}");
        assertThat(splice("a", "{\"role\":\"assistant\",\"tool_calls\":[" + call + extra + "}]}")
                        .edits())
                .isEmpty();
    }

    @Test
    void thinkingPartsOfTheContentGoTooAndAContentOfNothingElseIsAnEmptyText() {
        String thinking = "{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"hm\"}]}";
        answered("a", "{\"content\":[" + thinking + ",{\"type\":\"text\",\"text\":\"x\"}]}");

        assertThat(messages(splice(
                        "b",
                        "{\"role\":\"assistant\",\"content\":[" + thinking + ", {\"type\":\"text\",\"text\":\"x\"}]}")))
                .isEqualTo(ASKED + ", {\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"x\"}]}");
        assertThat(messages(splice("b", "{\"role\":\"assistant\",\"content\":[" + thinking + "]}")))
                .isEqualTo(ASKED + ", {\"role\":\"assistant\",\"content\":\"\"}");
    }

    @Test
    void signaturesOfAnAnswerAreHeardOf() {
        AnswerReader reader = request("a", ASKED, false).answer();
        reader.read(
                Frame.ofUtf8(
                        "{\"choices\":[{\"message\":{\"content\":\"x\",\"reasoning_details\":[" + detail("s-1") + ","
                                + encrypted("s-2") + "],\"tool_calls\":[{\"id\":\"c\",\"function\":{\"name\":\"f\"},"
                                + "\"extra_content\":{\"google\":{\"thought_signature\":\"s-3\"}}}]},\"finish_reason\":\"stop\"}]}"),
                new ArrayDeque<>());

        assertThat(reader.signatures()).isEqualTo(Set.of("s-1", "s-2", "s-3"));
    }

    private void answered(String by, String message) {
        AnswerReader reader = request(by, ASKED, false).answer();
        reader.read(
                Frame.ofUtf8("{\"choices\":[{\"message\":" + message + ",\"finish_reason\":\"stop\"}]}"),
                new ArrayDeque<>());
        reader.signatures().forEach(signature -> known.put(signature, by));
    }

    private void streamed(String by, String... deltas) {
        AnswerReader reader = request(by, ASKED, true).answer();
        for (String delta : deltas) {
            reader.read(Frame.ofUtf8("{\"choices\":[{\"index\":0,\"delta\":" + delta + "}]}"), new ArrayDeque<>());
        }
        reader.signatures().forEach(signature -> known.put(signature, by));
    }

    private OutgoingCall splice(String provider, String message) {
        return request(provider, ASKED + ", " + message, false);
    }

    /** The model is called as its provider, so that its name is no edit. */
    private OutgoingCall request(String provider, String messages, boolean streaming) {
        String body = "{\"model\":\"" + provider + "\",\"messages\":[" + messages + "]}";
        return codec.splice(
                ModelRequest.of("auto", Dialect.OPENAI_CHAT, streaming, Payload.ofUtf8(body)),
                ModelTarget.of(provider, provider).withIssuers(known::get));
    }

    private static String messages(OutgoingCall sent) {
        String body = sent.request().payload().utf8();
        return body.substring(body.indexOf('[') + 1, body.lastIndexOf(']'));
    }

    private static String detail(String signature) {
        return "{\"type\":\"reasoning.text\",\"text\":\"hm\",\"signature\":\"" + signature + "\"}";
    }

    private static String encrypted(String data) {
        return "{\"data\":\"" + data + "\",\"type\":\"reasoning.encrypted\"}";
    }
}
