package dev.pointsman.it.translation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.it.harness.ChatVendor;
import dev.pointsman.it.harness.ConverseVendor;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.Policy;
import dev.pointsman.it.harness.RawClient;
import dev.pointsman.it.harness.Script;
import dev.pointsman.it.harness.Vendor;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client of Ollama's {@code /api/generate}, answered by vendors that have chats alone. */
class GenerateClientIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ConverseVendor BEDROCK = new ConverseVendor("bedrock");

    private static Vendor vendor;
    private static Gateway gateway;
    private static RawClient client;

    @BeforeAll
    static void start() throws Exception {
        vendor = Vendor.start();
        String policy = new Policy()
                .chat("chat", vendor.at("chat"), "gpt-it")
                .bedrock("bedrock", vendor.at("bedrock"), "eu.anthropic.claude-it-v1:0")
                .profile("default", "chat")
                .profile("chat", "chat")
                .profile("bedrock", "bedrock")
                .yaml();
        gateway = Gateway.serving(policy, Map.of("VENDOR_KEY", ConverseVendor.SECRET_KEY));
        client = new RawClient(gateway);
    }

    @AfterAll
    static void end() throws Exception {
        gateway.close();
        vendor.close();
    }

    @ParameterizedTest
    @CsvSource({"chat,false", "chat,true", "bedrock,false", "bedrock,true"})
    void isAnsweredInItsOwnShape(String name, boolean stream) throws Exception {
        vendor.plays(name, says(name, "The Elbe, ", "the ", "Nile."));

        List<JsonNode> lines = lines(generate(name, stream, ",\"system\":\"Brief.\",\"options\":{\"num_predict\":90}"));

        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.path("response").asText()));
        assertThat(text).hasToString("The Elbe, the Nile.");
        assertThat(lines).hasSize(stream ? 4 : 1);
        JsonNode last = lines.getLast();
        assertThat(last.path("done").asBoolean()).isTrue();
        assertThat(last.path("done_reason").asText()).isEqualTo("stop");
        assertThat(last.path("prompt_eval_count").asInt()).isEqualTo(1000);
        assertThat(last.path("eval_count").asInt()).isEqualTo(50);
        assertThat(last.path("total_duration").asLong() > 0).isEqualTo(stream);
        assertThat(vendor.lastAsked(name).text()).contains("Brief.", "90");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isToldWhatTheVendorRefused(boolean stream) throws Exception {
        vendor.plays("bedrock", BEDROCK.refuses("the field temperature is no good"));

        HttpResponse<String> refused = generate("bedrock", stream, "");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(refused.body()).path("error").asText()).contains("temperature is no good");
    }

    @Test
    void isToldByNameWhatNoChatCanCarry() throws Exception {
        HttpResponse<String> refused = generate("chat", false, ",\"suffix\":\"}\"");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(refused.body()).path("error").asText()).startsWith("suffix");
    }

    @Test
    void isToldThatAStreamBrokeOff() throws Exception {
        vendor.plays("bedrock", BEDROCK.breaksOff("The Elb"));

        List<JsonNode> lines = lines(generate("bedrock", true, ""));

        assertThat(lines.getFirst().path("response").asText()).isEqualTo("The Elb");
        assertThat(lines.getLast().has("error")).isTrue();
    }

    private static Script says(String name, String... pieces) {
        return name.equals("chat") ? ChatVendor.judged(ChatVendor.says(pieces)) : BEDROCK.says(pieces);
    }

    private static HttpResponse<String> generate(String name, boolean stream, String more) throws Exception {
        return client.post(
                "/api/generate",
                "{\"model\":\"auto-" + name + "\",\"prompt\":\"Name three rivers.\",\"stream\":" + stream + more + "}");
    }

    private static List<JsonNode> lines(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        List<JsonNode> lines = new ArrayList<>();
        for (String line : answer.body().split("\n")) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }
}
