package dev.pointsman.provider.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToolCallTest {

    private static final String TOOLS = "\"tools\": ["
            + String.join(
                    ",",
                    Sandbox.tool("write", "path", "content"),
                    Sandbox.tool("exec", "command"),
                    Sandbox.tool("get_weather", "city"),
                    Sandbox.tool("fetch", "url"))
            + "]";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    run echo hello                                 | echo hello
                    Run echo hello.                                | echo hello
                    please run "ls -la"                            | ls -la
                    Use the exec tool to run echo hello            | echo hello
                    use exec with `uname -a`                       | uname -a
                    Execute the following command: date -u         | date -u
                    Could you run cat a.txt with the exec tool?    | cat a.txt
                    """)
    void takesTheCommandFromTheWordsOfTheUser(String words, String command) {
        // When
        List<JsonNode> calls = calls(Sandbox.whole("cheap", Sandbox.saying(words, TOOLS)));

        // Then
        assertThat(names(calls)).containsExactly("exec");
        assertThat(arguments(calls.getFirst()).path("command").asText()).isEqualTo(command);
        assertThat(arguments(calls.getFirst()).size()).isEqualTo(1);
    }

    @Test
    void callsSeveralToolsAtOnceWhenSeveralAreNamed() {
        // When
        JsonNode answer =
                Sandbox.whole("cheap", Sandbox.saying("get_weather in Rome, then fetch https://example.com/x", TOOLS));

        // Then
        List<JsonNode> calls = calls(answer);
        assertThat(names(calls)).containsExactly("get_weather", "fetch");
        assertThat(arguments(calls.get(0)).path("city").asText()).isEqualTo("Rome");
        assertThat(arguments(calls.get(1)).path("url").asText()).isEqualTo("https://example.com/x");
        assertThat(calls.stream().map(call -> call.path("id").asText()).distinct())
                .hasSize(2);
        assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("tool_calls");
        assertThat(answer.at("/choices/0/message/content").isNull()).isTrue();
        assertThat(answer.at("/usage/completion_tokens").asLong()).isPositive();
    }

    @Test
    void callsOnlyOneToolWhenTheCallerWantsNoParallelCalls() {
        // When
        JsonNode answer = Sandbox.whole(
                "cheap", Sandbox.saying("use get_weather and fetch", TOOLS + ", \"parallel_tool_calls\": false"));

        // Then
        assertThat(names(calls(answer))).containsExactly("get_weather");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "write a poem about foxes",
                "I run a bakery",
                "What can you fetch?",
                "Reply with OK. Do not use tools.",
                "Don't use exec",
                "hello"
            })
    void answersWithWordsWhenNoToolIsAskedFor(String words) {
        // When
        JsonNode answer = Sandbox.whole("cheap", Sandbox.saying(words, TOOLS));

        // Then
        assertThat(calls(answer)).isEmpty();
        assertThat(Sandbox.text(answer)).contains("4 tools offered");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Call `write` for notes/a.txt     | write
                    use the write tool               | write
                    Use the tool                     | write
                    call fetch                       | fetch
                    """)
    void findsTheToolThatIsMeant(String words, String tool) {
        assertThat(names(calls(Sandbox.whole("cheap", Sandbox.saying(words, TOOLS)))))
                .containsExactly(tool);
    }

    @Test
    void obeysADemandForATool() {
        // Given
        String named = TOOLS + ", \"tool_choice\": {\"type\": \"function\", \"function\": {\"name\": \"fetch\"}}";
        String some = TOOLS + ", \"tool_choice\": \"required\"";
        String never = TOOLS + ", \"tool_choice\": \"none\"";

        // When, then
        assertThat(names(calls(Sandbox.whole("cheap", Sandbox.saying("hello", named)))))
                .containsExactly("fetch");
        assertThat(names(calls(Sandbox.whole("cheap", Sandbox.saying("hello", some)))))
                .containsExactly("write");
        assertThat(calls(Sandbox.whole("cheap", Sandbox.saying("run ls", never))))
                .isEmpty();
    }

    @Test
    void refusesADemandForAToolThatIsNotThere() {
        // Given
        String body = Sandbox.saying(
                "hello", TOOLS + ", \"tool_choice\": {\"type\": \"function\", \"function\": {\"name\": \"other\"}}");

        // When, then
        assertThatThrownBy(() -> Sandbox.whole("cheap", body)).hasMessage("invalid_request");
    }

    @Test
    void fillsRequiredMembersOfEveryKind() {
        // Given
        String schema = """
                {"type": "object", "required": ["unit", "count", "ratio", "deep", "tags", "on", "either", "code", "list"],
                 "properties": {
                   "unit": {"type": "string", "enum": ["celsius", "kelvin"]},
                   "count": {"type": "integer", "minimum": 5},
                   "ratio": {"type": "number", "maximum": 0.5},
                   "deep": {"type": "object", "required": ["path"], "properties": {"path": {"type": "string"}}},
                   "tags": {"type": "array", "items": {"type": "string", "minLength": 400}, "minItems": 2},
                   "on": {"type": ["null", "boolean"]},
                   "either": {"anyOf": [{"type": "null"}, {"type": "integer"}]},
                   "code": {"const": {"fixed": [1, true]}},
                   "list": {"type": "array"},
                   "left": {"type": "string"}}}
                """;
        String body = Sandbox.saying(
                "use sample_tool on src/main/App.java with 3",
                "\"tools\": [" + Sandbox.toolOf("sample_tool", schema) + "]");

        // When
        JsonNode arguments = arguments(calls(Sandbox.whole("cheap", body)).getFirst());

        // Then
        assertThat(arguments.path("unit").asText()).isEqualTo("celsius");
        assertThat(arguments.path("count").asInt()).isEqualTo(5);
        assertThat(arguments.path("ratio").asDouble()).isEqualTo(0.5);
        assertThat(arguments.at("/deep/path").asText()).isEqualTo("src/main/App.java");
        assertThat(arguments.path("tags"))
                .hasSize(2)
                .allSatisfy(tag -> assertThat(tag.asText()).hasSize(400));
        assertThat(arguments.path("on").isBoolean()).isTrue();
        assertThat(arguments.path("either").asInt()).isEqualTo(3);
        assertThat(arguments.path("code")).isEqualTo(Sandbox.json("{\"fixed\": [1, true]}"));
        assertThat(arguments.path("list").isArray()).isTrue();
        assertThat(arguments.has("left")).isFalse();
    }

    @Test
    void tellsTheResultOfATool() {
        // Given
        String body = Sandbox.body("\"messages\": [{\"role\": \"user\", \"content\": \"run echo hello\"},"
                + "{\"role\": \"assistant\", \"content\": null, \"tool_calls\": [{\"id\": \"c1\", \"type\": \"function\","
                + " \"function\": {\"name\": \"exec\", \"arguments\": \"{}\"}}]},"
                + "{\"role\": \"tool\", \"tool_call_id\": \"c1\", \"content\": \"hello\\nfrom the shell\"}], " + TOOLS);

        // When
        JsonNode answer = Sandbox.whole("cheap", body);

        // Then
        assertThat(calls(answer)).isEmpty();
        assertThat(Sandbox.text(answer)).contains("No real model was asked").contains("hello\nfrom the shell");
    }

    @Test
    void callsAgainWhenTheUserAsksAgain() {
        // Given
        String body = Sandbox.body("\"messages\": [{\"role\": \"user\", \"content\": \"run echo one\"},"
                + "{\"role\": \"tool\", \"tool_call_id\": \"c1\", \"content\": \"one\"},"
                + "{\"role\": \"user\", \"content\": \"run echo two\"}], " + TOOLS);

        // When
        List<JsonNode> calls = calls(Sandbox.whole("cheap", body));

        // Then
        assertThat(arguments(calls.getFirst()).path("command").asText()).isEqualTo("echo two");
    }

    @Test
    void cutsArgumentsAtTheLimitOfTheCaller() {
        // When
        JsonNode answer = Sandbox.whole("cheap", Sandbox.saying("run echo hello", TOOLS + ", \"max_tokens\": 3"));

        // Then
        assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("length");
        assertThat(answer.at("/usage/completion_tokens").asLong()).isEqualTo(3);
    }

    private static List<JsonNode> calls(JsonNode answer) {
        List<JsonNode> calls = new ArrayList<>();
        answer.at("/choices/0/message/tool_calls").forEach(calls::add);
        return calls;
    }

    private static List<String> names(List<JsonNode> calls) {
        return calls.stream().map(call -> call.at("/function/name").asText()).toList();
    }

    private static JsonNode arguments(JsonNode call) {
        return Sandbox.json(call.at("/function/arguments").asText());
    }
}
