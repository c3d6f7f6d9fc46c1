package dev.pointsman.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.decision.RoutingDecision;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SoloDeveloperTest {

    private final Example example = Example.of("solo-developer.yaml");

    @AfterEach
    void close() {
        example.close();
    }

    @Test
    void sendsCodeToTheBestModelForCode() {
        RoutingDecision decision =
                example.decide(Ask.of("auto", "Fix this function.").workload("code"));

        assertThat(decision.profile()).isEqualTo("code");
        assertThat(decision.choice()).contains("anthropic/claude-fable-5");
    }

    @Test
    void staysAwakeOnTheCheapestModel() {
        RoutingDecision decision = example.decide(Ask.of("auto", "Read HEARTBEAT.md and answer HEARTBEAT_OK"));

        assertThat(decision.profile()).isEqualTo("economy");
        assertThat(decision.choice()).contains("anthropic/claude-3-haiku");
    }

    @Test
    void answersEverydayQuestionsForLessThanCode() {
        RoutingDecision everyday = example.decide(Ask.of("auto", "What is a good name for a cat?"));

        assertThat(everyday.profile()).isEqualTo("default");
        assertThat(everyday.choice())
                .isNotEqualTo(example.decide(Ask.of("auto-code", "x")).choice());
    }
}
