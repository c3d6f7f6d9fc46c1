package dev.pointsman.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.decision.RoutingDecision;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QualityFirstCodeTest {

    private final Example example = Example.of("quality-first-code.yaml");

    @AfterEach
    void close() {
        example.close();
    }

    @Test
    void sendsCodeToTheBestRatedModel() {
        RoutingDecision decision =
                example.decide(Ask.of("auto", "Fix this function.").workload("code"));

        assertThat(decision.profile()).isEqualTo("code");
        assertThat(decision.choice()).contains("anthropic/claude-fable-5");
        assertThat(decision.ranking()).contains("openai/gpt-5.6-sol").doesNotContain("openai/gpt-5.4-nano");
    }

    @Test
    void prefersWhoGetsTheWholeRequest() {
        RoutingDecision decision = example.decide(
                Ask.of("auto", "Fix this function.").workload("code").with("seed", "7"));

        assertThat(decision.choice()).contains("openai/gpt-5.6-sol");
        assertThat(decision.ranking()).contains("anthropic/claude-fable-5");
    }

    @Test
    void sendsWhateverOffersToolsThere() {
        assertThat(example.decide(Ask.of("auto", "Look.").withTool()).profile()).isEqualTo("code");
    }

    @Test
    void answersAShortQuestionFromTheQuickest() {
        RoutingDecision decision = example.decide(Ask.of("auto", "What was the flag again?"));

        assertThat(decision.profile()).isEqualTo("aside");
        assertThat(decision.choice()).contains("anthropic/claude-haiku-4-5");
    }

    @Test
    void givesAClientThatKnowsOneModelNameTheBestOnesToo() {
        assertThat(example.decide(Ask.of("gpt-4o", "x".repeat(9_000))).profile())
                .isEqualTo("code");
    }
}
