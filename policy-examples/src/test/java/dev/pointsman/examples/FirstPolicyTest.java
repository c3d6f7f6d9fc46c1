package dev.pointsman.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FirstPolicyTest {

    private final Example example = Example.of("first-policy.yaml");

    @AfterEach
    void close() {
        example.close();
    }

    @Test
    void choosesAmongThreeVendorsThatNeedNoKey() {
        assertThat(example.decide(Ask.of("auto", "Hello.")).ranking())
                .containsExactlyInAnyOrder("sandbox/cheap", "sandbox/fast", "sandbox/smart");
    }

    @Test
    void qualityCountsMostSoTheBestOneAnswers() {
        assertThat(example.decide(Ask.of("auto", "Hello.")).choice()).contains("sandbox/smart");
    }
}
