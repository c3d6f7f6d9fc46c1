package dev.pointsman.provider.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Recorded requests of OpenClaw, which end with a user message that no user wrote. */
class OpenClawTest {

    private static final Path RECORDINGS = Path.of("../../../shared/fixtures/openclaw");

    @Test
    void answersTheUserAndNotTheMachine() throws IOException {
        // Given
        JsonNode request = recorded("openai-completions.first-turn.json");

        // When
        JsonNode answer = Sandbox.whole("cheap", request.toString());

        // Then
        assertThat(Sandbox.text(answer))
                .contains("3 messages, 19 characters in the last user text, "
                        + request.path("tools").size() + " tools");
        assertThat(answer.at("/usage/prompt_tokens").asLong()).isBetween(10_000L, 15_000L);
    }

    @Test
    void callsTheToolTheUserAskedForAndThenTellsItsResult() throws IOException {
        // Given
        JsonNode first = recorded("openai-completions.tool-1-request.json");
        JsonNode second = recorded("openai-completions.tool-2-with-result.json");

        // When
        JsonNode call = Sandbox.whole("cheap", first.toString()).at("/choices/0/message/tool_calls/0/function");
        String told = Sandbox.text(Sandbox.whole("cheap", second.toString()));

        // Then
        String result = second.at("/messages/3/content").asText();
        assertThat(call.path("name").asText()).isEqualTo("exec");
        assertThat(Sandbox.json(call.path("arguments").asText()).path("command").asText())
                .isEqualTo("echo");
        assertThat(result).isNotEmpty();
        assertThat(told).contains(result);
    }

    @Test
    void staysWithinTheFewTokensOfAProbe() throws IOException {
        // Given
        JsonNode request = recorded("openai-completions.models-probe.json");

        // When
        JsonNode answer = Sandbox.whole("fast", request.toString());

        // Then
        assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("length");
        assertThat(answer.at("/usage/completion_tokens").asLong()).isLessThanOrEqualTo(8);
    }

    private static JsonNode recorded(String name) throws IOException {
        Path file = RECORDINGS.resolve(name);
        boolean there = Files.exists(file);
        if ("true".equals(System.getenv("CI"))) {
            assertThat(there).as("recorded traffic lies beside the project").isTrue();
        }
        assumeTrue(there, "skipped: no recorded traffic beside the project");
        return Sandbox.JSON.readTree(file.toFile()).path("body");
    }
}
