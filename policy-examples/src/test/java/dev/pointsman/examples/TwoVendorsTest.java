package dev.pointsman.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TwoVendorsTest {

    private final Example example = Example.of("two-vendors.yaml");

    @AfterEach
    void close() {
        example.close();
    }

    @Test
    void ranksBothVendorsBeforeTheThird() {
        assertThat(example.decide(Ask.of("auto", "Hello.")).ranking())
                .hasSize(4)
                .last()
                .isEqualTo("mistral/mistral-large-2512");
    }

    @Test
    void triesBothVendorsBeforeItIsOutOfAttempts() {
        assertThat(example.decide(Ask.of("auto", "Hello.")).ranking().subList(0, 3))
                .anyMatch(name -> name.startsWith("openai/"))
                .anyMatch(name -> name.startsWith("anthropic/"));
    }
}
