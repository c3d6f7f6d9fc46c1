package dev.pointsman.router.dialect.openaichat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.api.failure.ProviderFailure.ContextTooLong;
import dev.pointsman.api.failure.ProviderFailure.Empty;
import dev.pointsman.api.failure.ProviderFailure.InvalidRequest;
import dev.pointsman.api.failure.ProviderFailure.Malformed;
import dev.pointsman.api.failure.ProviderFailure.Overloaded;
import dev.pointsman.api.failure.ProviderFailure.RateLimited;
import dev.pointsman.api.failure.ProviderFailure.Refused;
import dev.pointsman.api.provider.Capability;
import dev.pointsman.router.dialect.AnswerReader;
import dev.pointsman.router.dialect.FrameKind;
import dev.pointsman.router.dialect.ModelTarget;
import dev.pointsman.router.dialect.OutgoingCall;
import dev.pointsman.router.dialect.Pins;
import dev.pointsman.router.dialect.RequestFacts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiChatCodecTest {

    private static final ModelTarget TARGET = ModelTarget.of("openai", "gpt-5");

    private final OpenAiChatCodec codec = new OpenAiChatCodec();

    private static ModelRequest request(boolean streaming, String body) {
        return ModelRequest.of("auto", Dialect.OPENAI_CHAT, streaming, Payload.ofUtf8(body));
    }

    private RequestFacts facts(String body) {
        return codec.facts(request(false, body));
    }

    private AnswerReader streamed() {
        return codec.splice(request(true, "{\"stream_options\":{\"include_usage\":true}}"), TARGET)
                .answer();
    }

    private AnswerReader whole() {
        return codec.splice(request(false, "{}"), TARGET).answer();
    }

    private static List<FrameKind> read(AnswerReader reader, Queue<Frame> out, String... frames) {
        List<FrameKind> kinds = new ArrayList<>();
        for (String frame : frames) {
            kinds.add(reader.read(Frame.ofUtf8(frame), out));
        }
        return kinds;
    }

    private static ProviderFailure failure(AnswerReader reader, String... frames) {
        try {
            read(reader, new ArrayDeque<>(), frames);
            reader.end(new ArrayDeque<>());
        } catch (ProviderException failed) {
            return failed.failure();
        }
        throw new AssertionError("No failure");
    }

    // ---- requests

    @Test
    void writesTheModelAndAsksForUsageInAStream() {
        ModelRequest request = request(true, "{\"model\":\"auto\",\"messages\":[],\"stream\":true}");

        OutgoingCall outgoing = codec.splice(request, TARGET);

        assertThat(outgoing.request().model()).isEqualTo("gpt-5");
        assertThat(outgoing.request().payload().utf8())
                .isEqualTo(
                        "{\"model\":\"gpt-5\",\"messages\":[],\"stream\":true,\"stream_options\":{\"include_usage\":true}}");
        assertThat(outgoing.edits()).containsExactly("model", "stream_options.include_usage");
        assertThat(outgoing.losses()).isEmpty();
    }

    @Test
    void asksForNoUsageWhereTheAnswerIsWhole() {
        OutgoingCall outgoing = codec.splice(request(false, "{\"model\":\"auto\",\"messages\":[]}"), TARGET);

        assertThat(outgoing.edits()).containsExactly("model");
    }

    @Test
    void asksForNoUsageWhereTheModelRefusesThat() {
        ModelTarget old = new ModelTarget("old", "m", null, Set.of("stream_options"), Map.of());
        String body = "{\"model\":\"auto\",\"stream_options\":{\"include_usage\":true}}";

        OutgoingCall outgoing = codec.splice(request(true, body), old);

        assertThat(outgoing.request().payload().utf8()).isEqualTo("{\"model\":\"m\"}");
        assertThat(outgoing.edits()).containsExactly("model", "stream_options: removed");
    }

    @Test
    void readsSizesNeedsAndPins() {
        RequestFacts facts = facts("""
                {"model":"auto","max_completion_tokens":77,"user":"u-1","reasoning_effort":"high",
                 "response_format":{"type":"json_schema","json_schema":{"name":"n"}},
                 "tools":[{"type":"function","function":{"name":"f"}},{"type":"function"}],
                 "messages":[
                  {"role":"system","content":"0123456789"},
                  {"role":"user","content":[{"type":"text","text":"look"},
                     {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}},
                     {"type":"file","file":{"file_id":"file-1"}}]},
                  {"role":"assistant","content":null,"reasoning_content":"hmm","tool_calls":[
                     {"id":"c","type":"function","function":{"name":"f","arguments":"{}"},
                      "extra_content":{"google":{"thought_signature":"c2ln"}}}]},
                  {"content":"42","role":"tool","tool_call_id":"c"}]}
                """);

        assertThat(facts.maxOutputTokens()).isEqualTo(77);
        assertThat(facts.imageCount()).isEqualTo(1);
        assertThat(facts.tools()).isEqualTo(2);
        assertThat(facts.turns()).isEqualTo(2);
        assertThat(facts.toolLoop()).isTrue();
        assertThat(facts.needs())
                .containsExactlyInAnyOrder(
                        Capability.TOOLS,
                        Capability.IMAGES,
                        Capability.DOCUMENTS,
                        Capability.SCHEMA,
                        Capability.REASONING);
        assertThat(facts.pins())
                .containsExactlyInAnyOrder(Pins.FILE_ID, Pins.THOUGHT_SIGNATURE, Pins.REASONING_CONTENT);
        assertThat(facts.lastUserText().reveal()).isEqualTo("look");
        assertThat(facts.conversationHead().reveal()).isEqualTo("0123456789\nlook");
        assertThat(facts.userHint().reveal()).isEqualTo("u-1");
        assertThat(facts.textCharacters()).isBetween(100L, 200L);
        assertThat(facts.toString()).doesNotContain("look").doesNotContain("u-1");
    }

    @Test
    void countsTheSameTextHoweverTheBodyIsSpaced() {
        String body = "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"tools\":[{\"a\":{\"b\":[1,2]}}]}";

        assertThat(facts(body.replace(":", " :\n ").replace(",", " , ")).textCharacters())
                .isEqualTo(facts(body).textCharacters());
    }

    @Test
    void keepsTheHeadAndMoreOfTheTailOfALongText() {
        String text = "a".repeat(900) + "b".repeat(100_000) + "c".repeat(1_100);

        String kept = facts("{\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}")
                .lastUserText()
                .reveal();

        assertThat(kept).hasSize(1_500).startsWith("a".repeat(500)).endsWith("c".repeat(999));
    }

    @Test
    void seesThePersonsTextBehindWhatAnAgentWroteAround() {
        RequestFacts facts = facts("""
                {"messages":[{"role":"user","content":
                  "[Tue 2026-11-24 10:00 UTC] What now?\\n\\nRuntime: agent=main | session=agent:main:x | sessionId=s-1 | host=h"},
                 {"role":"user","content":[{"type":"text","text":
                  "<<<BEGIN_OPENCLAW_INTERNAL_CONTEXT>>>\\nnone\\n<<<END_OPENCLAW_INTERNAL_CONTEXT>>>"}]}]}
                """);

        assertThat(facts.lastUserText().reveal()).isEqualTo("What now?");
        assertThat(facts.agentHint()).isEqualTo("main");
        assertThat(facts.sessionHint()).isEqualTo("s-1");
        assertThat(facts.turns()).isEqualTo(1);
        assertThat(facts.toolLoop()).isFalse();
    }

    @Test
    void tellsThatMessagesAreMissing() {
        assertThatThrownBy(() -> facts("{\"model\":\"auto\",\"messages\":\"hi\"}"))
                .isInstanceOfSatisfying(
                        ProviderException.class,
                        failed -> assertThat(failed.failure())
                                .isInstanceOfSatisfying(
                                        InvalidRequest.class,
                                        invalid -> assertThat(invalid.reason().forCaller())
                                                .startsWith("messages is missing")));
    }

    // ---- streams

    @Test
    void holdsThePreambleAndCommitsAtTheFirstText() {
        Queue<Frame> out = new ArrayDeque<>();
        AnswerReader reader = streamed();

        List<FrameKind> kinds = read(
                reader,
                out,
                "{\"choices\":[],\"prompt_filter_results\":[{}]}",
                "{\"model\":\"gpt-5-x\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}",
                "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Héy\"}}]}",
                "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"!\"}}]}",
                "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}",
                "{\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":3,\"prompt_tokens_details\":{\"cached_tokens\":4}}}",
                "[DONE]");
        reader.end(out);

        assertThat(kinds)
                .containsExactly(
                        FrameKind.PREAMBLE,
                        FrameKind.PREAMBLE,
                        FrameKind.CONTENT,
                        FrameKind.FOLLOWING,
                        FrameKind.FOLLOWING,
                        FrameKind.FOLLOWING,
                        FrameKind.FOLLOWING);
        assertThat(out).hasSize(7);
        assertThat(reader.usage()).contains(new Usage(9, 4, 0, 3, 0));
        assertThat(reader.finishReason()).contains("stop");
        assertThat(reader.servedModel()).contains("gpt-5-x");
        assertThat(reader.contentCharacters()).isEqualTo(4);
    }

    @Test
    void takesTheFrameOutThatOnlyOurOwnWishForUsageBroughtForth() {
        AnswerReader reader = codec.splice(request(true, "{}"), TARGET).answer();
        Queue<Frame> out = new ArrayDeque<>();

        read(
                reader,
                out,
                "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}],\"usage\":null}",
                "{\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}",
                "[DONE]");

        assertThat(out).extracting(frame -> frame.payload().utf8()).last().isEqualTo("[DONE]");
        assertThat(out).hasSize(2);
        assertThat(reader.usage()).contains(Usage.of(1, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"function\":{\"name\":\"f\",\"arguments\":\"\"}}]}",
                "{\"refusal\":\"no\"}",
                "{\"reasoning_content\":\"hm\"}",
                "{\"reasoning\":\"hm\"}",
                "{\"content\":[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"hm\"}]}]}",
                "{\"audio\":{\"id\":\"a\",\"transcript\":\"hm\"}}"
            })
    void commitsAtAnythingThatAReaderWouldSee(String delta) {
        assertThat(read(
                        streamed(),
                        new ArrayDeque<>(),
                        "{\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":null}]}"))
                .containsExactly(FrameKind.CONTENT);
    }

    @Test
    void isMalformedWhenTheStreamEndsWithoutAnyMark() {
        assertThat(failure(streamed(), "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}]}"))
                .isInstanceOf(Malformed.class);
        assertThat(failure(streamed())).isInstanceOf(Malformed.class);
    }

    @Test
    void isMalformedWhenOneOfTwoChoicesWasCutOff() {
        assertThat(failure(
                        streamed(),
                        "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}},{\"index\":1,\"delta\":{\"content\":\"b\"}}]}",
                        "{\"choices\":[{\"index\":1,\"delta\":{},\"finish_reason\":\"stop\"}]}"))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void isEmptyWhenItStopsWithoutAWord() {
        assertThat(failure(
                        streamed(),
                        "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\"},\"finish_reason\":\"stop\"}]}",
                        "[DONE]"))
                .isInstanceOf(Empty.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"length", "content_filter"})
    void isAnAnswerWhenTheClientsLimitOrTheFilterLeftNoWord(String reason) {
        AnswerReader reader = streamed();

        List<FrameKind> kinds = read(
                reader,
                new ArrayDeque<>(),
                "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"" + reason + "\"}]}");
        reader.end(new ArrayDeque<>());

        assertThat(kinds).containsExactly(FrameKind.CONTENT);
        assertThat(reader.finishReason()).contains(reason);
    }

    @Test
    void findsErrorsInsideTheStream() {
        assertThat(failure(streamed(), "{\"error\":{\"code\":429,\"message\":\"slow down\"},\"choices\":[]}"))
                .isEqualTo(new RateLimited(null));
        assertThat(failure(streamed(), "{\"error\":{\"code\":502,\"message\":\"bad gateway\"}}"))
                .isEqualTo(new Overloaded());
        assertThat(failure(streamed(), "{\"error\":\"loading\"}")).isEqualTo(new Overloaded());
        assertThat(
                        failure(
                                streamed(),
                                "{\"error\":{\"message\":\"This model's maximum context length is 8192 tokens\",\"type\":\"invalid_request_error\"}}"))
                .isEqualTo(new ContextTooLong());
        assertThat(failure(streamed(), "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"error\"}]}"))
                .isEqualTo(new Overloaded());
        assertThat(failure(streamed(), "{\"choices\":[{\"ind")).isInstanceOf(Malformed.class);
    }

    // ---- whole answers

    @Test
    void readsAWholeAnswer() {
        AnswerReader reader = whole();
        Queue<Frame> out = new ArrayDeque<>();

        List<FrameKind> kinds = read(
                reader,
                out,
                "{\"model\":\"m\",\"choices\":[{\"message\":{\"content\":\"hi\"},\"finish_reason\":\"stop\"}],"
                        + "\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":2,\"total_tokens\":17,"
                        + "\"completion_tokens_details\":{\"reasoning_tokens\":10}}}");
        reader.end(out);

        assertThat(kinds).containsExactly(FrameKind.CONTENT);
        assertThat(out).hasSize(1);
        assertThat(reader.usage()).contains(new Usage(5, 0, 0, 12, 10));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "<html><body>Bad gateway</body></html>",
                "{\"choices\":[]}",
                "{\"choices\":[{\"message\":{\"content\":\"hi",
                "{\"choices\":[{\"message\":{\"content\":\"hi\"}}]",
                "{\"choices\":[{\"message\":{\"content\":null,\"tool_calls\":[{\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"a\\\":\"}}]}}]}"
            })
    void isMalformedWhenAWholeAnswerIsNone(String answer) {
        assertThat(failure(whole(), answer)).isInstanceOf(Malformed.class);
    }

    @Test
    void isNoFailureWhenTheClientsLimitCutAToolCall() {
        AnswerReader reader = whole();

        read(
                reader,
                new ArrayDeque<>(),
                "{\"choices\":[{\"message\":{\"content\":null,\"tool_calls\":[{\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"a\\\":\"}}]},\"finish_reason\":\"length\"}]}");
        reader.end(new ArrayDeque<>());

        assertThat(reader.finishReason()).contains("length");
    }

    @Test
    void isEmptyWhenAWholeAnswerHasNoWord() {
        assertThat(failure(whole(), "{\"choices\":[{\"message\":{\"content\":\"\"},\"finish_reason\":\"stop\"}]}"))
                .isInstanceOf(Empty.class);
    }

    @Test
    void findsAnErrorInsideAWholeAnswer() {
        assertThat(
                        failure(
                                whole(),
                                "{\"error\":{\"code\":\"content_filter\",\"message\":\"The prompt was filtered\",\"status\":400}}"))
                .isInstanceOf(Refused.class);
    }
}
