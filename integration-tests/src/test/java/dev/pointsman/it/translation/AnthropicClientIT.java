package dev.pointsman.it.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.BadRequestException;
import com.anthropic.errors.InternalServerException;
import com.anthropic.errors.NotFoundException;
import com.anthropic.errors.UnauthorizedException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Base64ImageSource;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.ThinkingConfigEnabled;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.models.messages.ToolUseBlock;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.it.harness.ChatVendor;
import dev.pointsman.it.harness.ChatVendor.Call;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.MessagesVendor;
import dev.pointsman.it.harness.Policy;
import dev.pointsman.it.harness.RawClient;
import dev.pointsman.it.harness.Script;
import dev.pointsman.it.harness.Vendor;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Anthropic's client, answered by a vendor that speaks chat completions, and by one of its own dialect. */
class AnthropicClientIT {

    private static final String PROMPT = "Name three rivers.";
    private static final Call ELBE = new Call("call_A", "river_length", "{\"river\":\"Elbe\"}");
    private static final Call NILE = new Call("call_B", "river_length", "{\"river\":\"Nile\"}");

    private static Vendor vendor;
    private static Gateway gateway;
    private static AnthropicClient client;

    @BeforeAll
    static void start() throws Exception {
        vendor = Vendor.start();
        String policy = new Policy()
                .chat("gpt", vendor.at("gpt"), "gpt-it")
                .chat("down", vendor.at("down"), "gpt-down")
                .chat("broken", vendor.at("broken"), "gpt-broken")
                .chat("dead", vendor.at("dead"), "gpt-dead")
                .messages("claude", vendor.at("claude"), "claude-it")
                .profile("default", "gpt")
                .profile("own", "claude")
                .profile("down", "down", "claude")
                .profile("broken", "broken", "claude")
                .profile("dead", "dead")
                .yaml();
        gateway = Gateway.serving(policy, Map.of("VENDOR_KEY", "sk-vendor"));
        client = client(gateway.key());
        vendor.plays("claude", MessagesVendor.says("Still ", "here."));
    }

    @AfterAll
    static void end() throws Exception {
        client.close();
        gateway.close();
        vendor.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSystemPromptAndAQuestionAreAnswered(boolean stream) {
        vendor.plays("gpt", ChatVendor.judged(ChatVendor.says("The Elbe, ", "the ", "Nile.")));
        MessageCreateParams params =
                ask("auto").toBuilder().system("You are brief.").build();

        Message answer = call(params, stream);

        assertThat(text(answer)).isEqualTo("The Elbe, the Nile.");
        assertThat(answer.stopReason())
                .hasValueSatisfying(reason -> assertThat(reason.asString()).isEqualTo("end_turn"));
        assertThat(answer.model().asString()).isEqualTo("gpt-it");
        JsonNode sent = vendor.lastAsked("gpt").json();
        assertThat(sent.at("/messages/0/role").asText()).isIn("system", "developer");
        assertThat(sent.at("/messages/0/content").toString()).contains("You are brief.");
        assertThat(sent.path("max_completion_tokens")
                        .asInt(sent.path("max_tokens").asInt()))
                .isEqualTo(300);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void cachedTokensAreToldApartFromInputTokens(boolean stream) {
        vendor.plays("gpt", ChatVendor.judged(ChatVendor.says("hello")));

        Message answer = call(ask("auto"), stream);

        assertThat(answer.usage().inputTokens()).isEqualTo(800);
        assertThat(answer.usage().cacheReadInputTokens()).contains(200L);
        assertThat(answer.usage().outputTokens()).isEqualTo(50);
    }

    @Test
    void aStreamHasTheEventsOfThisDialectInTheirOrder() throws Exception {
        vendor.plays("gpt", ChatVendor.judged(ChatVendor.says("one ", "two")));

        HttpResponse<String> answer = new RawClient(gateway)
                .post(
                        "/v1/messages",
                        "{\"model\":\"auto\",\"max_tokens\":300,\"stream\":true,\"messages\":"
                                + "[{\"role\":\"user\",\"content\":\"Count.\"}]}");

        assertThat(answer.body()
                        .lines()
                        .filter(line -> line.startsWith("event: "))
                        .map(line -> line.substring(7)))
                .containsExactly(
                        "message_start",
                        "content_block_start",
                        "content_block_delta",
                        "content_block_delta",
                        "content_block_stop",
                        "message_delta",
                        "message_stop");
        assertThat(answer.body()).doesNotContain("[DONE]").doesNotContain("chat.completion");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void parallelToolCallsAndTheirResultsMakeALoop(boolean stream) {
        vendor.plays("gpt", ChatVendor.judged(ChatVendor.calls(ELBE, NILE)));
        MessageCreateParams first = ask("auto").toBuilder().addTool(tool()).build();

        Message asked = call(first, stream);

        assertThat(asked.stopReason())
                .hasValueSatisfying(reason -> assertThat(reason.asString()).isEqualTo("tool_use"));
        List<ToolUseBlock> calls = asked.content().stream()
                .flatMap(block -> block.toolUse().stream())
                .toList();
        assertThat(calls).extracting(call -> call._input().toString()).containsExactly("{river=Elbe}", "{river=Nile}");

        vendor.plays("gpt", ChatVendor.judged(ChatVendor.says("1094 and 6650 km.")));
        Message answer = call(
                first.toBuilder()
                        .addMessage(asked)
                        .addUserMessageOfContentBlockParams(
                                List.of(result(calls.get(0), "1094 km"), result(calls.get(1), "6650 km")))
                        .build(),
                stream);

        assertThat(text(answer)).isEqualTo("1094 and 6650 km.");
        JsonNode messages = vendor.lastAsked("gpt").json().path("messages");
        assertThat(messages.get(1).path("tool_calls").findValuesAsText("id")).containsExactly("call_A", "call_B");
        assertThat(List.of(
                        messages.get(2).path("tool_call_id").asText(),
                        messages.get(3).path("tool_call_id").asText()))
                .containsExactly("call_A", "call_B");
        assertThat(messages.get(2).path("content").toString()).contains("1094 km");
    }

    @Test
    void anImageBecomesADataUrl() {
        vendor.plays("gpt", ChatVendor.judged(ChatVendor.says("A map.")));
        String data = Base64.getEncoder().encodeToString("not really a picture".getBytes());
        MessageCreateParams params = MessageCreateParams.builder()
                .model("auto")
                .maxTokens(300)
                .addUserMessageOfContentBlockParams(List.of(
                        ContentBlockParam.ofImage(Base64ImageSource.builder()
                                .mediaType(Base64ImageSource.MediaType.IMAGE_PNG)
                                .data(data)
                                .build()),
                        ContentBlockParam.ofText("What is this?")))
                .build();

        assertThat(text(call(params, false))).isEqualTo("A map.");
        assertThat(vendor.lastAsked("gpt")
                        .json()
                        .at("/messages/0/content/0/image_url/url")
                        .asText())
                .isEqualTo("data:image/png;base64," + data);
    }

    @Test
    void thinkingIsAskedForAsEffort() {
        vendor.plays("gpt", ChatVendor.judged(ChatVendor.says("The Elbe.")));
        MessageCreateParams params = ask("auto").toBuilder()
                .maxTokens(8000)
                .thinking(ThinkingConfigEnabled.builder().budgetTokens(4000).build())
                .build();

        assertThat(text(call(params, true))).isEqualTo("The Elbe.");
        assertThat(vendor.lastAsked("gpt").json().path("reasoning_effort").asText())
                .isIn("low", "medium", "high");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theVendorsReasonComesInTheClientsDialect(boolean stream) {
        vendor.plays(
                "gpt",
                Script.json(400, ChatVendor.error("Invalid schema: river_length is no good", "invalid_request_error")));

        BadRequestException refused = catchThrowableOfType(BadRequestException.class, () -> call(ask("auto"), stream));

        assertThat(refused.apiMessage())
                .hasValueSatisfying(text -> assertThat(text).contains("river_length is no good"));
        assertThat(refused.errorType())
                .hasValueSatisfying(type -> assertThat(type.asString()).isEqualTo("invalid_request_error"));
    }

    @Test
    void aPromptThatIsTooLongIsToldInTheClientsWords() {
        vendor.plays(
                "gpt",
                Script.json(
                        400,
                        ChatVendor.error(
                                "This model's maximum context length is 8192 tokens.", "invalid_request_error")));

        BadRequestException refused = catchThrowableOfType(BadRequestException.class, () -> call(ask("auto"), false));

        assertThat(refused.apiMessage())
                .hasValueSatisfying(text -> assertThat(text).contains("prompt is too long"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aVendorInTroubleIsReplacedByOneOfTheClientsDialect(boolean stream) {
        vendor.plays("down", Script.json(500, ChatVendor.error("The server had an error.", "server_error")));

        Message answer = call(ask("auto-down"), stream);

        assertThat(text(answer)).isEqualTo("Still here.");
        assertThat(answer.model().asString()).isEqualTo("claude-it");
    }

    @Test
    void whenAllAreDownTheClientHearsThatTheyAreOverloaded() {
        vendor.plays("dead", Script.json(401, ChatVendor.error("Incorrect API key.", "invalid_request_error")));

        InternalServerException down =
                catchThrowableOfType(InternalServerException.class, () -> call(ask("auto-dead"), true));

        assertThat(down.errorType())
                .hasValueSatisfying(type -> assertThat(type.asString()).isEqualTo("overloaded_error"));
        assertThat(down.body().toString()).doesNotContain("Incorrect API key");
        assertThat(down.headers().values("x-should-retry")).containsExactly("false");
    }

    @Test
    void anAnswerThatBreaksOffIsAnErrorEvent() {
        vendor.plays("broken", (asked, line) -> {
            line.head(200, Script.EVENTS).chunk(ChatVendor.begun(asked.json(), "The Elbe, "));
            line.reset();
        });
        StringBuilder text = new StringBuilder();

        Throwable thrown = catchThrowable(() -> {
            try (StreamResponse<RawMessageStreamEvent> stream =
                    client.messages().createStreaming(ask("auto-broken"))) {
                stream.stream()
                        .flatMap(event -> event.contentBlockDelta().stream())
                        .flatMap(delta -> delta.delta().text().stream())
                        .forEach(delta -> text.append(delta.text()));
            }
        });

        assertThat(text).hasToString("The Elbe, ");
        assertThat(thrown).isInstanceOf(AnthropicException.class);
    }

    @Test
    void aWrongKeyAndAnUnknownModelAreErrorsOfThisDialect() {
        AnthropicClient stranger = client("sk-ant-wrong");

        assertThat(catchThrowableOfType(
                                UnauthorizedException.class,
                                () -> stranger.messages().create(ask("auto")))
                        .errorType())
                .hasValueSatisfying(type -> assertThat(type.asString()).isEqualTo("authentication_error"));
        assertThat(catchThrowableOfType(NotFoundException.class, () -> call(ask("claude-9"), false))
                        .errorType())
                .hasValueSatisfying(type -> assertThat(type.asString()).isEqualTo("not_found_error"));
        stranger.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aVendorOfTheSameDialectGetsTheVeryBytes(boolean stream) throws Exception {
        String body =
                "{ \"model\" : \"auto-own\", \"max_tokens\":1.0e2, \"system\":[{\"type\":\"text\",\"text\":\"Be \\u0062rief.\","
                        + "\"cache_control\":{\"type\":\"ephemeral\"}}],\"stream\":" + stream
                        + ",\n \"messages\":[{\"role\":\"user\",\"content\":\"Hi.\"}]}";
        vendor.plays("claude", MessagesVendor.says("Still ", "here."));

        HttpResponse<String> answer = new RawClient(gateway).post("/v1/messages", body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("Still ");
        assertThat(vendor.lastAsked("claude").text()).isEqualTo(body.replace("\"auto-own\"", "\"claude-it\""));
    }

    private static AnthropicClient client(String key) {
        return AnthropicOkHttpClient.builder()
                .baseUrl(gateway.uri().toString())
                .apiKey(key)
                .maxRetries(0)
                .timeout(Duration.ofSeconds(15))
                .build();
    }

    private static MessageCreateParams ask(String model) {
        return MessageCreateParams.builder()
                .model(model)
                .maxTokens(300)
                .addUserMessage(PROMPT)
                .build();
    }

    private static Tool tool() {
        return Tool.builder()
                .name("river_length")
                .description("Looks something up.")
                .inputSchema(Tool.InputSchema.builder()
                        .properties(Tool.InputSchema.Properties.builder()
                                .putAdditionalProperty("river", JsonValue.from(Map.of("type", "string")))
                                .build())
                        .addRequired("river")
                        .build())
                .build();
    }

    private static ContentBlockParam result(ToolUseBlock call, String content) {
        return ContentBlockParam.ofToolResult(ToolResultBlockParam.builder()
                .toolUseId(call.id())
                .content(content)
                .build());
    }

    /** Whole, or put together again from its stream by the client's own means. */
    private static Message call(MessageCreateParams params, boolean stream) {
        if (!stream) {
            return client.messages().create(params);
        }
        MessageAccumulator accumulator = MessageAccumulator.create();
        try (StreamResponse<RawMessageStreamEvent> events = client.messages().createStreaming(params)) {
            events.stream().forEach(accumulator::accumulate);
        }
        return accumulator.message();
    }

    private static String text(Message message) {
        return message.content().stream()
                .flatMap(block -> block.text().stream())
                .map(block -> block.text())
                .collect(Collectors.joining());
    }
}
