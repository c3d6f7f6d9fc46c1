package dev.pointsman.router.dialect.hostile;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.Payload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers by a fuzzer that watches the readers: a frame per line. The seeds are those that {@link HostileInputTest} replays in every build. */
class FrameReadersFuzz {

    static Stream<byte[]> openAiChatSeeds() {
        return seeds(Dialect.OPENAI_CHAT);
    }

    @MethodSource("openAiChatSeeds")
    @FuzzTest(maxDuration = "2m")
    void openAiChat(byte[] lines) {
        fuzz(Dialect.OPENAI_CHAT, lines);
    }

    static Stream<byte[]> openAiResponsesSeeds() {
        return seeds(Dialect.OPENAI_RESPONSES);
    }

    @MethodSource("openAiResponsesSeeds")
    @FuzzTest(maxDuration = "2m")
    void openAiResponses(byte[] lines) {
        fuzz(Dialect.OPENAI_RESPONSES, lines);
    }

    static Stream<byte[]> openAiEmbeddingsSeeds() {
        return seeds(Dialect.OPENAI_EMBEDDINGS);
    }

    @MethodSource("openAiEmbeddingsSeeds")
    @FuzzTest(maxDuration = "2m")
    void openAiEmbeddings(byte[] lines) {
        fuzz(Dialect.OPENAI_EMBEDDINGS, lines);
    }

    static Stream<byte[]> anthropicMessagesSeeds() {
        return seeds(Dialect.ANTHROPIC_MESSAGES);
    }

    @MethodSource("anthropicMessagesSeeds")
    @FuzzTest(maxDuration = "2m")
    void anthropicMessages(byte[] lines) {
        fuzz(Dialect.ANTHROPIC_MESSAGES, lines);
    }

    static Stream<byte[]> geminiGenerateSeeds() {
        return seeds(Dialect.GEMINI_GENERATE);
    }

    @MethodSource("geminiGenerateSeeds")
    @FuzzTest(maxDuration = "2m")
    void geminiGenerate(byte[] lines) {
        fuzz(Dialect.GEMINI_GENERATE, lines);
    }

    static Stream<byte[]> ollamaChatSeeds() {
        return seeds(Dialect.OLLAMA_CHAT);
    }

    @MethodSource("ollamaChatSeeds")
    @FuzzTest(maxDuration = "2m")
    void ollamaChat(byte[] lines) {
        fuzz(Dialect.OLLAMA_CHAT, lines);
    }

    static Stream<byte[]> ollamaGenerateSeeds() {
        return seeds(Dialect.OLLAMA_GENERATE);
    }

    @MethodSource("ollamaGenerateSeeds")
    @FuzzTest(maxDuration = "2m")
    void ollamaGenerate(byte[] lines) {
        fuzz(Dialect.OLLAMA_GENERATE, lines);
    }

    static Stream<byte[]> bedrockConverseSeeds() {
        return seeds(Dialect.BEDROCK_CONVERSE);
    }

    @MethodSource("bedrockConverseSeeds")
    @FuzzTest(maxDuration = "2m")
    void bedrockConverse(byte[] lines) {
        fuzz(Dialect.BEDROCK_CONVERSE, lines);
    }

    private static Stream<byte[]> seeds(Dialect dialect) {
        Samples samples = Samples.of(dialect);
        return Stream.concat(
                        Stream.of(String.join("\n", samples.frames())),
                        Stream.concat(samples.frames().stream(), samples.wholes().stream()))
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    private static void fuzz(Dialect dialect, byte[] lines) {
        List<Frame> frames = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= lines.length; i++) {
            if (i == lines.length || lines[i] == '\n') {
                frames.add(Frame.of(Payload.of(Arrays.copyOfRange(lines, from, i))));
                from = i + 1;
            }
        }
        Reading.answer(dialect, true, frames);
        Reading.answer(dialect, false, frames.subList(0, 1));
    }
}
