package dev.pointsman.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DropInTest {

    @Test
    void servesUnlessACommandIsNamed() {
        assertThat(DropIn.withCommand()).containsExactly("serve");
        assertThat(DropIn.withCommand("--port", "0")).containsExactly("serve", "--port", "0");
        assertThat(DropIn.withCommand("models", "--json")).containsExactly("models", "--json");
        assertThat(DropIn.withCommand("--help")).containsExactly("--help");
        assertThat(DropIn.withCommand("-V")).containsExactly("-V");
    }
}
