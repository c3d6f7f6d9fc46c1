package dev.pointsman.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.decision.RoutingDecision;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CostFirstSupportTest {

    private final Example example = Example.of("cost-first-support.yaml");

    @AfterEach
    void close() {
        example.close();
    }

    @Test
    void asksTheCheapestModelAboveTheFloor() {
        RoutingDecision decision =
                example.decide(Ask.of("auto", "Where is my parcel?").agent("support-web"));

        assertThat(decision.profile()).isEqualTo("support");
        assertThat(decision.choice()).contains("deepseek/deepseek-v4-flash");
    }

    @Test
    void leavesOutWhatIsCheaperButBelowTheFloor() {
        RoutingDecision decision = example.decide(Ask.of("helpdesk", "Where is my parcel?"));

        assertThat(decision.ranking()).doesNotContain("openai/gpt-4o-mini");
        assertThat(decision.toJson().utf8()).contains("quality_floor");
    }

    @Test
    void asksTheDearModelLast() {
        RoutingDecision decision = example.decide(Ask.of("auto-support", "Where is my parcel?"));

        assertThat(decision.ranking()).hasSizeGreaterThan(3).last().isEqualTo("anthropic/claude-sonnet-5");
    }

    @Test
    void keepsOtherAgentsOnTheirOwnProfile() {
        assertThat(example.decide(Ask.of("auto", "Hello.").agent("website")).profile())
                .isEqualTo("default");
    }
}
