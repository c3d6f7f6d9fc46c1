package dev.pointsman.it.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.models.messages.ToolUseBlock;
import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import com.openai.errors.BadRequestException;
import com.openai.errors.OpenAIException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessageToolCall;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import dev.pointsman.it.harness.ConverseVendor;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.OpenAi;
import dev.pointsman.it.harness.Policy;
import dev.pointsman.it.harness.Vendor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenAI's and Anthropic's clients, answered by AWS Bedrock: signed requests, Converse and its event stream. */
class BedrockVendorIT {

    private static final String PROMPT = "Name three rivers.";
    private static final String MODEL = "eu.anthropic.claude-it-v1:0";
    private static final ConverseVendor BEDROCK = new ConverseVendor("bedrock");

    private static Vendor vendor;
    private static Gateway gateway;
    private static OpenAIClient openAi;
    private static AnthropicClient anthropic;

    @BeforeAll
    static void start() throws Exception {
        vendor = Vendor.start();
        String policy = new Policy()
                .bedrock("bedrock", vendor.at("bedrock"), MODEL)
                .profile("default", "bedrock")
                .yaml();
        gateway = Gateway.serving(policy, Map.of("VENDOR_KEY", ConverseVendor.SECRET_KEY));
        openAi = OpenAi.client(gateway);
        anthropic = AnthropicOkHttpClient.builder()
                .baseUrl(gateway.uri().toString())
                .apiKey(gateway.key())
                .maxRetries(0)
                .timeout(Duration.ofSeconds(15))
                .build();
    }

    @AfterAll
    static void end() throws Exception {
        openAi.close();
        anthropic.close();
        gateway.close();
        vendor.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void openAisClientIsAnswered(boolean stream) {
        vendor.plays("bedrock", BEDROCK.says("The Elbe, ", "the ", "Nile."));

        ChatCompletion answer = chat(OpenAi.ask("auto", PROMPT), stream);

        assertThat(answer.choices().getFirst().message().content()).contains("The Elbe, the Nile.");
        assertThat(answer.choices().getFirst().finishReason().asString()).isEqualTo("stop");
        assertThat(answer.model()).isEqualTo(MODEL);
        assertThat(answer.usage()).hasValueSatisfying(usage -> {
            assertThat(usage.promptTokens()).isEqualTo(1000);
            assertThat(usage.completionTokens()).isEqualTo(50);
        });
        assertThat(vendor.lastAsked("bedrock").path())
                .isEqualTo("/model/eu.anthropic.claude-it-v1%3A0/converse" + (stream ? "-stream" : ""));
        assertThat(vendor.lastAsked("bedrock")
                        .json()
                        .at("/messages/0/content/0/text")
                        .asText())
                .isEqualTo(PROMPT);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void openAisClientCallsATool(boolean stream) {
        vendor.plays("bedrock", BEDROCK.calls("tooluse_1", "river_length", "{\"river\":\"Elbe\"}"));
        ChatCompletionCreateParams first = OpenAi.ask("auto", PROMPT).toBuilder()
                .addTool(OpenAi.tool("river_length", "river"))
                .build();

        ChatCompletion asked = chat(first, stream);

        assertThat(asked.choices().getFirst().finishReason().asString()).isEqualTo("tool_calls");
        ChatCompletionMessageToolCall call =
                asked.choices().getFirst().message().toolCalls().orElseThrow().getFirst();
        assertThat(call.asFunction().function().arguments()).isEqualTo("{\"river\":\"Elbe\"}");

        vendor.plays("bedrock", BEDROCK.says("1094 km."));
        ChatCompletion answer = chat(
                first.toBuilder()
                        .addMessage(asked.choices().getFirst().message())
                        .addMessage(ChatCompletionToolMessageParam.builder()
                                .toolCallId(call.asFunction().id())
                                .content("1094 km")
                                .build())
                        .build(),
                stream);

        assertThat(answer.choices().getFirst().message().content()).contains("1094 km.");
        assertResultArrived();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void openAisClientIsToldWhatAwsRefused(boolean stream) {
        vendor.plays("bedrock", BEDROCK.refuses("toolSpec river_length is no good"));

        BadRequestException refused =
                catchThrowableOfType(BadRequestException.class, () -> chat(OpenAi.ask("auto", PROMPT), stream));

        assertThat(refused).hasMessageContaining("river_length is no good");
    }

    @Test
    void anAnswerThatBreaksOffIsAnError() {
        vendor.plays("bedrock", BEDROCK.breaksOff("The Elb"));

        assertThat(catchThrowable(() -> chat(OpenAi.ask("auto", PROMPT), true))).isInstanceOf(OpenAIException.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anthropicsClientIsAnswered(boolean stream) {
        vendor.plays("bedrock", BEDROCK.says("The Elbe, ", "the ", "Nile."));

        Message answer = message(ask(), stream);

        assertThat(text(answer)).isEqualTo("The Elbe, the Nile.");
        assertThat(answer.stopReason())
                .hasValueSatisfying(reason -> assertThat(reason.asString()).isEqualTo("end_turn"));
        assertThat(answer.usage().outputTokens()).isEqualTo(50);
        JsonNode sent = vendor.lastAsked("bedrock").json();
        assertThat(sent.at("/inferenceConfig/maxTokens").asInt()).isEqualTo(300);
        assertThat(sent.at("/system/0/text").asText()).isEqualTo("You are brief.");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anthropicsClientCallsATool(boolean stream) {
        vendor.plays("bedrock", BEDROCK.calls("tooluse_1", "river_length", "{\"river\":\"Elbe\"}"));
        MessageCreateParams first = ask().toBuilder().addTool(tool()).build();

        Message asked = message(first, stream);

        ToolUseBlock call = asked.content().stream()
                .flatMap(block -> block.toolUse().stream())
                .findFirst()
                .orElseThrow();
        assertThat(call._input()).hasToString("{river=Elbe}");

        vendor.plays("bedrock", BEDROCK.says("1094 km."));
        ContentBlockParam result = ContentBlockParam.ofToolResult(ToolResultBlockParam.builder()
                .toolUseId(call.id())
                .content("1094 km")
                .build());
        Message answer = message(
                first.toBuilder()
                        .addMessage(asked)
                        .addUserMessageOfContentBlockParams(List.of(result))
                        .build(),
                stream);

        assertThat(text(answer)).isEqualTo("1094 km.");
        assertResultArrived();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anthropicsClientIsToldWhatAwsRefused(boolean stream) {
        vendor.plays("bedrock", BEDROCK.refuses("toolSpec river_length is no good"));

        com.anthropic.errors.BadRequestException refused =
                catchThrowableOfType(com.anthropic.errors.BadRequestException.class, () -> message(ask(), stream));

        assertThat(refused.apiMessage())
                .hasValueSatisfying(text -> assertThat(text).contains("river_length is no good"));
    }

    private static void assertResultArrived() {
        JsonNode sent = vendor.lastAsked("bedrock").json();
        assertThat(sent.at("/messages/1/content/0/toolUse/toolUseId").asText()).isEqualTo("tooluse_1");
        assertThat(sent.at("/messages/2/content/0/toolResult/toolUseId").asText())
                .isEqualTo("tooluse_1");
        assertThat(sent.at("/messages/2/content/0/toolResult/content/0/text").asText())
                .isEqualTo("1094 km");
        assertThat(sent.at("/toolConfig/tools/0/toolSpec/inputSchema/json/properties/river/type")
                        .asText())
                .isEqualTo("string");
    }

    private static ChatCompletion chat(ChatCompletionCreateParams params, boolean stream) {
        if (!stream) {
            return openAi.chat().completions().create(params);
        }
        ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
        ChatCompletionStreamOptions usage =
                ChatCompletionStreamOptions.builder().includeUsage(true).build();
        OpenAi.chunks(openAi, params.toBuilder().streamOptions(usage).build()).forEach(accumulator::accumulate);
        return accumulator.chatCompletion();
    }

    private static MessageCreateParams ask() {
        return MessageCreateParams.builder()
                .model("auto")
                .maxTokens(300)
                .system("You are brief.")
                .addUserMessage(PROMPT)
                .build();
    }

    private static Tool tool() {
        return Tool.builder()
                .name("river_length")
                .inputSchema(Tool.InputSchema.builder()
                        .properties(Tool.InputSchema.Properties.builder()
                                .putAdditionalProperty("river", JsonValue.from(Map.of("type", "string")))
                                .build())
                        .build())
                .build();
    }

    private static Message message(MessageCreateParams params, boolean stream) {
        if (!stream) {
            return anthropic.messages().create(params);
        }
        MessageAccumulator accumulator = MessageAccumulator.create();
        try (StreamResponse<RawMessageStreamEvent> events = anthropic.messages().createStreaming(params)) {
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
