package dev.pointsman.it.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.it.harness.ChatVendor;
import dev.pointsman.it.harness.Collector;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.Policy;
import dev.pointsman.it.harness.RawClient;
import dev.pointsman.it.harness.Vendor;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A trace goes on from an agent through the gateway to a vendor, and a collector learns of it. */
class TracesIT {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String CALLERS_SPAN = "b7ad6b7169203331";

    @Test
    void anAgentsTraceGoesOnToTheVendorAndIsTold() throws Exception {
        try (Vendor vendor = Vendor.start();
                Collector collector = Collector.start();
                Gateway gateway = Gateway.serving(
                        policy(vendor) + "gateway: {telemetry: {otlp: \"" + collector.uri() + "\", sample: 0}}\n",
                        Map.of("VENDOR_KEY", "sk-vendor-canary"));
                HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(gateway.uri() + "/v1/chat/completions"))
                    .header("authorization", "Bearer " + gateway.key())
                    .header("content-type", "application/json")
                    .header("traceparent", "00-" + TRACE + "-" + CALLERS_SPAN + "-01")
                    .POST(HttpRequest.BodyPublishers.ofString(RawClient.chatBody("auto", false)))
                    .build();

            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());

            String sent = vendor.lastAsked("good").headers().get("traceparent");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(sent).matches("00-" + TRACE + "-[0-9a-f]{16}-01").doesNotContain(CALLERS_SPAN);
            String spans = collector.awaitSpans(
                    answer.headers().firstValue("x-pointsman-decision").orElseThrow());
            assertThat(spans)
                    .contains("route", "chat gpt-good", "gen_ai.usage.input_tokens", bytes(TRACE), bytes(CALLERS_SPAN))
                    .doesNotContain("three rivers", "canary");
        }
    }

    @Test
    void withoutACollectorAVendorLearnsOfNoTrace() throws Exception {
        try (Vendor vendor = Vendor.start();
                Gateway gateway = Gateway.serving(policy(vendor), Map.of("VENDOR_KEY", "sk-vendor-canary"))) {
            new RawClient(gateway).chat("auto", false);

            assertThat(vendor.lastAsked("good").headers()).doesNotContainKeys("traceparent", "tracestate");
        }
    }

    private static String policy(Vendor vendor) {
        vendor.plays("good", ChatVendor.says("Still ", "here."));
        return new Policy()
                .chat("good", vendor.at("good"), "gpt-good")
                .profile("default", "good")
                .yaml();
    }

    private static String bytes(String hex) {
        return new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
    }
}
