package dev.pointsman.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.decision.RoutingDecision;
import dev.pointsman.policy.custom.CheapestCapable;
import dev.pointsman.policy.custom.DataResidency;
import dev.pointsman.policy.custom.FastestFirst;
import dev.pointsman.policy.custom.StayOnModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CustomPoliciesTest {

    private final Example example = Example.of(
            "custom-policies.yaml",
            new LendingHost(new CheapestCapable(), new FastestFirst(), new StayOnModel(), new DataResidency()));

    @AfterEach
    void close() {
        example.close();
    }

    @Test
    void takesTheCheapestThatIsGoodEnough() {
        RoutingDecision decision = example.decide(Ask.of("auto", "Hello."));

        assertThat(decision.choice()).contains("mistral/mistral-large-2512");
        assertThat(decision.ranking()).last().isEqualTo("mistral/mistral-small-2603");
        assertThat(decision.toJson().utf8()).contains("cheapest-capable");
    }

    @Test
    void keepsWhatTheLabelMarksInItsRegion() {
        RoutingDecision decision = example.decide(Ask.of("auto", "Hello.").label("residency", "eu"));

        assertThat(decision.ranking()).hasSize(2).allMatch(name -> name.startsWith("mistral/"));
    }

    @Test
    void answersAVoiceFastest() {
        RoutingDecision decision = example.decide(Ask.of("auto", "Hello.").agent("voice-1"));

        assertThat(decision.profile()).isEqualTo("live");
        assertThat(decision.ranking()).last().isEqualTo("openai/gpt-5.6-sol");
    }
}
