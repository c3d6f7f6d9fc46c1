package dev.pointsman.it.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.pointsman.it.harness.Backing;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.Vendor;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** LangChain4j's four clients, each answered by vendors of other dialects. */
class LangChainIT {

    private static final String PROMPT = "Name three rivers.";

    private static Vendor vendor;
    private static Gateway gateway;

    @BeforeAll
    static void start() throws Exception {
        vendor = Vendor.start();
        gateway = Gateway.serving(Backing.policy(vendor).yaml(), Map.of("VENDOR_KEY", "sk-vendor"));
    }

    @AfterAll
    static void end() throws Exception {
        gateway.close();
        vendor.close();
    }

    static Stream<Arguments> pairs() {
        return Stream.of(
                        Arguments.of(LangChain.OPENAI, Backing.MESSAGES),
                        Arguments.of(LangChain.ANTHROPIC, Backing.CHAT),
                        Arguments.of(LangChain.OLLAMA, Backing.CHAT),
                        Arguments.of(LangChain.OLLAMA, Backing.MESSAGES),
                        Arguments.of(LangChain.GEMINI, Backing.CHAT),
                        Arguments.of(LangChain.GEMINI, Backing.MESSAGES))
                .flatMap(pair ->
                        Stream.of(false, true).map(stream -> Arguments.of(pair.get()[0], pair.get()[1], stream)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aQuestionIsAnsweredAndCounted(LangChain client, Backing backing, boolean stream) {
        vendor.plays(backing.vendor(), backing.says("The Elbe, ", "the ", "Nile."));

        ChatResponse answer = client.ask(
                gateway,
                backing,
                stream,
                ChatRequest.builder()
                        .messages(SystemMessage.from("You are brief."), UserMessage.from(PROMPT))
                        .build());

        assertThat(answer.aiMessage().text()).isEqualTo("The Elbe, the Nile.");
        assertThat(answer.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(answer.tokenUsage().outputTokenCount()).isEqualTo(50);
        assertThat(answer.tokenUsage().inputTokenCount()).isPositive();
        assertThat(vendor.lastAsked(backing.vendor()).text()).contains("You are brief.", PROMPT);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aToolCallAndItsResultMakeALoop(LangChain client, Backing backing, boolean stream) {
        vendor.plays(backing.vendor(), backing.calls("call_1", "river_length", "{\"river\":\"Elbe\"}"));
        List<ChatMessage> first = List.of(UserMessage.from(PROMPT));

        ChatResponse asked = client.ask(gateway, backing, stream, withTool(first));

        ToolExecutionRequest call = asked.aiMessage().toolExecutionRequests().getFirst();
        assertThat(asked.finishReason()).isEqualTo(FinishReason.TOOL_EXECUTION);
        assertThat(call.name()).isEqualTo("river_length");
        assertThat(call.arguments().replaceAll("\\s", "")).isEqualTo("{\"river\":\"Elbe\"}");

        vendor.plays(backing.vendor(), backing.says("1094 km."));
        ChatResponse answer = client.ask(
                gateway,
                backing,
                stream,
                withTool(List.of(first.getFirst(), asked.aiMessage(), ToolExecutionResultMessage.from(call, "1094"))));

        assertThat(answer.aiMessage().text()).isEqualTo("1094 km.");
        assertThat(vendor.lastAsked(backing.vendor())
                        .json()
                        .at(backing.resultPath())
                        .toString())
                .contains("1094");
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void theVendorsReasonComesAsTheClientsException(LangChain client, Backing backing, boolean stream) {
        vendor.plays(backing.vendor(), backing.refuses("tools.0: river_length is no good"));

        Throwable refused =
                catchThrowable(() -> client.ask(gateway, backing, stream, withTool(List.of(UserMessage.from(PROMPT)))));

        assertThat(refused).isInstanceOf(InvalidRequestException.class).hasMessageContaining("river_length is no good");
    }

    private static ChatRequest withTool(List<ChatMessage> messages) {
        return ChatRequest.builder()
                .messages(messages)
                .toolSpecifications(ToolSpecification.builder()
                        .name("river_length")
                        .description("Looks something up.")
                        .parameters(JsonObjectSchema.builder()
                                .addStringProperty("river")
                                .required("river")
                                .build())
                        .build())
                .build();
    }
}
