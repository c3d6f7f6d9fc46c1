package dev.pointsman.it.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.it.harness.ChatVendor;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.Policy;
import dev.pointsman.it.harness.Vendor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With capture on, the search that finds nothing elsewhere finds prompts and answers, in one workspace's file and nowhere else. */
@Timeout(60)
class CaptureIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CHAT = "/v1/chat/completions";

    private final Marks captured = Marks.hatched();
    private final Marks others = Marks.hatched();

    @Test
    void oneWorkspaceIsCapturedAndNoOther() throws Exception {
        Places places = new Places();
        try (Vendor vendor = Vendor.start()) {
            vendor.plays("chat", ChatVendor.says(captured.content().text("answer")));
            Gateway gateway = Gateway.serving(
                    policy(vendor), Map.of("VENDOR_KEY", captured.vendorKey(), "POINTSMAN_LOG", "DEBUG"));

            new Agent(gateway, captured, key(gateway, "lab")).posts(CHAT, new Bodies(captured).chat("auto", true));
            vendor.plays("chat", ChatVendor.says(others.content().text("answer")));
            new Agent(gateway, others, gateway.key()).posts(CHAT, new Bodies(others).chat("auto", true));
            new Agent(gateway, others, key(gateway, "office")).posts(CHAT, new Bodies(others).chat("auto", false));

            gateway.awaitLog("request answered");
            gateway.awaitFile("captured/lab");
            places.log("log", gateway)
                    .files(gateway.data())
                    .tables(gateway.data().resolve("pointsman.db"));
            gateway.close();
        }

        List<String> found = places.with(captured.content());
        assertThat(found).isNotEmpty().allSatisfy(find -> assertThat(find).startsWith("file captured/lab/"));
        assertThat(found.toString()).contains("-prompt", "-system", "-argument", "-answer");
        assertThat(places.with(others.content())).isEmpty();
        assertThat(places.with(captured.secret())).isEmpty();
    }

    private static String policy(Vendor vendor) {
        return new Policy()
                        .chat("chat", vendor.at("chat"), "gpt-it")
                        .profile("default", "chat")
                        .yaml()
                + "workspaces:\n  lab: {capture: {folder: lab, redact: [keys], keep: 1d}}\n  office: {}\n";
    }

    private static String key(Gateway gateway, String workspace) throws Exception {
        return JSON.readTree(gateway.operate("POST", "/keys", "{\"workspace\": \"" + workspace + "\"}")
                        .body())
                .path("key")
                .asText();
    }
}
