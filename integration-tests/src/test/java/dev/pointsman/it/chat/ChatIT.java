package dev.pointsman.it.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.openai.client.OpenAIClient;
import com.openai.core.http.HttpResponseFor;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessageToolCall;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import dev.pointsman.it.harness.ChatVendor;
import dev.pointsman.it.harness.ChatVendor.Call;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.OpenAi;
import dev.pointsman.it.harness.Policy;
import dev.pointsman.it.harness.RawClient;
import dev.pointsman.it.harness.Vendor;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ChatIT {

    private static final String VENDOR_KEY = "sk-CANARY-vendor-7f3a9c";
    private static final String PROMPT = "CANARY-prompt-51b2e: name three rivers.";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Vendor vendor;
    private static Gateway gateway;
    private static OpenAIClient client;

    @BeforeAll
    static void start() throws Exception {
        vendor = Vendor.start();
        String policy = new Policy()
                .chat("good", vendor.at("good"), "gpt-good")
                .chat("spare", vendor.at("spare"), "gpt-spare")
                .profile("default", "good", "spare")
                .yaml();
        gateway = Gateway.serving(policy, Map.of("VENDOR_KEY", VENDOR_KEY));
        client = OpenAi.client(gateway);
    }

    @AfterAll
    static void end() throws Exception {
        client.close();
        gateway.close();
        vendor.close();
    }

    @Test
    void aPlainAnswerComesBackWithTheModelThatGaveIt() {
        vendor.plays("good", ChatVendor.says("The Elbe, ", "the Nile."));

        ChatCompletion answer = client.chat().completions().create(OpenAi.ask("auto", PROMPT));

        assertThat(answer.choices().getFirst().message().content()).contains("The Elbe, the Nile.");
        assertThat(answer.model()).isEqualTo("gpt-good");
        assertThat(answer.usage().orElseThrow().promptTokens()).isEqualTo(1000);
        assertThat(vendor.lastAsked("good").json().path("model").asText()).isEqualTo("gpt-good");
        assertThat(vendor.lastAsked("good").headers()).containsEntry("authorization", "Bearer " + VENDOR_KEY);
    }

    @Test
    void aStreamKeepsItsOrderAndEnds() {
        String[] pieces = {"one ", "two ", "three ", "four ", "five"};
        vendor.plays("good", ChatVendor.says(pieces));

        List<ChatCompletionChunk> chunks = OpenAi.chunks(client, OpenAi.ask("auto", PROMPT));

        assertThat(OpenAi.text(chunks)).isEqualTo("one two three four five");
        assertThat(chunks.getLast().choices().getFirst().finishReason())
                .hasValueSatisfying(reason -> assertThat(reason.asString()).isEqualTo("stop"));
    }

    @Test
    void usageIsStreamedToTheClientThatAskedForIt() {
        vendor.plays("good", ChatVendor.says("hello"));
        ChatCompletionCreateParams params = OpenAi.ask("auto", PROMPT).toBuilder()
                .streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build();

        List<ChatCompletionChunk> chunks = OpenAi.chunks(client, params);

        assertThat(chunks.getLast().usage())
                .hasValueSatisfying(
                        usage -> assertThat(usage.completionTokens()).isEqualTo(50));
    }

    @Test
    void usageThatOnlyTheRouterAskedForIsKeptFromTheClientAndCounted() throws Exception {
        vendor.plays("good", ChatVendor.says("hello"));

        HttpResponse<String> answer = new RawClient(gateway).chat("auto", true);

        assertThat(vendor.lastAsked("good")
                        .json()
                        .at("/stream_options/include_usage")
                        .asBoolean())
                .isTrue();
        assertThat(answer.body())
                .doesNotContain("prompt_tokens")
                .contains("hello")
                .endsWith(ChatVendor.DONE);
        JsonNode record = gateway.decision(header(answer, "x-pointsman-decision"));
        assertThat(record.at("/usage/output").asInt()).isEqualTo(50);
        assertThat(record.at("/usage/cachedRead").asInt()).isEqualTo(200);
        assertThat(record.at("/usage/estimated").asBoolean()).isFalse();
    }

    @Test
    void aToolIsCalledAndItsResultGoesBack() {
        vendor.plays("good", ChatVendor.calls(new Call("call_1", "river_length", "{\"river\":\"Elbe\"}")));
        ChatCompletionCreateParams first = OpenAi.ask("auto", PROMPT).toBuilder()
                .addTool(OpenAi.tool("river_length", "river"))
                .build();
        ChatCompletion asked = client.chat().completions().create(first);
        ChatCompletionMessageToolCall call =
                asked.choices().getFirst().message().toolCalls().orElseThrow().getFirst();
        vendor.plays("good", ChatVendor.says("It is 1094 km long."));

        ChatCompletion answer = client.chat()
                .completions()
                .create(first.toBuilder()
                        .addMessage(asked.choices().getFirst().message())
                        .addMessage(ChatCompletionToolMessageParam.builder()
                                .toolCallId(call.asFunction().id())
                                .content("1094 km")
                                .build())
                        .build());

        assertThat(call.asFunction().function().arguments()).isEqualTo("{\"river\":\"Elbe\"}");
        assertThat(answer.choices().getFirst().message().content()).contains("It is 1094 km long.");
        JsonNode messages = vendor.lastAsked("good").json().path("messages");
        assertThat(messages.at("/1/tool_calls/0/id").asText()).isEqualTo("call_1");
        assertThat(messages.at("/2/tool_call_id").asText()).isEqualTo("call_1");
        assertThat(messages.at("/2/content").asText()).isEqualTo("1094 km");
    }

    @Test
    void parallelToolCallsStreamInPiecesThatFitTogether() {
        vendor.plays(
                "good",
                ChatVendor.calls(
                        new Call("call_1", "river_length", "{\"river\":\"Elbe\"}"),
                        new Call("call_2", "river_length", "{\"river\":\"Nile\"}")));
        ChatCompletionCreateParams params = OpenAi.ask("auto", PROMPT).toBuilder()
                .addTool(OpenAi.tool("river_length", "river"))
                .parallelToolCalls(true)
                .build();

        List<ChatCompletionChunk> chunks = OpenAi.chunks(client, params);

        assertThat(arguments(chunks, 0)).isEqualTo("{\"river\":\"Elbe\"}");
        assertThat(arguments(chunks, 1)).isEqualTo("{\"river\":\"Nile\"}");
        assertThat(chunks.getLast().choices().getFirst().finishReason())
                .hasValueSatisfying(reason -> assertThat(reason.asString()).isEqualTo("tool_calls"));
    }

    @Test
    void anImageReachesTheVendorByteForByte() throws Exception {
        vendor.plays("good", ChatVendor.says("A map."));
        byte[] image = new byte[40_000];
        new Random(7).nextBytes(image);
        // Odd spaces, escapes and number forms: whoever reads and writes the body again changes one of them.
        String body =
                "{ \"messages\" : [{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"\\u004eame \\/ it\"},"
                        + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image\\/png;base64,"
                        + Base64.getEncoder().encodeToString(image)
                        + "\"}}]}],\n\t\"temperature\": 1.0e0, \"model\" :\"auto\", \"x_unknown\": [1.10, -0] }";

        HttpResponse<String> answer = new RawClient(gateway).post("/v1/chat/completions", body);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(vendor.lastAsked("good").text()).isEqualTo(body.replace("\"auto\"", "\"gpt-good\""));
    }

    @Test
    void headersTellWhoAnsweredAndLeadToTheDecision() throws Exception {
        vendor.plays("good", ChatVendor.says("hello"));

        try (HttpResponseFor<ChatCompletion> answer =
                client.chat().completions().withRawResponse().create(OpenAi.ask("auto", PROMPT))) {
            Map<String, String> headers = Map.of(
                    "x-pointsman-model", "gpt-good",
                    "x-pointsman-provider", "good",
                    "x-pointsman-profile", "default",
                    "x-pointsman-attempts", "1");
            headers.forEach((name, value) ->
                    assertThat(answer.headers().values(name)).as(name).containsExactly(value));
            assertThat(answer.headers().values("x-pointsman-reason")).isNotEmpty();
            assertThat(answer.headers().values("x-request-id")).isNotEmpty();
            JsonNode record = gateway.decision(
                    answer.headers().values("x-pointsman-decision").getFirst());
            assertThat(record.path("answered").asText()).isEqualTo("good/gpt-good");
            assertThat(record.path("outcome").asText()).isEqualTo("ok");
        }
    }

    @Test
    void anExplanationNamesTheModelThatThenAnswers() throws Exception {
        vendor.plays("good", ChatVendor.says("hello"));
        String body = RawClient.chatBody("auto", false);

        JsonNode explained = gateway.explain("{\"model\":\"auto\",\"request\":" + body + "}");
        HttpResponse<String> answer = new RawClient(gateway).post("/v1/chat/completions", body);

        JsonNode done = gateway.decision(header(answer, "x-pointsman-decision")).path("decision");
        assertThat(explained.path("choice")).isEqualTo(done.path("choice"));
        assertThat(explained.path("profile")).isEqualTo(done.path("profile"));
        assertThat(explained.path("candidates").size())
                .isEqualTo(done.path("candidates").size())
                .isEqualTo(2);
        assertThat(explained.path("choice").asText())
                .isEqualTo(header(answer, "x-pointsman-provider") + "/" + header(answer, "x-pointsman-model"));
    }

    @Test
    void neitherKeysNorPromptsNorAnswersAreLogged() throws Exception {
        vendor.plays("good", ChatVendor.says("CANARY-answer-99c1"));

        client.chat().completions().create(OpenAi.ask("auto", PROMPT));
        OpenAi.chunks(client, OpenAi.ask("auto", PROMPT));

        assertThat(gateway.log())
                .contains("request answered")
                .doesNotContain("CANARY")
                .doesNotContain(gateway.key())
                .doesNotContain(gateway.adminKey());
        assertThat(gateway.ask("/decisions?limit=1000").toString()).doesNotContain("CANARY");
        assertThat(gateway.ask("/health").toString()).doesNotContain("CANARY");
    }

    @Test
    void theModelsThatCanBeAskedForAreListed() throws Exception {
        HttpResponse<String> answer = new RawClient(gateway).get("/v1/models");

        JsonNode models = JSON.readTree(answer.body()).path("data");
        assertThat(models.findValuesAsText("id")).contains("auto", "auto-fast", "auto-economy", "auto-quality");
    }

    private static String arguments(List<ChatCompletionChunk> chunks, int index) {
        StringBuilder arguments = new StringBuilder();
        chunks.stream()
                .flatMap(chunk -> chunk.choices().stream())
                .flatMap(choice -> choice.delta().toolCalls().stream().flatMap(List::stream))
                .filter(call -> call.index() == index)
                .forEach(call -> call.function()
                        .flatMap(ChatCompletionChunk.Choice.Delta.ToolCall.Function::arguments)
                        .ifPresent(arguments::append));
        return arguments.toString();
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow(() -> new AssertionError("no header " + name));
    }
}
