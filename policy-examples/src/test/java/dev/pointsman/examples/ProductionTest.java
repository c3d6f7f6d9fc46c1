package dev.pointsman.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProductionTest {

    private final Example example = Example.of("production.yaml");

    @AfterEach
    void close() {
        example.close();
    }

    @Test
    void offersStableNames() {
        assertThat(example.names()).contains("assistant", "coder", "private-assistant");
    }

    @Test
    void ranksTheFallbackLast() {
        assertThat(example.decide(Ask.of("assistant", "Hello.")).ranking())
                .last()
                .isEqualTo("anthropic/claude-sonnet-5");
    }

    @Test
    void letsNobodyStandInForThePrivateModel() {
        assertThat(example.decide(Ask.of("private-assistant", "Hello.")).ranking())
                .containsExactly("local/qwen3-32b");
    }
}
