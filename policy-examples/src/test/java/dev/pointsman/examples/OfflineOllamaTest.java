package dev.pointsman.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.decision.RoutingDecision;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OfflineOllamaTest {

    private final Example example = Example.of("offline-ollama.yaml");

    @AfterEach
    void close() {
        example.close();
    }

    @Test
    void answersFromThisMachineAndKnowsThatNobodySendsABill() {
        // An unknown price would drop them, since the profile fails closed.
        assertThat(example.decide(Ask.of("auto", "Hello.")).ranking())
                .hasSize(4)
                .allMatch(name -> name.startsWith("ollama/"));
    }

    @Test
    void sendsCodeToTheModelsMadeForIt() {
        RoutingDecision decision = example.decide(Ask.of("auto", "Fix this.").workload("code"));

        assertThat(decision.ranking()).hasSize(3).doesNotContain("ollama/mistral:7b");
        assertThat(decision.choice()).contains("ollama/qwen3:32b");
    }

    @Test
    void leavesOutAModelThatTheConversationDoesNotFit() {
        assertThat(example.decide(Ask.of("auto", "word ".repeat(40_000))).ranking())
                .doesNotContain("ollama/mistral:7b")
                .contains("ollama/qwen3:32b");
    }
}
