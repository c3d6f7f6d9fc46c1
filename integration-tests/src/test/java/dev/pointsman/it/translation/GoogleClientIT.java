package dev.pointsman.it.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.genai.Client;
import com.google.genai.ResponseStream;
import com.google.genai.errors.ClientException;
import com.google.genai.types.Content;
import com.google.genai.types.FunctionCall;
import com.google.genai.types.FunctionDeclaration;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.Part;
import com.google.genai.types.Tool;
import dev.pointsman.it.harness.Backing;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.GeminiVendor;
import dev.pointsman.it.harness.Script;
import dev.pointsman.it.harness.Vendor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Google's client, answered by a vendor of its own dialect and by vendors of others. */
class GoogleClientIT {

    private static final String PROMPT = "Name three rivers.";

    private static Vendor vendor;
    private static Gateway gateway;
    private static Client client;

    @BeforeAll
    static void start() throws Exception {
        vendor = Vendor.start();
        String policy = Backing.policy(vendor)
                .gemini("gemini", vendor.at("gemini"), "gemini-it")
                .profile("gemini", "gemini")
                .yaml();
        gateway = Gateway.serving(policy, Map.of("VENDOR_KEY", "sk-vendor"));
        client = Client.builder()
                .apiKey(gateway.key())
                .vertexAI(false)
                .httpOptions(HttpOptions.builder()
                        .baseUrl(gateway.uri().toString())
                        .timeout(15_000)
                        .build())
                .build();
    }

    @AfterAll
    static void end() throws Exception {
        client.close();
        gateway.close();
        vendor.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aVendorOfTheSameDialectAnswers(boolean stream) {
        vendor.plays("gemini", GeminiVendor.says("The Elbe, ", "the ", "Nile."));

        List<GenerateContentResponse> answer = call("auto-gemini", stream, Content.fromParts(Part.fromText(PROMPT)));

        assertThat(text(answer)).isEqualTo("The Elbe, the Nile.");
        assertCounted(answer);
        assertThat(vendor.lastAsked("gemini").path()).contains("gemini-it");
        assertThat(vendor.lastAsked("gemini").headers()).containsEntry("x-goog-api-key", "sk-vendor");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aVendorOfTheSameDialectRefuses(boolean stream) {
        vendor.plays("gemini", Script.json(400, GeminiVendor.error(400, "INVALID_ARGUMENT", "tools[0] is no good")));

        ClientException refused = catchThrowableOfType(
                ClientException.class, () -> call("auto-gemini", stream, Content.fromParts(Part.fromText(PROMPT))));

        assertThat(refused.code()).isEqualTo(400);
        assertThat(refused.message()).contains("tools[0] is no good");
    }

    @ParameterizedTest
    @CsvSource({"CHAT,false", "CHAT,true", "MESSAGES,false", "MESSAGES,true"})
    void aVendorOfAnotherDialectAnswers(Backing backing, boolean stream) {
        vendor.plays(backing.vendor(), backing.says("The Elbe, ", "the ", "Nile."));

        List<GenerateContentResponse> answer = call(backing.model(), stream, Content.fromParts(Part.fromText(PROMPT)));

        assertThat(text(answer)).isEqualTo("The Elbe, the Nile.");
        assertThat(answer.getLast().finishReason()).hasToString("STOP");
        assertCounted(answer);
    }

    @ParameterizedTest
    @CsvSource({"CHAT,false", "CHAT,true", "MESSAGES,false", "MESSAGES,true"})
    void aToolCallAndItsResultMakeALoop(Backing backing, boolean stream) {
        vendor.plays(backing.vendor(), backing.calls("call_1", "river_length", "{\"river\":\"Elbe\"}"));
        Content question =
                Content.builder().role("user").parts(Part.fromText(PROMPT)).build();

        List<GenerateContentResponse> asked = call(backing.model(), stream, question);

        FunctionCall call = asked.stream()
                .flatMap(answer -> calls(answer).stream())
                .toList()
                .getFirst();
        assertThat(call.name()).contains("river_length");
        assertThat(call.args()).contains(Map.of("river", "Elbe"));

        vendor.plays(backing.vendor(), backing.says("1094 km."));
        Content said = asked.stream()
                .filter(answer -> !calls(answer).isEmpty())
                .flatMap(answer -> answer.candidates().orElseThrow().stream())
                .flatMap(candidate -> candidate.content().stream())
                .toList()
                .getFirst();
        Content result = Content.builder()
                .role("user")
                .parts(Part.fromFunctionResponse("river_length", Map.of("kilometres", 1094)))
                .build();
        List<GenerateContentResponse> answer = call(backing.model(), stream, question, said, result);

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

        ClientException refused = catchThrowableOfType(
                ClientException.class, () -> call(backing.model(), stream, Content.fromParts(Part.fromText(PROMPT))));

        assertThat(refused.code()).isEqualTo(400);
        assertThat(refused.status()).isEqualTo("INVALID_ARGUMENT");
        assertThat(refused.message()).contains("river_length is no good");
    }

    private static void assertCounted(List<GenerateContentResponse> answer) {
        assertThat(answer.getLast().usageMetadata()).hasValueSatisfying(usage -> {
            assertThat(usage.promptTokenCount()).contains(1000);
            assertThat(usage.candidatesTokenCount()).contains(50);
        });
    }

    /** The client has null for none. */
    private static List<FunctionCall> calls(GenerateContentResponse answer) {
        return answer.functionCalls() == null ? List.of() : answer.functionCalls();
    }

    private static String text(List<GenerateContentResponse> answer) {
        return answer.stream()
                .map(GenerateContentResponse::text)
                .filter(text -> text != null)
                .collect(Collectors.joining());
    }

    private static List<GenerateContentResponse> call(String model, boolean stream, Content... contents) {
        GenerateContentConfig config = GenerateContentConfig.builder()
                .tools(Tool.builder()
                        .functionDeclarations(FunctionDeclaration.builder()
                                .name("river_length")
                                .parametersJsonSchema(Map.of(
                                        "type", "object", "properties", Map.of("river", Map.of("type", "string"))))
                                .build())
                        .build())
                .build();
        if (!stream) {
            return List.of(client.models.generateContent(model, List.of(contents), config));
        }
        List<GenerateContentResponse> answer = new ArrayList<>();
        try (ResponseStream<GenerateContentResponse> events =
                client.models.generateContentStream(model, List.of(contents), config)) {
            events.forEach(answer::add);
        }
        return answer;
    }
}
