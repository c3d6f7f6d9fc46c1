package dev.pointsman.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.api.decision.RoutingDecision;
import dev.pointsman.api.failure.ProviderException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultiTeamByokTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Per team, the credentials that its requests begin with. */
    private static final Map<String, Set<String>> SERVED_BY = Map.of(
            "engineering", Set.of("engineering/main"),
            "support", Set.of("support/main", "anthropic"),
            "research", Set.of("anthropic"),
            "another", Set.of("main", "spare", "anthropic"));

    private final Example example = Example.of("multi-team-byok.yaml");

    @AfterEach
    void close() {
        example.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"engineering", "support", "research", "another"})
    void noTeamEverUsesAnothersKey(String workspace) {
        for (String name : example.names()) {
            Ask ask = Ask.of(name, "Hello.").workspace(workspace);
            assertThat(credentialsOrNotForThem(ask)).as(name).isSubsetOf(SERVED_BY.get(workspace));
        }
    }

    @Test
    void engineeringUsesItsOwnKeysAtBothVendors() {
        JsonNode candidates = candidates(Ask.of("auto", "Hello.").workspace("engineering"));

        assertThat(candidates).hasSize(7).allSatisfy(candidate -> {
            assertThat(candidate.path("credential").asText()).isEqualTo("engineering/main");
            assertThat(candidate.path("owner").asText()).isEqualTo("engineering-leads");
        });
    }

    @Test
    void whatMustBeBilledToTheTeamIsServedByItsOwnKeysAlone() {
        RoutingDecision own =
                example.decide(Ask.of("auto", "Hello.").workspace("engineering").label("bill", "team"));
        RoutingDecision others = example.decide(
                Ask.of("auto-own-keys", "Hello.").workspace("another").label("bill", "team"));

        assertThat(own.profile()).isEqualTo("own-keys");
        assertThat(own.ranking()).hasSize(7);
        assertThat(others.ranking()).isEmpty();
    }

    @Test
    void supportFallsBackToThePlatformsKey() {
        RoutingDecision decision = example.decide(Ask.of("auto", "Hello.").workspace("support"));

        assertThat(decision.profile()).isEqualTo("support");
        assertThat(decision.ranking()).first().asString().startsWith("openai/");
        assertThat(decision.ranking()).last().asString().startsWith("anthropic/");
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
                .containsExactlyInAnyOrder("anthropic/claude-sonnet-5", "anthropic/claude-haiku-4-5");
    }

    @Test
    void aConversationOfThePlatformsStaysWithOneKeyAndAllTogetherUseBoth() {
        Set<String> used = new TreeSet<>();
        for (int i = 0; i < 60; i++) {
            Ask ask = Ask.of("openai/gpt-5.4-nano", "Conversation " + i).workspace("another");
            List<String> twice = List.of(first(ask), first(ask));
            assertThat(twice.getFirst()).isEqualTo(twice.getLast());
            used.add(twice.getFirst());
        }

        assertThat(used).containsExactly("main", "spare");
    }

    private String first(Ask ask) {
        return candidates(ask).get(0).path("credential").asText();
    }

    /** The credentials of those that would be asked; none where the router says that there is no such model for this caller. */
    private Set<String> credentialsOrNotForThem(Ask ask) {
        try {
            List<String> ranking = example.decide(ask).ranking();
            Set<String> credentials = new TreeSet<>();
            candidates(ask).forEach(candidate -> {
                String name = candidate.path("provider").asText() + "/"
                        + candidate.path("model").asText();
                if (ranking.contains(name)) {
                    credentials.add(candidate.path("credential").asText());
                }
            });
            return credentials;
        } catch (ProviderException e) {
            assertThat(e.failure().code()).isEqualTo("model_not_found");
            return Set.of();
        }
    }

    private JsonNode candidates(Ask ask) {
        try {
            return JSON.readTree(example.decide(ask).toJson().utf8()).at("/inputs/candidates");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a decision is JSON", e);
        }
    }
}
