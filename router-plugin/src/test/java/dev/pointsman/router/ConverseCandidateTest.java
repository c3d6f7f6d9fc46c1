package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.api.control.RouterControl;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ProviderSettings;
import dev.pointsman.router.fake.FakeHost;
import dev.pointsman.router.fake.FakeVendor;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A model behind Bedrock's Converse as the first candidate of chat requests, another vendor as the second. */
class ConverseCandidateTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String POLICY = """
            {"version": 1,
             "providers": {
               "aws": {"type": "fake", "owner": "t", "models": [
                 {"id": "meta.llama3-1-70b-instruct-v1:0", "window": 100000, "price": {"input": 1, "output": 1}}]},
               "other": {"type": "fake", "owner": "t", "models": [
                 {"id": "m", "window": 100000, "price": {"input": 9, "output": 9}}]}},
             "profiles": {"default": {"candidates": ["aws/*"], "fallback": ["other/*"]}}}""";
    private static final String TOOLS =
            ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":{\"type\":\"object\"}}}]";

    private final FakeVendor vendor = new FakeVendor().speaking("aws", Dialect.BEDROCK_CONVERSE);
    private ModelProvider router;

    @BeforeEach
    void make() throws IOException {
        Map<String, Object> tree = JSON.readerForMapOf(Object.class).readValue(POLICY);
        router = new AutoProviderFactory().create(new ProviderSettings("auto", "auto", tree), new FakeHost(vendor));
    }

    @AfterEach
    void close() {
        router.close();
    }

    @Test
    void aStreamWithToolsGoesToTheNextCandidateWhereTheModelCallsNoneInStreams() throws IOException {
        String decision = answered(TOOLS);

        assertThat(vendor.calls).extracting(FakeVendor.Call::provider).containsExactly("other");
        assertThat(decision(decision).toString())
                .contains("\"aws/meta.llama3-1-70b-instruct-v1:0\"", "\"invalid_request\"");
    }

    @Test
    void anExplanationTellsThatARequestWouldBeTranslatedAndWhatItWouldLose() throws IOException {
        String question = "{\"dialect\":\"openai-chat\",\"request\":{\"model\":\"auto\",\"seed\":7,"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}}";

        JsonNode told = ask("POST", "/explain", question);

        JsonNode carried = told.path("carried");
        JsonNode translated = carried.path("aws/meta.llama3-1-70b-instruct-v1:0");
        assertThat(translated.path("translated_into").asText()).isEqualTo("bedrock-converse");
        assertThat(translated.path("losses").toString()).contains("$.seed");
        assertThat(carried.at("/other~1m").has("translated_into")).isFalse();
        assertThat(carried.at("/other~1m/losses")).isEmpty();
    }

    private String answered(String more) {
        String body = "{\"model\":\"auto\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]"
                + more + "}";
        ModelRequest request = ModelRequest.of("auto", Dialect.OPENAI_CHAT, true, Payload.ofUtf8(body));
        try (ModelResponse response = router.call(request, CallContext.ANONYMOUS)) {
            while (response.next().isPresent()) {
                assertThat(vendor.calls).isNotEmpty();
            }
            return response.info().decisionId().orElseThrow();
        }
    }

    private JsonNode decision(String id) throws IOException {
        return ask("GET", "/decisions/" + id, "");
    }

    private JsonNode ask(String method, String path, String body) throws IOException {
        ControlRequest request = new ControlRequest(method, path, Map.of(), Payload.ofUtf8(body));
        return JSON.readTree(((RouterControl) router)
                .handle(request)
                .next()
                .orElseThrow()
                .payload()
                .utf8());
    }
}
