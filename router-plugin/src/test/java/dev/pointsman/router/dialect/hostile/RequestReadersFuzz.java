package dev.pointsman.router.dialect.hostile;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.pointsman.api.exchange.Dialect;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests by a fuzzer that watches the readers; the seeds are those that {@link HostileInputTest} replays in every build. */
class RequestReadersFuzz {

    static Stream<byte[]> openAiChatSeeds() {
        return seeds(Dialect.OPENAI_CHAT);
    }

    @MethodSource("openAiChatSeeds")
    @FuzzTest(maxDuration = "2m")
    void openAiChat(byte[] body) {
        fuzz(Dialect.OPENAI_CHAT, body);
    }

    static Stream<byte[]> openAiResponsesSeeds() {
        return seeds(Dialect.OPENAI_RESPONSES);
    }

    @MethodSource("openAiResponsesSeeds")
    @FuzzTest(maxDuration = "2m")
    void openAiResponses(byte[] body) {
        fuzz(Dialect.OPENAI_RESPONSES, body);
    }

    static Stream<byte[]> openAiEmbeddingsSeeds() {
        return seeds(Dialect.OPENAI_EMBEDDINGS);
    }

    @MethodSource("openAiEmbeddingsSeeds")
    @FuzzTest(maxDuration = "2m")
    void openAiEmbeddings(byte[] body) {
        fuzz(Dialect.OPENAI_EMBEDDINGS, body);
    }

    static Stream<byte[]> anthropicMessagesSeeds() {
        return seeds(Dialect.ANTHROPIC_MESSAGES);
    }

    @MethodSource("anthropicMessagesSeeds")
    @FuzzTest(maxDuration = "2m")
    void anthropicMessages(byte[] body) {
        fuzz(Dialect.ANTHROPIC_MESSAGES, body);
    }

    static Stream<byte[]> geminiGenerateSeeds() {
        return seeds(Dialect.GEMINI_GENERATE);
    }

    @MethodSource("geminiGenerateSeeds")
    @FuzzTest(maxDuration = "2m")
    void geminiGenerate(byte[] body) {
        fuzz(Dialect.GEMINI_GENERATE, body);
    }

    static Stream<byte[]> ollamaChatSeeds() {
        return seeds(Dialect.OLLAMA_CHAT);
    }

    @MethodSource("ollamaChatSeeds")
    @FuzzTest(maxDuration = "2m")
    void ollamaChat(byte[] body) {
        fuzz(Dialect.OLLAMA_CHAT, body);
    }

    static Stream<byte[]> ollamaGenerateSeeds() {
        return seeds(Dialect.OLLAMA_GENERATE);
    }

    @MethodSource("ollamaGenerateSeeds")
    @FuzzTest(maxDuration = "2m")
    void ollamaGenerate(byte[] body) {
        fuzz(Dialect.OLLAMA_GENERATE, body);
    }

    static Stream<byte[]> bedrockConverseSeeds() {
        return seeds(Dialect.BEDROCK_CONVERSE);
    }

    @MethodSource("bedrockConverseSeeds")
    @FuzzTest(maxDuration = "2m")
    void bedrockConverse(byte[] body) {
        fuzz(Dialect.BEDROCK_CONVERSE, body);
    }

    private static Stream<byte[]> seeds(Dialect dialect) {
        Samples samples = Samples.of(dialect);
        return Stream.concat(Stream.of(samples.plain()), samples.requests().stream())
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    private static void fuzz(Dialect dialect, byte[] body) {
        Reading.request(dialect, true, body);
    }
}
