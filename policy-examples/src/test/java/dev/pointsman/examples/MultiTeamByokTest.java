package dev.pointsman.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.api.decision.RoutingDecision;
import dev.pointsman.api.failure.ProviderException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultiTeamByokTest {

    private static final Map<String, Set<String>> SERVED_BY = Map.of(
            "engineering", Set.of("engineering-openai", "engineering-anthropic"),
            "support", Set.of("support-openai", "platform-anthropic"),
            "research", Set.of("platform-anthropic"));

    private final Example example = Example.of("multi-team-byok.yaml");

    @AfterEach
    void close() {
        example.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"engineering", "support", "research"})
    void noTeamEverUsesAnothersKey(String workspace) {
        for (String name : example.names()) {
            Ask ask = Ask.of(name, "Hello.").workspace(workspace);
            assertThat(rankedOrNotForThem(ask)).as(name).isSubsetOf(SERVED_BY.get(workspace));
        }
    }

    @Test
    void supportFallsBackToThePlatformsKey() {
        RoutingDecision decision = example.decide(Ask.of("auto", "Hello.").workspace("support"));

        assertThat(decision.profile()).isEqualTo("support");
        assertThat(decision.ranking()).first().asString().startsWith("support-openai/");
        assertThat(decision.ranking()).last().asString().startsWith("platform-anthropic/");
    }

    @Test
    void supportMayNotAskForAnotherProfile() {
        Ask quality = Ask.of("auto", "Hello.").workspace("research").header("x-pointsman-profile", "quality");
        Ask forbidden = Ask.of("auto", "Hello.").workspace("support").header("x-pointsman-profile", "quality");

        assertThat(example.decide(quality).profile()).isEqualTo("quality");
        assertThatThrownBy(() -> example.decide(forbidden)).isInstanceOf(ProviderException.class);
    }

    @Test
    void researchHasTwoModels() {
        RoutingDecision decision = example.decide(Ask.of("auto", "Hello.").workspace("research"));

        assertThat(decision.ranking())
                .containsExactlyInAnyOrder("platform-anthropic/claude-sonnet-5", "platform-anthropic/claude-haiku-4-5");
    }

    /** The entries that would be asked; none where the router says that there is no such model for this caller. */
    private Set<String> rankedOrNotForThem(Ask ask) {
        try {
            return example.decide(ask).ranking().stream()
                    .map(name -> name.substring(0, name.indexOf('/')))
                    .collect(Collectors.toSet());
        } catch (ProviderException e) {
            assertThat(e.failure().code()).isEqualTo("model_not_found");
            return Set.of();
        }
    }
}
