package dev.pointsman.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.decision.RoutingDecision;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import org.junit.jupiter.api.Test;

class PrivateDocumentsTest {

    private static final Example EXAMPLE = Example.of("private-documents.yaml");

    @AfterContainer
    static void close() {
        EXAMPLE.close();
    }

    /** Whoever asks for whatever with whichever header: nothing but the cellar is ever in the ranking. */
    @Property(tries = 500)
    void nothingButTheCellarIsEverRankedForConfidentialRequests(@ForAll("confidential") Ask ask) {
        RoutingDecision decision = EXAMPLE.decide(ask);

        assertThat(decision.profile()).isEqualTo("private");
        assertThat(decision.ranking()).allMatch(name -> name.startsWith("cellar/"));
    }

    @Provide
    Arbitrary<Ask> confidential() {
        List<String> names = EXAMPLE.names();
        Arbitrary<String> texts =
                Arbitraries.of("Summarize this contract.", "Fix this function.", "HEARTBEAT_OK", "x".repeat(2_000_000));
        Arbitrary<String> profiles = Arbitraries.of("", "default", "fast", "economy", "quality", "private", "nonsense");
        Arbitrary<String> workloads = Arbitraries.of("", "summarization", "code", "chat", "invented");
        Arbitrary<Boolean> byWorkspace = Arbitraries.of(true, false);
        return Combinators.combine(
                        Arbitraries.of(names), texts, profiles, workloads, byWorkspace, Arbitraries.of(true, false))
                .as((name, text, profile, workload, workspace, tool) -> {
                    Ask ask = Ask.of(name, text);
                    ask = workspace ? ask.workspace("legal") : ask.label("data", "confidential");
                    ask = profile.isEmpty() ? ask : ask.header("x-pointsman-profile", profile);
                    ask = workload.isEmpty() ? ask : ask.workload(workload);
                    return tool ? ask.withTool() : ask;
                });
    }

    @Test
    void answersConfidentialDocumentsFromTheBetterLocalModel() {
        RoutingDecision decision = EXAMPLE.decide(Ask.of("auto", "Summarize.").label("data", "confidential"));

        assertThat(decision.choice()).contains("cellar/qwen3:32b");
        assertThat(decision.ranking()).hasSize(2);
    }

    @Test
    void leavesOtherRequestsToTheBestModels() {
        assertThat(EXAMPLE.decide(Ask.of("auto-quality", "Hello.")).choice()).contains("anthropic/claude-opus-5");
    }
}
