package dev.pointsman.it.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The judges do judge: each of these is refused for the one thing that is wrong with it. */
class JudgesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}",
                "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[{\"role\":\"system\",\"content\":\"x\"}]}",
                "{\"model\":\"m\",\"max_tokens\":9,\"seed\":1,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}",
                "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"x\"},"
                        + "{\"role\":\"assistant\",\"content\":[{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"n\",\"input\":{}}]}]}",
                "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":"
                        + "[{\"type\":\"tool_result\",\"tool_use_id\":\"t\",\"content\":\"x\"}]}]}",
                "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\"}]}]}",
                "{\"model\":\"m\",\"max_tokens\":2000,\"temperature\":0.5,\"thinking\":{\"type\":\"enabled\","
                        + "\"budget_tokens\":1024},\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}",
            })
    void messagesThatAnthropicRefuses(String body) {
        assertThat(MessagesRules.judge(messages(body))).isNotEmpty();
    }

    @Test
    void messagesThatAnthropicTakes() {
        String body = "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";

        assertThat(MessagesRules.judge(messages(body))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"model\":\"m\",\"messages\":[]}",
                "{\"model\":\"m\",\"system\":\"s\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}",
                "{\"model\":\"m\",\"stream_options\":{},\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}",
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image\"}]}]}",
                "{\"model\":\"m\",\"messages\":[{\"role\":\"tool\",\"tool_call_id\":\"t\",\"content\":\"x\"}]}",
                "{\"model\":\"m\",\"messages\":[{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"t\","
                        + "\"type\":\"function\",\"function\":{\"name\":\"n\",\"arguments\":\"{\"}}]},"
                        + "{\"role\":\"tool\",\"tool_call_id\":\"t\",\"content\":\"x\"}]}",
            })
    void completionsThatOpenAiRefuses(String body) {
        assertThat(ChatRules.judge(completions(body))).isNotEmpty();
    }

    @Test
    void completionsThatOpenAiTakes() {
        String body = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";

        assertThat(ChatRules.judge(completions(body))).isEmpty();
    }

    private static Asked messages(String body) {
        Map<String, String> headers = Map.of("x-api-key", "k", "anthropic-version", "2023-06-01");
        return new Asked("POST", "/v1/messages", headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private static Asked completions(String body) {
        Map<String, String> headers = Map.of("authorization", "Bearer k");
        return new Asked("POST", "/v1/chat/completions", headers, body.getBytes(StandardCharsets.UTF_8));
    }
}
