package dev.pointsman.it.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.OpenAIException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.ReasoningEffort;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartImage;
import com.openai.models.chat.completions.ChatCompletionContentPartText;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionMessageToolCall;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import dev.pointsman.it.harness.ChatVendor;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.MessagesVendor;
import dev.pointsman.it.harness.MessagesVendor.Part;
import dev.pointsman.it.harness.OpenAi;
import dev.pointsman.it.harness.Policy;
import dev.pointsman.it.harness.RawClient;
import dev.pointsman.it.harness.Script;
import dev.pointsman.it.harness.Vendor;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenAI's client, answered by a vendor that speaks Anthropic messages. */
class OpenAiClientIT {

    private static final String PROMPT = "Name three rivers.";
    private static final Part.Call ELBE = new Part.Call("toolu_01A", "river_length", "{\"river\":\"Elbe\"}");
    private static final Part.Call NILE = new Part.Call("toolu_01B", "river_length", "{\"river\":\"Nile\"}");

    private static Vendor vendor;
    private static Gateway gateway;
    private static OpenAIClient client;

    @BeforeAll
    static void start() throws Exception {
        vendor = Vendor.start();
        String policy = new Policy()
                .messages("claude", vendor.at("claude"), "claude-it")
                .messages("down", vendor.at("down"), "claude-down")
                .messages("broken", vendor.at("broken"), "claude-broken")
                .chat("good", vendor.at("good"), "gpt-good")
                .profile("default", "claude")
                .profile("down", "down", "good")
                .profile("broken", "broken", "good")
                .yaml();
        gateway = Gateway.serving(policy, Map.of("VENDOR_KEY", "sk-ant-vendor"));
        client = OpenAi.client(gateway);
        vendor.plays("good", ChatVendor.says("Still here."));
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
        vendor.plays("claude", MessagesVendor.says("The Elbe, ", "the ", "Nile."));
        ChatCompletionCreateParams params = ChatCompletionCreateParams.builder()
                .model("auto")
                .addSystemMessage("You are brief.")
                .addUserMessage(PROMPT)
                .maxCompletionTokens(300)
                .temperature(0.2)
                .build();

        ChatCompletion answer = call(params, stream);

        assertThat(answer.choices().getFirst().message().content()).contains("The Elbe, the Nile.");
        assertThat(answer.choices().getFirst().finishReason().asString()).isEqualTo("stop");
        assertThat(answer.model()).isEqualTo("claude-it");
        JsonNode sent = vendor.lastAsked("claude").json();
        assertThat(sent.path("system").toString()).contains("You are brief.");
        assertThat(sent.path("max_tokens").asInt()).isEqualTo(300);
        assertThat(sent.path("temperature").asDouble()).isEqualTo(0.2);
        assertThat(sent.at("/messages/0/role").asText()).isEqualTo("user");
        assertThat(vendor.lastAsked("claude").headers()).containsEntry("x-api-key", "sk-ant-vendor");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void cachedTokensCountAsPromptTokens(boolean stream) {
        vendor.plays("claude", MessagesVendor.says("hello"));

        ChatCompletion answer = call(OpenAi.ask("auto", PROMPT), stream);

        assertThat(answer.usage()).hasValueSatisfying(usage -> {
            assertThat(usage.promptTokens()).isEqualTo(1000);
            assertThat(usage.completionTokens()).isEqualTo(50);
            assertThat(usage.totalTokens()).isEqualTo(1050);
            assertThat(usage.promptTokensDetails().flatMap(details -> details.cachedTokens()))
                    .contains(200L);
        });
    }

    @Test
    void aStreamEndsAsThisDialectEndsAndHasUsageOnlyForThoseWhoAsk() throws Exception {
        vendor.plays("claude", MessagesVendor.says("hello"));

        HttpResponse<String> answer = new RawClient(gateway).chat("auto", true);

        assertThat(answer.body())
                .endsWith(ChatVendor.DONE)
                .doesNotContain("prompt_tokens")
                .doesNotContain("event:")
                .doesNotContain("message_start");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void parallelToolCallsAndTheirResultsMakeALoop(boolean stream) {
        vendor.plays("claude", MessagesVendor.answers("tool_use", new Part.Text("Let me look."), ELBE, NILE));
        ChatCompletionCreateParams first = OpenAi.ask("auto", PROMPT).toBuilder()
                .addTool(OpenAi.tool("river_length", "river"))
                .build();

        ChatCompletion asked = call(first, stream);

        ChatCompletionMessage message = asked.choices().getFirst().message();
        assertThat(asked.choices().getFirst().finishReason().asString()).isEqualTo("tool_calls");
        List<ChatCompletionMessageToolCall> calls = message.toolCalls().orElseThrow();
        assertThat(calls)
                .extracting(call -> call.asFunction().function().arguments().replace(" ", ""))
                .containsExactly("{\"river\":\"Elbe\"}", "{\"river\":\"Nile\"}");

        vendor.plays("claude", MessagesVendor.says("1094 and 6650 km."));
        ChatCompletion answer = call(
                first.toBuilder()
                        .addMessage(message)
                        .addMessage(result(calls.get(0), "1094 km"))
                        .addMessage(result(calls.get(1), "6650 km"))
                        .build(),
                stream);

        assertThat(answer.choices().getFirst().message().content()).contains("1094 and 6650 km.");
        JsonNode sent = vendor.lastAsked("claude").json();
        assertThat(sent.at("/tools/0/input_schema/properties/river/type").asText())
                .isEqualTo("string");
        assertThat(sent.at("/messages/1/content").findValuesAsText("id")).containsExactly("toolu_01A", "toolu_01B");
        assertThat(sent.at("/messages/2/content").findValuesAsText("tool_use_id"))
                .containsExactly("toolu_01A", "toolu_01B");
        assertThat(sent.at("/messages/2/content").toString()).contains("1094 km", "6650 km");
    }

    @Test
    void anImageBecomesASourceOfTheOtherDialect() {
        vendor.plays("claude", MessagesVendor.says("A map."));
        String data = Base64.getEncoder().encodeToString("not really a picture".getBytes());
        ChatCompletionCreateParams params = ChatCompletionCreateParams.builder()
                .model("auto")
                .addUserMessageOfArrayOfContentParts(List.of(
                        ChatCompletionContentPart.ofText(ChatCompletionContentPartText.builder()
                                .text("What is this?")
                                .build()),
                        ChatCompletionContentPart.ofImageUrl(ChatCompletionContentPartImage.builder()
                                .imageUrl(ChatCompletionContentPartImage.ImageUrl.builder()
                                        .url("data:image/png;base64," + data)
                                        .build())
                                .build())))
                .build();

        assertThat(call(params, false).choices().getFirst().message().content()).contains("A map.");
        JsonNode source = vendor.lastAsked("claude").json().at("/messages/0/content/1/source");
        assertThat(source.path("media_type").asText()).isEqualTo("image/png");
        assertThat(source.path("data").asText()).isEqualTo(data);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void reasoningIsAskedForAndDoesNotMixWithTheAnswer(boolean stream) {
        vendor.plays(
                "claude",
                MessagesVendor.answers(
                        "end_turn",
                        new Part.Thought("sig-abc", "Rivers, ", "hm."),
                        new Part.Text("The Elbe, ", "the Nile.")));
        ChatCompletionCreateParams params = OpenAi.ask("auto", PROMPT).toBuilder()
                .reasoningEffort(ReasoningEffort.HIGH)
                .maxCompletionTokens(8000)
                .build();

        ChatCompletion answer = call(params, stream);

        assertThat(answer.choices().getFirst().message().content()).contains("The Elbe, the Nile.");
        assertThat(vendor.lastAsked("claude").json().at("/thinking/type").asText())
                .isEqualTo("enabled");
    }

    @Test
    void anAnswerCutByItsLimitSaysSo() {
        vendor.plays("claude", MessagesVendor.answers("max_tokens", new Part.Text("The El")));

        ChatCompletion answer = call(OpenAi.ask("auto", PROMPT), true);

        assertThat(answer.choices().getFirst().finishReason().asString()).isEqualTo("length");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theVendorsReasonComesInTheClientsDialect(boolean stream) {
        vendor.plays(
                "claude",
                Script.json(400, MessagesVendor.error("invalid_request_error", "tools.0: river_length is no good")));

        BadRequestException refused =
                catchThrowableOfType(BadRequestException.class, () -> call(OpenAi.ask("auto", PROMPT), stream));

        assertThat(refused).hasMessageContaining("river_length is no good");
        assertThat(refused.type()).contains("invalid_request_error");
    }

    @Test
    void aPromptThatIsTooLongIsToldInTheClientsWords() {
        vendor.plays(
                "claude",
                Script.json(
                        400,
                        MessagesVendor.error(
                                "invalid_request_error", "prompt is too long: 210000 tokens > 200000 maximum")));

        BadRequestException refused =
                catchThrowableOfType(BadRequestException.class, () -> call(OpenAi.ask("auto", PROMPT), false));

        assertThat(refused.code()).contains("context_length_exceeded");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anOverloadedVendorIsReplacedByOneOfTheClientsDialect(boolean stream) {
        vendor.plays("down", Script.json(529, MessagesVendor.error("overloaded_error", "Overloaded")));

        ChatCompletion answer = call(OpenAi.ask("auto-down", PROMPT), stream);

        assertThat(answer.choices().getFirst().message().content()).contains("Still here.");
        assertThat(answer.model()).isEqualTo("gpt-good");
    }

    @Test
    void anAnswerThatBreaksOffIsAnErrorOfTheClientsDialect() throws Exception {
        vendor.plays(
                "broken",
                (asked, line) -> line.head(200, Script.EVENTS)
                        .chunk(MessagesVendor.begun(asked.json(), "The Elbe, ") + "event: error\ndata: "
                                + MessagesVendor.error("overloaded_error", "CANARY") + "\n\n")
                        .end());
        StringBuilder text = new StringBuilder();

        Throwable thrown = catchThrowable(() -> {
            try (StreamResponse<ChatCompletionChunk> stream =
                    client.chat().completions().createStreaming(OpenAi.ask("auto-broken", "Name three lakes."))) {
                stream.stream().forEach(chunk -> text.append(OpenAi.text(List.of(chunk))));
            }
        });
        HttpResponse<String> raw = new RawClient(gateway).chat("auto-broken", true);

        assertThat(text).hasToString("The Elbe, ");
        assertThat(thrown).isInstanceOf(OpenAIException.class);
        assertThat(raw.body())
                .contains("\"interrupted\"")
                .doesNotContain("[DONE]")
                .doesNotContain("CANARY");
    }

    private static ChatCompletionToolMessageParam result(ChatCompletionMessageToolCall call, String content) {
        return ChatCompletionToolMessageParam.builder()
                .toolCallId(call.asFunction().id())
                .content(content)
                .build();
    }

    /** Whole, or put together again from its stream by the client's own means. */
    private static ChatCompletion call(ChatCompletionCreateParams params, boolean stream) {
        if (!stream) {
            return client.chat().completions().create(params);
        }
        ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
        OpenAi.chunks(
                        client,
                        params.toBuilder()
                                .streamOptions(ChatCompletionStreamOptions.builder()
                                        .includeUsage(true)
                                        .build())
                                .build())
                .forEach(accumulator::accumulate);
        return accumulator.chatCompletion();
    }
}
