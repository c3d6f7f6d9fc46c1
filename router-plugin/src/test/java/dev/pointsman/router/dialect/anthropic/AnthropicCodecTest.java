package dev.pointsman.router.dialect.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.api.failure.ProviderFailure.Empty;
import dev.pointsman.api.failure.ProviderFailure.Malformed;
import dev.pointsman.api.failure.ProviderFailure.Overloaded;
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
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnthropicCodecTest {

    private static final ModelTarget TARGET = ModelTarget.of("anthropic", "claude-x");
    private static final String START =
            "{\"type\":\"message_start\",\"message\":{\"model\":\"claude-x-1\",\"content\":[],\"usage\":{\"input_tokens\":10,"
                    + "\"cache_read_input_tokens\":100,\"cache_creation_input_tokens\":5,\"output_tokens\":1}}}";
    private static final String TEXT_START =
            "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}";
    private static final String STOP = "{\"type\":\"message_stop\"}";

    private final AnthropicCodec codec = new AnthropicCodec();

    private static ModelRequest request(boolean streaming, String body) {
        return ModelRequest.of("auto", Dialect.ANTHROPIC_MESSAGES, streaming, Payload.ofUtf8(body));
    }

    private AnswerReader reader(boolean streaming) {
        return codec.splice(request(streaming, "{}"), TARGET).answer();
    }

    private static String delta(String stopReason) {
        return "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"" + stopReason
                + "\"},\"usage\":{\"input_tokens\":null,\"output_tokens\":7}}";
    }

    private static String blockDelta(String delta) {
        return "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":" + delta + "}";
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

    @Test
    void writesTheModelAndNothingElse() {
        OutgoingCall outgoing =
                codec.splice(request(true, "{\"model\":\"auto\", \"max_tokens\":1, \"stream\":true}"), TARGET);

        assertThat(outgoing.request().payload().utf8())
                .isEqualTo("{\"model\":\"claude-x\", \"max_tokens\":1, \"stream\":true}");
        assertThat(outgoing.edits()).containsExactly("model");
    }

    @Test
    void readsSizesNeedsAndPins() {
        RequestFacts facts = codec.facts(request(true, """
                {"model":"auto","max_tokens":512,"container":"c-1","thinking":{"type":"enabled","budget_tokens":1024},
                 "metadata":{"user_id":"{\\"session_id\\":\\"0f0f0f0f-1111\\"}"},
                 "system":[{"type":"text","text":"You help."}],
                 "tools":[{"name":"f","input_schema":{}}],
                 "messages":[
                  {"role":"user","content":[{"type":"text","text":"<system-reminder>today</system-reminder>"},
                     {"type":"text","text":"Read this"},
                     {"type":"document","source":{"type":"file","file_id":"f-1"}}]},
                  {"role":"assistant","content":[{"type":"thinking","thinking":"hm","signature":"c2ln"},
                     {"type":"tool_use","id":"t","name":"f","input":{"a":1}}]},
                  {"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":[
                     {"type":"image","source":{"type":"base64","data":"AAAA"}}]}]}]}
                """));

        assertThat(facts.maxOutputTokens()).isEqualTo(512);
        assertThat(facts.imageCount()).isEqualTo(1);
        assertThat(facts.tools()).isEqualTo(1);
        assertThat(facts.turns()).isEqualTo(2);
        assertThat(facts.toolLoop()).isTrue();
        assertThat(facts.needs())
                .containsExactlyInAnyOrder(
                        Capability.STREAMING,
                        Capability.TOOLS,
                        Capability.IMAGES,
                        Capability.DOCUMENTS,
                        Capability.REASONING);
        assertThat(facts.pins()).containsExactlyInAnyOrder(Pins.CONTAINER_ID, Pins.FILE_ID, Pins.REASONING_SIGNATURE);
        assertThat(facts.lastUserText().reveal()).isEqualTo("Read this");
        assertThat(facts.conversationHead().reveal()).isEqualTo("You help.\nRead this");
        assertThat(facts.sessionHint()).isEqualTo("0f0f0f0f-1111");
    }

    @Test
    void commitsAtTheFirstTextAndMergesTheUsage() {
        AnswerReader reader = reader(true);
        Queue<Frame> out = new ArrayDeque<>();

        List<FrameKind> kinds = read(
                reader,
                out,
                START,
                TEXT_START,
                "{\"type\":\"ping\"}",
                blockDelta("{\"type\":\"text_delta\",\"text\":\"Hi\"}"),
                "{\"type\":\"content_block_stop\",\"index\":0}",
                delta("end_turn"),
                STOP);
        reader.end(out);

        assertThat(kinds)
                .containsExactly(
                        FrameKind.PREAMBLE,
                        FrameKind.PREAMBLE,
                        FrameKind.PREAMBLE,
                        FrameKind.CONTENT,
                        FrameKind.FOLLOWING,
                        FrameKind.FOLLOWING,
                        FrameKind.FOLLOWING);
        assertThat(out).hasSize(7);
        assertThat(reader.usage()).contains(new Usage(115, 100, 5, 7, 0));
        assertThat(reader.finishReason()).contains("end_turn");
        assertThat(reader.servedModel()).contains("claude-x-1");
        assertThat(reader.contentCharacters()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"content_block_start\",\"content_block\":{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"f\",\"input\":{}}}",
                "{\"type\":\"content_block_start\",\"content_block\":{\"type\":\"redacted_thinking\",\"data\":\"x\"}}",
                "{\"type\":\"content_block_delta\",\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"hm\"}}"
            })
    void commitsAtToolCallsAndThinking(String frame) {
        assertThat(read(reader(true), new ArrayDeque<>(), START, frame))
                .containsExactly(FrameKind.PREAMBLE, FrameKind.CONTENT);
    }

    @Test
    void doesNotCommitAtASignatureThatNobodySees() {
        assertThat(read(
                        reader(true),
                        new ArrayDeque<>(),
                        blockDelta("{\"type\":\"signature_delta\",\"signature\":\"x\"}")))
                .containsExactly(FrameKind.PREAMBLE);
    }

    @Test
    void isMalformedWithoutMessageStop() {
        String text = blockDelta("{\"type\":\"text_delta\",\"text\":\"Hi\"}");

        assertThat(failure(reader(true), START, TEXT_START, text)).isInstanceOf(Malformed.class);
        assertThat(failure(reader(true), START, text, delta("end_turn"))).isInstanceOf(Malformed.class);
    }

    @Test
    void isEmptyWhenTheTurnEndsWithoutAWord() {
        assertThat(failure(reader(true), START, delta("end_turn"), STOP)).isEqualTo(new Empty());
        assertThat(failure(reader(false), "{\"type\":\"message\",\"content\":[],\"stop_reason\":\"end_turn\"}"))
                .isEqualTo(new Empty());
    }

    @Test
    void isAnAnswerWhenTheModelRefusesWithoutAWord() {
        AnswerReader reader = reader(false);

        read(reader, new ArrayDeque<>(), "{\"type\":\"message\",\"content\":[],\"stop_reason\":\"refusal\"}");
        reader.end(new ArrayDeque<>());

        assertThat(reader.finishReason()).contains("refusal");
    }

    @Test
    void findsErrorsInsideTheStreamAndInsideAWholeAnswer() {
        String error = "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}";

        assertThat(failure(reader(true), START, error)).isEqualTo(new Overloaded());
        assertThat(failure(reader(false), error)).isEqualTo(new Overloaded());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "<html>", "{\"type\":\"message\",\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}"})
    void isMalformedWhenAWholeAnswerIsNone(String answer) {
        assertThat(failure(reader(false), answer)).isInstanceOf(Malformed.class);
    }
}
