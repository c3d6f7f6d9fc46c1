package dev.pointsman.router.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.api.failure.ProviderFailure.Empty;
import dev.pointsman.api.failure.ProviderFailure.InvalidRequest;
import dev.pointsman.api.failure.ProviderFailure.Malformed;
import dev.pointsman.api.failure.ProviderFailure.Overloaded;
import dev.pointsman.api.failure.ProviderFailure.RateLimited;
import dev.pointsman.api.provider.Capability;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.SequencedSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FurtherDialectsTest {

    private final Dialects dialects = Dialects.standard();

    private OutgoingCall prepare(Dialect dialect, boolean streaming, String body) {
        return dialects.prepare(
                ModelRequest.of("auto", dialect, streaming, Payload.ofUtf8(body)),
                new LinkedHashSet<>(List.of(dialect)),
                ModelTarget.of("vendor", "model-x"));
    }

    private RequestFacts facts(Dialect dialect, String body) {
        return dialects.facts(ModelRequest.of("auto", dialect, false, Payload.ofUtf8(body)));
    }

    private AnswerReader reader(Dialect dialect, boolean streaming) {
        return prepare(dialect, streaming, "{}").answer();
    }

    private static List<FrameKind> read(AnswerReader reader, Frame... frames) {
        Queue<Frame> out = new ArrayDeque<>();
        List<FrameKind> kinds = new ArrayList<>();
        for (Frame frame : frames) {
            kinds.add(reader.read(frame, out));
        }
        assertThat(new ArrayList<>(out)).isEqualTo(List.of(frames));
        return kinds;
    }

    private static List<FrameKind> read(AnswerReader reader, String... frames) {
        return read(reader, List.of(frames).stream().map(Frame::ofUtf8).toArray(Frame[]::new));
    }

    private static ProviderFailure failure(AnswerReader reader, Frame... frames) {
        try {
            read(reader, frames);
            reader.end(new ArrayDeque<>());
        } catch (ProviderException failed) {
            return failed.failure();
        }
        throw new AssertionError("No failure");
    }

    private static ProviderFailure failure(AnswerReader reader, String... frames) {
        return failure(reader, List.of(frames).stream().map(Frame::ofUtf8).toArray(Frame[]::new));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openai-responses",
                "gemini-generate",
                "ollama-chat",
                "bedrock-converse",
                "openai-embeddings",
                "openai-chat",
                "anthropic-messages"
            })
    void everyDialectRefusesABodyWithoutItsMainMember(String dialect) {
        try {
            facts(new Dialect(dialect), "{\"model\":\"auto\"}");
        } catch (ProviderException refused) {
            assertThat(refused.failure())
                    .isInstanceOfSatisfying(
                            InvalidRequest.class,
                            invalid -> assertThat(invalid.reason().forCaller()).contains("is missing"));
            return;
        }
        throw new AssertionError("Not refused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openai-responses",
                "gemini-generate",
                "ollama-chat",
                "ollama-generate",
                "bedrock-converse",
                "openai-embeddings"
            })
    void everyDialectTakesNeitherAnEmptyNorABrokenNorAnUnendedAnswer(String name) {
        Dialect dialect = new Dialect(name);

        assertThat(failure(reader(dialect, false), "{}")).isInstanceOf(Malformed.class);
        assertThat(failure(reader(dialect, false), "<html>")).isInstanceOf(Malformed.class);
        assertThat(failure(reader(dialect, true), new Frame[0])).isInstanceOf(Malformed.class);
        assertThat(failure(reader(dialect, true), "{\"x\":")).isInstanceOf(Malformed.class);
    }

    @Nested
    class Responses {

        private static final Dialect DIALECT = Dialect.OPENAI_RESPONSES;
        private static final String CREATED =
                "{\"type\":\"response.created\",\"response\":{\"model\":\"m-1\",\"status\":\"in_progress\",\"output\":[]}}";

        @Test
        void writesTheModelAlone() {
            OutgoingCall outgoing = prepare(DIALECT, true, "{\"model\":\"auto\",\"input\":\"hi\"}");

            assertThat(outgoing.request().payload().utf8()).isEqualTo("{\"model\":\"model-x\",\"input\":\"hi\"}");
            assertThat(outgoing.edits()).containsExactly("model");
        }

        @Test
        void readsFacts() {
            RequestFacts facts = facts(DIALECT, """
                    {"instructions":"Be kind.","max_output_tokens":9,"previous_response_id":"r-1","reasoning":{"effort":"low"},
                     "text":{"format":{"type":"json_schema","schema":{"a":1}}},"tools":[{"type":"web_search"}],
                     "client_metadata":{"session_id":"s-1"},
                     "input":[{"role":"user","content":[{"type":"input_text","text":"look"},{"type":"input_image","file_id":"f"}]},
                      {"type":"reasoning","encrypted_content":"x","summary":[]},
                      {"type":"function_call","name":"f","arguments":"{}"},{"type":"function_call","name":"g","arguments":"{}"},
                      {"type":"function_call_output","output":"42"}]}
                    """);

            assertThat(facts.needs())
                    .containsExactlyInAnyOrder(
                            Capability.REASONING, Capability.SCHEMA, Capability.TOOLS, Capability.IMAGES);
            assertThat(facts.pins())
                    .containsExactlyInAnyOrder(Pins.PREVIOUS_RESPONSE_ID, Pins.FILE_ID, Pins.REASONING_SIGNATURE);
            assertThat(facts.turns()).isEqualTo(2);
            assertThat(facts.toolLoop()).isTrue();
            assertThat(facts.maxOutputTokens()).isEqualTo(9);
            assertThat(facts.lastUserText().reveal()).isEqualTo("look");
            assertThat(facts.sessionHint()).isEqualTo("s-1");
        }

        @Test
        void followsAStream() {
            AnswerReader reader = reader(DIALECT, true);

            List<FrameKind> kinds = read(
                    reader,
                    CREATED,
                    "{\"type\":\"response.output_item.added\",\"item\":{\"type\":\"message\",\"content\":[]}}",
                    "{\"type\":\"response.output_text.delta\",\"delta\":\"Hi\"}",
                    "{\"type\":\"response.output_item.done\",\"item\":{\"type\":\"message\",\"content\":[{\"type\":\"output_text\",\"text\":\"Hi\"}]}}",
                    "{\"type\":\"response.completed\",\"response\":{\"model\":\"m-1\",\"status\":\"completed\",\"output\":[],"
                            + "\"usage\":{\"input_tokens\":8,\"input_tokens_details\":{\"cached_tokens\":3},\"output_tokens\":4,"
                            + "\"output_tokens_details\":{\"reasoning_tokens\":1}}}}");
            reader.end(new ArrayDeque<>());

            assertThat(kinds)
                    .containsExactly(
                            FrameKind.PREAMBLE,
                            FrameKind.PREAMBLE,
                            FrameKind.CONTENT,
                            FrameKind.FOLLOWING,
                            FrameKind.FOLLOWING);
            assertThat(reader.contentCharacters()).isEqualTo(2);
            assertThat(reader.usage()).contains(new Usage(8, 3, 0, 4, 1));
            assertThat(reader.finishReason()).contains("completed");
            assertThat(reader.servedModel()).contains("m-1");
        }

        @Test
        void findsFailures() {
            assertThat(failure(reader(DIALECT, true), CREATED)).isInstanceOf(Malformed.class);
            assertThat(failure(
                            reader(DIALECT, true),
                            "{\"type\":\"error\",\"code\":\"rate_limit_exceeded\",\"message\":\"slow\"}"))
                    .isEqualTo(new RateLimited(null));
            assertThat(
                            failure(
                                    reader(DIALECT, true),
                                    "{\"type\":\"response.failed\",\"response\":{\"status\":\"failed\",\"error\":{\"code\":\"server_error\"}}}"))
                    .isEqualTo(new Overloaded());
            assertThat(failure(reader(DIALECT, false), "{\"status\":\"completed\",\"output\":[]}"))
                    .isEqualTo(new Empty());
        }

        @Test
        void takesTheAcceptanceOfABackgroundResponseForAnAnswer() {
            AnswerReader reader = reader(DIALECT, false);

            read(reader, "{\"status\":\"queued\",\"output\":[]}");
            reader.end(new ArrayDeque<>());

            assertThat(reader.finishReason()).contains("queued");
        }
    }

    @Nested
    class Gemini {

        private static final Dialect DIALECT = Dialect.GEMINI_GENERATE;

        @Test
        void editsNothingSinceTheModelStandsInThePath() {
            String body = "{\"contents\": []}";

            OutgoingCall outgoing = prepare(DIALECT, true, body);

            assertThat(outgoing.request().payload().utf8()).isEqualTo(body);
            assertThat(outgoing.request().model()).isEqualTo("model-x");
            assertThat(outgoing.edits()).isEmpty();
        }

        @Test
        void doesNotLetTheBodyNameAnotherModel() {
            OutgoingCall outgoing = prepare(DIALECT, true, "{\"model\":\"models/dear\",\"contents\":[]}");

            assertThat(outgoing.request().payload().utf8()).isEqualTo("{\"model\":\"models/model-x\",\"contents\":[]}");
        }

        @Test
        void readsFacts() {
            RequestFacts facts = facts(DIALECT, """
                    {"system_instruction":{"parts":[{"text":"Be kind."}],"role":"user"},
                     "generationConfig":{"maxOutputTokens":9,"responseSchema":{"type":"OBJECT"},"thinkingConfig":{"thinkingBudget":-1}},
                     "tools":[{"functionDeclarations":[{"name":"f"},{"name":"g"}]},{"googleSearch":{}}],"cachedContent":"c/1",
                     "contents":[
                      {"parts":[{"text":"look"},{"inline_data":{"mime_type":"image/png","data":"AAAA"}},
                         {"fileData":{"fileUri":"https://generativelanguage.googleapis.com/v1beta/files/x","mimeType":"application/pdf"}}],
                       "role":"user"},
                      {"parts":[{"functionCall":{"name":"f","args":{}},"thoughtSignature":"c2ln"}],"role":"model"},
                      {"parts":[{"functionResponse":{"name":"f","response":{}}}],"role":"user"}]}
                    """);

            assertThat(facts.tools()).isEqualTo(3);
            assertThat(facts.needs())
                    .containsExactlyInAnyOrder(
                            Capability.TOOLS,
                            Capability.IMAGES,
                            Capability.DOCUMENTS,
                            Capability.SCHEMA,
                            Capability.REASONING);
            assertThat(facts.pins())
                    .containsExactlyInAnyOrder(Pins.STORED_PROMPT, Pins.FILE_ID, Pins.THOUGHT_SIGNATURE);
            assertThat(facts.turns()).isEqualTo(2);
            assertThat(facts.toolLoop()).isTrue();
            assertThat(facts.lastUserText().reveal()).isEqualTo("look");
            assertThat(facts.conversationHead().reveal()).isEqualTo("Be kind.\nlook");
        }

        @Test
        void followsAStream() {
            AnswerReader reader = reader(DIALECT, true);

            List<FrameKind> kinds = read(
                    reader,
                    "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"\"}]}}],\"modelVersion\":\"m-1\"}",
                    "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Hi\"}]}}],\"usageMetadata\":{\"promptTokenCount\":5}}",
                    "{\"candidates\":[{\"finishReason\":\"STOP\"}],\"usageMetadata\":{\"promptTokenCount\":5,"
                            + "\"candidatesTokenCount\":2,\"thoughtsTokenCount\":7,\"cachedContentTokenCount\":4}}");
            reader.end(new ArrayDeque<>());

            assertThat(kinds).containsExactly(FrameKind.PREAMBLE, FrameKind.CONTENT, FrameKind.FOLLOWING);
            assertThat(reader.usage()).contains(new Usage(5, 4, 0, 9, 7));
            assertThat(reader.finishReason()).contains("STOP");
        }

        @Test
        void takesABlockedPromptForAnAnswerAndAMalformedCallForNone() {
            AnswerReader blocked = reader(DIALECT, false);
            read(blocked, "{\"promptFeedback\":{\"blockReason\":\"SAFETY\"}}");
            blocked.end(new ArrayDeque<>());

            assertThat(blocked.finishReason()).contains("SAFETY");
            assertThat(failure(
                            reader(DIALECT, true), "{\"candidates\":[{\"finishReason\":\"MALFORMED_FUNCTION_CALL\"}]}"))
                    .isEqualTo(new Empty());
            assertThat(failure(
                            reader(DIALECT, true),
                            "{\"error\":{\"code\":503,\"status\":\"UNAVAILABLE\",\"message\":\"busy\"}}"))
                    .isEqualTo(new Overloaded());
        }
    }

    @Nested
    class Ollama {

        @Test
        void changesTheModelHoweverItIsSpeltSinceGoReadsItSo() {
            OutgoingCall outgoing =
                    prepare(Dialect.OLLAMA_CHAT, true, "{\"model\":\"auto\",\"MODEL\":\"big\",\"messages\":[]}");

            assertThat(outgoing.request().payload().utf8())
                    .isEqualTo("{\"model\":\"model-x\",\"MODEL\":\"model-x\",\"messages\":[]}");
        }

        @Test
        void readsFactsOfAGenerate() {
            RequestFacts facts = facts(
                    Dialect.OLLAMA_GENERATE,
                    "{\"prompt\":\"look\",\"system\":\"Be kind.\",\"images\":[\"AAAA\"],\"context\":[1,2],"
                            + "\"think\":\"high\",\"format\":{\"type\":\"object\"},\"options\":{\"num_predict\":7}}");

            assertThat(facts.needs())
                    .containsExactlyInAnyOrder(Capability.IMAGES, Capability.REASONING, Capability.SCHEMA);
            assertThat(facts.pins()).containsExactly(Pins.CONTEXT_TOKENS);
            assertThat(facts.maxOutputTokens()).isEqualTo(7);
            assertThat(facts.lastUserText().reveal()).isEqualTo("look");
        }

        @Test
        void followsAStream() {
            AnswerReader reader = reader(Dialect.OLLAMA_CHAT, true);

            List<FrameKind> kinds = read(
                    reader,
                    "{\"model\":\"m\",\"message\":{\"role\":\"assistant\",\"content\":\"\"},\"done\":false}",
                    "{\"model\":\"m\",\"message\":{\"content\":\"\",\"tool_calls\":[{\"function\":{\"name\":\"f\",\"arguments\":{}}}]},\"done\":false}",
                    "{\"model\":\"m\",\"done\":true,\"done_reason\":\"stop\",\"prompt_eval_count\":3,\"eval_count\":2}");
            reader.end(new ArrayDeque<>());

            assertThat(kinds).containsExactly(FrameKind.PREAMBLE, FrameKind.CONTENT, FrameKind.FOLLOWING);
            assertThat(reader.usage()).contains(Usage.of(3, 2));
        }

        @Test
        void findsFailures() {
            assertThat(failure(reader(Dialect.OLLAMA_CHAT, true), "{\"error\":\"model runner stopped\"}"))
                    .isEqualTo(new Overloaded());
            assertThat(failure(reader(Dialect.OLLAMA_GENERATE, false), "{\"response\":\"a\",\"done\":false}"))
                    .isInstanceOf(Malformed.class);
            assertThat(failure(
                            reader(Dialect.OLLAMA_GENERATE, false),
                            "{\"response\":\"\",\"done\":true,\"done_reason\":\"stop\"}"))
                    .isEqualTo(new Empty());
        }
    }

    @Nested
    class Bedrock {

        @Test
        void toolsInAStreamAreRefusedWhereTheModelCallsNoneThere() {
            String body = "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hi\"}]}],"
                    + "\"toolConfig\":{\"tools\":[{\"toolSpec\":{\"name\":\"f\"}}]}}";
            SequencedSet<Dialect> accepted = new LinkedHashSet<>(List.of(DIALECT));
            ModelTarget mistral = ModelTarget.of("v", "mistral.mistral-large-2402-v1:0");

            assertThat(Translated.failure(() -> Dialects.standard()
                            .prepare(ModelRequest.of("m", DIALECT, true, Payload.ofUtf8(body)), accepted, mistral)))
                    .isInstanceOf(ProviderFailure.InvalidRequest.class);
            assertThat(Dialects.standard()
                            .prepare(ModelRequest.of("m", DIALECT, false, Payload.ofUtf8(body)), accepted, mistral)
                            .request()
                            .payload()
                            .utf8())
                    .contains("toolConfig");
        }

        private static final Dialect DIALECT = Dialect.BEDROCK_CONVERSE;

        private static Frame event(String name, String json) {
            return new Frame(name, Payload.ofUtf8(json));
        }

        @Test
        void readsFacts() {
            RequestFacts facts = facts(DIALECT, """
                    {"system":[{"text":"Be kind."},{"cachePoint":{"type":"default"}}],"inferenceConfig":{"maxTokens":9},
                     "toolConfig":{"tools":[{"toolSpec":{"name":"f"}}]},
                     "additionalModelRequestFields":{"thinking":{"type":"enabled","budget_tokens":1024}},
                     "messages":[{"role":"user","content":[{"text":"look"},{"image":{"format":"png","source":{"bytes":"AAAA"}}}]},
                      {"role":"assistant","content":[{"reasoningContent":{"reasoningText":{"text":"hm","signature":"s"}}},
                        {"toolUse":{"toolUseId":"t","name":"f","input":{}}}]},
                      {"role":"user","content":[{"toolResult":{"toolUseId":"t","content":[{"text":"42"}]}}]}]}
                    """);

            assertThat(facts.needs())
                    .containsExactlyInAnyOrder(Capability.TOOLS, Capability.IMAGES, Capability.REASONING);
            assertThat(facts.pins()).containsExactly(Pins.REASONING_SIGNATURE);
            assertThat(facts.toolLoop()).isTrue();
            assertThat(facts.maxOutputTokens()).isEqualTo(9);
            assertThat(facts.lastUserText().reveal()).isEqualTo("look");
        }

        @Test
        void followsAStream() {
            AnswerReader reader = reader(DIALECT, true);

            List<FrameKind> kinds = read(
                    reader,
                    event("messageStart", "{\"role\":\"assistant\"}"),
                    event("contentBlockDelta", "{\"delta\":{\"reasoningContent\":{\"signature\":\"s\"}}}"),
                    event("contentBlockDelta", "{\"delta\":{\"text\":\"Hi\"}}"),
                    event("messageStop", "{\"stopReason\":\"end_turn\"}"),
                    event(
                            "metadata",
                            "{\"usage\":{\"inputTokens\":3,\"cacheReadInputTokens\":10,\"outputTokens\":2}}"));
            reader.end(new ArrayDeque<>());

            assertThat(kinds)
                    .containsExactly(
                            FrameKind.PREAMBLE,
                            FrameKind.PREAMBLE,
                            FrameKind.CONTENT,
                            FrameKind.FOLLOWING,
                            FrameKind.FOLLOWING);
            assertThat(reader.usage()).contains(new Usage(13, 10, 0, 2, 0));
        }

        @Test
        void findsExceptionsInTheStream() {
            assertThat(failure(reader(DIALECT, true), event("throttlingException", "{\"message\":\"slow\"}")))
                    .isEqualTo(new RateLimited(null));
            assertThat(failure(reader(DIALECT, true), event("messageStart", "{}")))
                    .isInstanceOf(Malformed.class);
        }
    }

    @Nested
    class Embeddings {

        @Test
        void readsFactsAndVectors() {
            RequestFacts facts = facts(Dialect.OPENAI_EMBEDDINGS, "{\"input\":[\"abc\",\"defg\"],\"user\":\"u\"}");
            AnswerReader reader = reader(Dialect.OPENAI_EMBEDDINGS, false);

            read(reader, "{\"data\":[{\"embedding\":[0.1]}],\"model\":\"m\",\"usage\":{\"prompt_tokens\":4}}");
            reader.end(new ArrayDeque<>());

            assertThat(facts.needs()).containsExactly(Capability.EMBEDDINGS);
            assertThat(facts.textCharacters()).isBetween(7L, 12L);
            assertThat(reader.usage()).contains(Usage.of(4, 0));
        }
    }
}
