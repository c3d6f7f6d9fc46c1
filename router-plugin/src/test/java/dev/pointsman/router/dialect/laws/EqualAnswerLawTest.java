package dev.pointsman.router.dialect.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.router.dialect.AnswerReader;
import dev.pointsman.router.dialect.Dialects;
import dev.pointsman.router.dialect.FrameKind;
import dev.pointsman.router.dialect.ModelTarget;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Identity: an answer of the client's own dialect goes through as it came, and what it tells is read right. */
class EqualAnswerLawTest {

    private static final Map<Dialect, Oracle.Reading> ORACLES = Map.of(
            Dialect.OPENAI_CHAT, new ChatOracle(),
            Dialect.ANTHROPIC_MESSAGES, new MessagesOracle(),
            Dialect.OPENAI_RESPONSES, new ResponsesOracle(),
            Dialect.GEMINI_GENERATE, new GeminiOracle(),
            Dialect.OLLAMA_CHAT, new OllamaOracle(),
            Dialect.OLLAMA_GENERATE, new OllamaOracle(),
            Dialect.BEDROCK_CONVERSE, new ConverseOracle(),
            Dialect.OPENAI_EMBEDDINGS, new EmbeddingsOracle());

    /** Finish reasons with which an answer may have no word in it. */
    private static final Set<String> WORDLESS = Set.of(
            "length",
            "max_tokens",
            "max_output_tokens",
            "MAX_TOKENS",
            "SAFETY",
            "content_filter",
            "guardrail_intervened",
            "refusal",
            "stop_sequence",
            "pause_turn",
            "queued");

    private final Dialects dialects = Dialects.standard();

    static Set<Dialect> dialects() {
        return ORACLES.keySet();
    }

    private AnswerReader reader(Recorded recorded, String body) {
        ModelRequest request = ModelRequest.of("auto", recorded.dialect(), recorded.streamed(), Payload.ofUtf8(body));
        return dialects.prepare(
                        request, new LinkedHashSet<>(List.of(recorded.dialect())), ModelTarget.of("vendor", "model"))
                .answer();
    }

    /** As if the client had asked for usage itself, so that nothing is taken out. */
    private AnswerReader reader(Recorded recorded) {
        return reader(recorded, "{\"stream_options\":{\"include_usage\":true}}");
    }

    private static Oracle oracle(Recorded recorded) {
        return ORACLES.get(recorded.dialect()).read(recorded.frames(), recorded.streamed());
    }

    private static boolean isProper(Oracle oracle) {
        return !oracle.error()
                && oracle.terminalAt() > 0
                && (oracle.content()
                        || oracle.finish().filter(WORDLESS::contains).isPresent());
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void everyProperAnswerPassesIdenticallyAndIsReadRight(Dialect dialect) {
        Counts counts = new Counts("equal answer", dialect);
        for (Recorded recorded : Recorded.all(dialect)) {
            Oracle oracle = oracle(recorded);
            if (!recorded.succeeded() || !isProper(oracle)) {
                continue;
            }
            counts.add(recorded);
            AnswerReader reader = reader(recorded);
            Queue<Frame> out = new ArrayDeque<>();
            List<FrameKind> kinds = new ArrayList<>();
            assertThatCode(() -> {
                        recorded.frames().forEach(frame -> kinds.add(reader.read(frame, out)));
                        reader.end(out);
                    })
                    .as(recorded.file())
                    .doesNotThrowAnyException();

            assertThat(new ArrayList<>(out)).as(recorded.file()).isEqualTo(recorded.frames());
            assertThat(reader.usage()).as("usage of %s", recorded).isEqualTo(oracle.usage());
            assertThat(reader.finishReason()).as("finish of %s", recorded).isEqualTo(oracle.finish());
            assertThat(reader.servedModel()).as("model of %s", recorded).isEqualTo(oracle.model());
            assertThat(kinds).as(recorded.file()).containsOnlyOnce(FrameKind.CONTENT);
            if (!oracle.content()) {
                assertThat(reader.contentCharacters())
                        .as("content of %s", recorded)
                        .isZero();
            }
            oracle.usage().ifPresent(usage -> counts.feature("usage read"));
        }
        counts.print();
        assertThat(counts.cases()).isPositive();
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void everyAnswerThatIsNoneFails(Dialect dialect) {
        Counts counts = new Counts("failed answer", dialect);
        for (Recorded recorded : Recorded.all(dialect)) {
            if (!recorded.succeeded() || isProper(oracle(recorded))) {
                continue;
            }
            counts.add(recorded);
            assertThatExceptionOfType(ProviderException.class)
                    .as(recorded.file())
                    .isThrownBy(() -> readAll(reader(recorded), recorded.frames()));
        }
        counts.print();
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void everyCutBeforeTheTerminalMarkIsAFailure(Dialect dialect) {
        Counts counts = new Counts("cut answer", dialect);
        int cuts = 0;
        for (Recorded recorded : Recorded.all(dialect)) {
            Oracle oracle = oracle(recorded);
            if (!recorded.succeeded() || !recorded.streamed() || !isProper(oracle)) {
                continue;
            }
            counts.add(recorded);
            for (int length = 0; length < oracle.terminalAt(); length++) {
                List<Frame> cut = recorded.frames().subList(0, length);
                cuts++;
                assertThatExceptionOfType(ProviderException.class)
                        .as("%s cut after %d frames", recorded, length)
                        .isThrownBy(() -> readAll(reader(recorded), cut));
            }
        }
        counts.print();
        System.out.println("law: cut answer | " + dialect + " | " + cuts + " cuts");
        assertThat(cuts > 0).isEqualTo(!dialect.equals(Dialect.OPENAI_EMBEDDINGS));
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void everyWholeAnswerThatWasCutIsAFailure(Dialect dialect) {
        int cuts = 0;
        for (Recorded recorded : Recorded.all(dialect)) {
            if (!recorded.succeeded() || recorded.streamed()) {
                continue;
            }
            String whole = recorded.frames().getFirst().payload().utf8();
            for (int tenth = 0; tenth < 10; tenth++) {
                Frame cut = Frame.ofUtf8(whole.substring(0, whole.length() * tenth / 10));
                cuts++;
                assertThatExceptionOfType(ProviderException.class)
                        .as("%s cut to %d tenths", recorded, tenth)
                        .isThrownBy(() -> readAll(reader(recorded), List.of(cut)));
            }
        }
        System.out.println("law: cut whole answer | " + dialect + " | " + cuts + " cuts");
        assertThat(cuts).isPositive();
    }

    private static void readAll(AnswerReader reader, List<Frame> frames) {
        Queue<Frame> out = new ArrayDeque<>();
        frames.forEach(frame -> reader.read(frame, out));
        reader.end(out);
    }

    @Test
    void aClientThatAskedForNoUsageGetsTheStreamWithoutTheExtraFrame() {
        Counts counts = new Counts("usage taken out", Dialect.OPENAI_CHAT);
        for (Recorded recorded : Recorded.all(Dialect.OPENAI_CHAT)) {
            if (!recorded.succeeded() || !recorded.streamed() || !isProper(oracle(recorded))) {
                continue;
            }
            AnswerReader reader = reader(recorded, "{}");
            Queue<Frame> out = new ArrayDeque<>();
            recorded.frames().forEach(frame -> reader.read(frame, out));
            reader.end(out);

            List<Frame> expected =
                    recorded.frames().stream().filter(frame -> !isExtra(frame)).toList();
            assertThat(new ArrayList<>(out)).as(recorded.file()).isEqualTo(expected);
            assertThat(reader.usage())
                    .as(recorded.file())
                    .isEqualTo(oracle(recorded).usage());
            if (expected.size() < recorded.frames().size()) {
                counts.add(recorded);
            }
        }
        counts.print();
        assertThat(counts.cases()).isPositive();
    }

    private static boolean isExtra(Frame frame) {
        if (frame.payload().utf8().equals("[DONE]")) {
            return false;
        }
        var tree = Recorded.tree(frame);
        return tree.path("choices").isEmpty() && tree.path("usage").isObject();
    }
}
