package dev.pointsman.provider.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StreamTest {

    private static final String USAGE = "\"stream\": true, \"stream_options\": {\"include_usage\": true}";

    @Test
    void beginsWithTheRoleAndEndsWithTheTerminalMark() {
        // When
        List<String> frames = Sandbox.stream("cheap", Sandbox.saying("hi"));

        // Then
        List<JsonNode> chunks = chunks(frames);
        assertThat(frames.getLast()).isEqualTo("[DONE]");
        assertThat(chunks.getFirst().at("/choices/0/delta/role").asText()).isEqualTo("assistant");
        assertThat(chunks.getLast().at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(chunks).allSatisfy(chunk -> {
            assertThat(chunk.path("object").asText()).isEqualTo("chat.completion.chunk");
            assertThat(chunk.path("id").asText())
                    .isEqualTo(chunks.getFirst().path("id").asText());
            assertThat(chunk.has("usage")).isFalse();
        });
    }

    @Test
    void sendsTheSameTextInSeveralDeltas() {
        // Given
        String body = Sandbox.saying("Grüße an 🦊");

        // When
        List<JsonNode> chunks = chunks(Sandbox.stream("smart", body));

        // Then
        assertThat(text(chunks)).isEqualTo(Sandbox.text(Sandbox.whole("smart", body)));
        assertThat(chunks.size()).isGreaterThan(10);
    }

    @Test
    void tellsTheUsageInAChunkOfItsOwnWhenAsked() {
        // When
        List<JsonNode> chunks = chunks(Sandbox.stream("cheap", Sandbox.saying("hi", USAGE)));

        // Then
        JsonNode usage = chunks.getLast();
        assertThat(usage.path("choices").isEmpty()).isTrue();
        assertThat(usage.at("/usage/prompt_tokens").asLong()).isEqualTo(1);
        assertThat(usage.at("/usage/completion_tokens").asLong())
                .isEqualTo((text(chunks).length() + 3) / 4);
        assertThat(chunks.subList(0, chunks.size() - 1))
                .allSatisfy(chunk -> assertThat(chunk.get("usage").isNull()).isTrue());
    }

    @Test
    void endsAtTheLimitOfTheCaller() {
        // When
        List<JsonNode> chunks = chunks(Sandbox.stream("cheap", Sandbox.saying("hi", "\"max_tokens\": 8")));

        // Then
        assertThat(text(chunks)).hasSize(32);
        assertThat(chunks.getLast().at("/choices/0/finish_reason").asText()).isEqualTo("length");
    }

    @Test
    void streamsToolCallsInFragments() {
        // Given
        String tools =
                "\"tools\": [" + Sandbox.tool("exec", "command") + "," + Sandbox.tool("get_weather", "city") + "]";

        // When
        List<JsonNode> chunks =
                chunks(Sandbox.stream("fast", Sandbox.saying("Use exec and get_weather for Paris", tools)));

        // Then
        List<JsonNode> fragments = chunks.stream()
                .map(chunk -> chunk.at("/choices/0/delta/tool_calls/0"))
                .filter(call -> !call.isMissingNode())
                .toList();
        assertThat(fragments.stream()
                        .filter(call -> call.has("id"))
                        .map(call -> call.at("/function/name").asText()))
                .containsExactly("exec", "get_weather");
        assertThat(arguments(fragments, 0).path("command").asText()).isNotBlank();
        assertThat(arguments(fragments, 1).path("city").asText()).isEqualTo("Paris");
        assertThat(chunks.getLast().at("/choices/0/finish_reason").asText()).isEqualTo("tool_calls");
    }

    private static JsonNode arguments(List<JsonNode> fragments, int index) {
        return Sandbox.json(fragments.stream()
                .filter(call -> call.path("index").asInt() == index)
                .map(call -> call.at("/function/arguments").asText())
                .collect(Collectors.joining()));
    }

    private static List<JsonNode> chunks(List<String> frames) {
        return frames.subList(0, frames.size() - 1).stream().map(Sandbox::json).toList();
    }

    private static String text(List<JsonNode> chunks) {
        return chunks.stream()
                .map(chunk -> chunk.at("/choices/0/delta/content").asText(""))
                .collect(Collectors.joining());
    }
}
