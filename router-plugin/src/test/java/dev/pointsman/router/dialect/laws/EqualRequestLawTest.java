package dev.pointsman.router.dialect.laws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.router.dialect.Dialects;
import dev.pointsman.router.dialect.ModelTarget;
import dev.pointsman.router.dialect.OutgoingCall;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Identity: to a provider of the same dialect the body goes as it came, but for the edits that are named. */
class EqualRequestLawTest {

    private static final String MODEL = "law/model \"é\"";
    private static final String WRITTEN = "\"law/model \\\"é\\\"\"";
    private static final String ADDED = ",\"stream_options\":{\"include_usage\":true}";

    private final Dialects dialects = Dialects.standard();

    static List<Dialect> dialects() {
        return List.of(
                Dialect.OPENAI_CHAT,
                Dialect.ANTHROPIC_MESSAGES,
                Dialect.OPENAI_RESPONSES,
                Dialect.GEMINI_GENERATE,
                Dialect.OLLAMA_CHAT,
                Dialect.OLLAMA_GENERATE,
                Dialect.BEDROCK_CONVERSE,
                Dialect.OPENAI_EMBEDDINGS);
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void undoingTheNamedEditsGivesTheClientsBytesAgain(Dialect dialect) {
        Counts counts = new Counts("equal request", dialect);
        for (Recorded recorded : Recorded.all(dialect)) {
            if (!recorded.hasRequest()) {
                continue;
            }
            counts.add(recorded);
            for (JsonStyle style : JsonStyle.values()) {
                assertIdentity(recorded, style);
            }
        }
        counts.print();
        assertThat(counts.cases()).isPositive();
    }

    private void assertIdentity(Recorded recorded, JsonStyle style) {
        String body = style.write(recorded.request());

        OutgoingCall outgoing = dialects.prepare(
                recorded.request(body),
                new LinkedHashSet<>(List.of(recorded.dialect())),
                ModelTarget.of("vendor", MODEL));

        String sent = outgoing.request().payload().utf8();
        JsonNode tree = recorded.request();
        String undone = tree.has("model")
                ? sent.replace(WRITTEN, style.write(tree.path("model")))
                : sent.replace(",\"model\":" + WRITTEN, "");
        if (outgoing.edits().contains("stream_options.include_usage") && !tree.has("stream_options")) {
            assertThat(undone).containsOnlyOnce(ADDED);
            undone = undone.replace(ADDED, "");
        }
        assertThat(undone).as("%s written %s", recorded, style).isEqualTo(body);
        boolean inPath =
                Set.of(Dialect.GEMINI_GENERATE, Dialect.BEDROCK_CONVERSE).contains(recorded.dialect());
        assertThat(outgoing.edits().contains("model")).as(recorded.file()).isEqualTo(!inPath || tree.has("model"));
        assertThat(outgoing.edits()).isSubsetOf("model", "stream_options.include_usage");
        assertThat(outgoing.request().model()).isEqualTo(MODEL);
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void theFactsDoNotDependOnHowTheBodyIsWritten(Dialect dialect) {
        for (Recorded recorded : Recorded.all(dialect)) {
            if (!recorded.hasRequest()) {
                continue;
            }
            var compact = dialects.facts(recorded.request(JsonStyle.COMPACT.write(recorded.request())));
            var escaped = dialects.facts(recorded.request(JsonStyle.ESCAPED.write(recorded.request())));

            assertThat(escaped).as(recorded.file()).usingRecursiveComparison().isEqualTo(compact);
            assertThat(compact.tools() > 0).as(recorded.file()).isEqualTo(offersTools(recorded.request()));
            assertThat(compact.textCharacters()).as(recorded.file()).isPositive();
        }
    }

    private static boolean offersTools(JsonNode request) {
        return !request.path("tools").isEmpty()
                || !request.path("functions").isEmpty()
                || !request.path("toolConfig").path("tools").isEmpty();
    }
}
