package dev.pointsman.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.decision.RoutingDecision;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EuOnlyTest {

    private final Example example = Example.of("eu-only.yaml");

    @AfterEach
    void close() {
        example.close();
    }

    @Test
    void ranksNothingOutsideTheUnionWhicheverNameIsAskedFor() {
        List<String> names = example.names();

        assertThat(names).contains("auto", "auto-fast", "openai/gpt-5.6-sol");
        assertThat(names)
                .allSatisfy(name -> assertThat(
                                example.decide(Ask.of(name, "Hello.")).ranking())
                        .allMatch(choice -> choice.startsWith("mistral/") || choice.startsWith("azure-sweden/")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "fast", "economy", "quality"})
    void hasSomebodyToAskInEveryProfile(String profile) {
        assertThat(example.decide(Ask.of("auto", "Hello.").header("x-pointsman-profile", profile))
                        .ranking())
                .hasSize(5);
    }

    @Test
    void saysWhyTheOthersAreOut() {
        RoutingDecision decision = example.decide(Ask.of("openai/gpt-5.6-sol", "Hello."));

        assertThat(decision.choice()).isEmpty();
        assertThat(decision.toJson().utf8()).contains("\"region\"", "not stated");
    }
}
