package dev.pointsman.it.openclaw;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.it.harness.ChatVendor;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.Policy;
import dev.pointsman.it.harness.RawClient;
import dev.pointsman.it.harness.Vendor;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OpenClawIT {

    private static Vendor vendor;
    private static Gateway gateway;

    @BeforeAll
    static void start() throws Exception {
        vendor = Vendor.start();
        String policy = new Policy()
                .chat("good", vendor.at("good"), "gpt-good")
                .profile("default", "good")
                .yaml();
        gateway = Gateway.serving(policy, Map.of("VENDOR_KEY", "sk-vendor"));
    }

    @AfterAll
    static void end() throws Exception {
        gateway.close();
        vendor.close();
    }

    static List<Path> recordings() throws IOException {
        return Recordings.named("completions");
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void reachesTheVendorUnchangedButForTheModel(Path file) throws Exception {
        ObjectNode body = (ObjectNode) Recordings.read(file).path("body");
        body.put("model", "auto");
        vendor.plays("good", ChatVendor.says("Good ", "morning."));

        HttpResponse<String> answer = new RawClient(gateway).post("/v1/chat/completions", body.toString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("Good ").endsWith(ChatVendor.DONE);
        // The agent asks for usage itself, so not even that is added.
        assertThat(vendor.lastAsked("good").text())
                .isEqualTo(body.put("model", "gpt-good").toString());
        JsonNode record = gateway.decision(
                answer.headers().firstValue("x-pointsman-decision").orElseThrow());
        assertThat(record.at("/usage/input").asInt()).isEqualTo(1000);
        assertThat(record.path("outcome").asText()).isEqualTo("ok");
    }
}
