package dev.pointsman.it.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.ResponseStreamEvent;
import dev.pointsman.it.harness.Backing;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.OpenAi;
import dev.pointsman.it.harness.Vendor;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** OpenAI's client speaking Responses, answered by vendors that do not; {@code validate()} holds every answer to its schema. */
class ResponsesClientIT {

    private static final String PROMPT = "Name three rivers.";

    private static Vendor vendor;
    private static Gateway gateway;
    private static OpenAIClient client;

    @BeforeAll
    static void start() throws Exception {
        vendor = Vendor.start();
        gateway = Gateway.serving(Backing.policy(vendor).yaml(), Map.of("VENDOR_KEY", "sk-vendor"));
        client = OpenAi.client(gateway);
    }

    @AfterAll
    static void end() throws Exception {
        client.close();
        gateway.close();
        vendor.close();
    }

    @ParameterizedTest
    @CsvSource({"CHAT,false", "CHAT,true", "MESSAGES,false", "MESSAGES,true"})
    void aQuestionIsAnsweredAndCounted(Backing backing, boolean stream) {
        vendor.plays(backing.vendor(), backing.says("The Elbe, ", "the ", "Nile."));

        Response answer = call(
                ask(backing).instructions("You are brief.").maxOutputTokens(300).build(), stream);

        assertThat(text(answer)).isEqualTo("The Elbe, the Nile.");
        assertThat(answer.status()).contains(ResponseStatus.COMPLETED);
        assertThat(answer.usage()).hasValueSatisfying(usage -> {
            assertThat(usage.inputTokens()).isEqualTo(1000);
            assertThat(usage.outputTokens()).isEqualTo(50);
        });
        assertThat(vendor.lastAsked(backing.vendor()).text()).contains("You are brief.", PROMPT);
    }

    @ParameterizedTest
    @CsvSource({"CHAT,false", "CHAT,true", "MESSAGES,false", "MESSAGES,true"})
    void aToolCallAndItsResultMakeALoop(Backing backing, boolean stream) {
        vendor.plays(backing.vendor(), backing.calls("call_1", "river_length", "{\"river\":\"Elbe\"}"));
        ResponseCreateParams first = ask(backing).addTool(tool()).build();

        Response asked = call(first, stream);

        ResponseFunctionToolCall call = asked.output().stream()
                .flatMap(item -> item.functionCall().stream())
                .collect(Collectors.collectingAndThen(Collectors.toList(), List::getFirst));
        assertThat(call.name()).isEqualTo("river_length");
        assertThat(call.arguments().replace(" ", "")).isEqualTo("{\"river\":\"Elbe\"}");

        vendor.plays(backing.vendor(), backing.says("1094 km."));
        Response answer = call(
                first.toBuilder()
                        .inputOfResponse(List.of(
                                ResponseInputItem.ofEasyInputMessage(EasyInputMessage.builder()
                                        .role(EasyInputMessage.Role.USER)
                                        .content(PROMPT)
                                        .build()),
                                ResponseInputItem.ofFunctionCall(call),
                                ResponseInputItem.ofFunctionCallOutput(ResponseInputItem.FunctionCallOutput.builder()
                                        .callId(call.callId())
                                        .output("1094")
                                        .build())))
                        .build(),
                stream);

        assertThat(text(answer)).isEqualTo("1094 km.");
        assertThat(vendor.lastAsked(backing.vendor())
                        .json()
                        .at(backing.resultPath())
                        .toString())
                .contains("1094");
    }

    @ParameterizedTest
    @CsvSource({"CHAT,false", "CHAT,true", "MESSAGES,false", "MESSAGES,true"})
    void theVendorsReasonComesAsTheClientsException(Backing backing, boolean stream) {
        vendor.plays(backing.vendor(), backing.refuses("tools.0: river_length is no good"));

        BadRequestException refused = catchThrowableOfType(
                BadRequestException.class, () -> call(ask(backing).build(), stream));

        assertThat(refused).hasMessageContaining("river_length is no good");
    }

    @ParameterizedTest
    @EnumSource(Backing.class)
    void aChatCompletionIsValidWhoeverAnswers(Backing backing) {
        vendor.plays(backing.vendor(), backing.says("The Elbe."));

        ChatCompletion answer = client.chat().completions().create(OpenAi.ask(backing.model(), PROMPT));

        assertThat(answer.validate().choices().getFirst().message().content()).contains("The Elbe.");
    }

    private static ResponseCreateParams.Builder ask(Backing backing) {
        return ResponseCreateParams.builder().model(backing.model()).input(PROMPT);
    }

    private static FunctionTool tool() {
        return FunctionTool.builder()
                .name("river_length")
                .strict(false)
                .parameters(FunctionTool.Parameters.builder()
                        .putAdditionalProperty("type", JsonValue.from("object"))
                        .putAdditionalProperty("properties", JsonValue.from(Map.of("river", Map.of("type", "string"))))
                        .build())
                .build();
    }

    private static String text(Response answer) {
        return answer.output().stream()
                .flatMap(item -> item.message().stream())
                .flatMap(message -> message.content().stream())
                .map(part -> part.asOutputText().text())
                .collect(Collectors.joining());
    }

    /** Whole, or put together again from its stream by the client's own means; valid in each of its members. */
    private static Response call(ResponseCreateParams params, boolean stream) {
        if (!stream) {
            return client.responses().create(params).validate();
        }
        ResponseAccumulator accumulator = ResponseAccumulator.create();
        try (StreamResponse<ResponseStreamEvent> events = client.responses().createStreaming(params)) {
            events.stream().forEach(event -> accumulator.accumulate(event.validate()));
        }
        return accumulator.response().validate();
    }
}
