package dev.pointsman.it.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.it.harness.ChatVendor;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.Policy;
import dev.pointsman.it.harness.RawClient;
import dev.pointsman.it.harness.StoredRows;
import dev.pointsman.it.harness.Vendor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever stands in place of a key: only a whole key opens, and the table of keys is what it was. */
@Timeout(90)
class AuthorizationFuzzIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int RANDOM = 400;

    private static final List<String> CORPUS = List.of(
            "' OR '1'='1",
            "' OR 1=1--",
            "'; DROP TABLE virtual_key; --",
            "'; UPDATE virtual_key SET revoked_at = NULL; --",
            "' UNION SELECT id, digest, workspace, grant_json, created_at, revoked_at FROM virtual_key--",
            "\" OR \"\"=\"",
            "%",
            "pm-%",
            "pm-_______________%",
            "*",
            "?",
            "${env:POINTSMAN_KEY}",
            "${sealed:openai/main}",
            "$(cat ~/.pointsman/key)",
            "../../key",
            "file:///etc/passwd",
            "null",
            "undefined",
            "true",
            "[]",
            "{}",
            "{\"$ne\": null}",
            "Bearer Bearer",
            "pm-",
            "pm-\t",
            "pm--------------------------------------------------");

    @Test
    void onlyAWholeKeyOpensAndTheTableStaysAsItWas() throws Exception {
        long seed = Long.getLong("fuzz.seed", System.nanoTime());
        System.out.println("authorization, -Dfuzz.seed=" + seed);
        try (Vendor vendor = Vendor.start()) {
            vendor.plays("good", ChatVendor.says("hello"));
            String policy = new Policy()
                    .chat("good", vendor.at("good"), "gpt-good")
                    .profile("default", "good")
                    .yaml();
            try (Gateway gateway = Gateway.serving(policy, Map.of("VENDOR_KEY", "sk-vendor"))) {
                RawClient raw = new RawClient(gateway);
                JsonNode made =
                        JSON.readTree(gateway.operate("POST", "/keys", "{}").body());
                String key = made.path("key").asText();
                // An address that has brought a right key is looked up for ever, so that the store is reached each
                // time.
                assertThat(status(raw, "Bearer " + key)).isEqualTo(200);
                StoredRows rows = new StoredRows("jdbc:sqlite:" + gateway.data().resolve("pointsman.db"));
                List<String> before = table(rows);

                for (String attempt : attempts(key, new Random(seed))) {
                    assertThat(status(raw, attempt)).as(attempt).isIn(400, 401, 429, 431);
                }

                assertThat(status(raw, "Bearer " + key)).as("the key itself").isEqualTo(200);
                assertThat(status(raw, "bearer   " + key))
                        .as("a scheme in any case")
                        .isIn(200, 429);
                assertThat(table(rows)).isEqualTo(before);
                assertThat(gateway.log()).doesNotContain("SQLException", "SQLITE_ERROR", key.substring(20));
            }
        }
    }

    private static List<String> attempts(String key, Random chance) {
        List<String> all = new ArrayList<>();
        CORPUS.forEach(text -> {
            all.add("Bearer " + text);
            all.add("Bearer " + key.substring(0, key.length() - 1) + text);
            all.add("Bearer " + key + text);
        });
        for (int cut = 1; cut < key.length(); cut += 5) {
            all.add("Bearer " + key.substring(0, cut));
            all.add("Bearer " + key.substring(cut));
        }
        for (int i = 0; i < RANDOM; i++) {
            all.add("Bearer " + mutated(key, chance));
        }
        all.add("Bearer " + "k".repeat(7_000));
        all.add("Basic " + key);
        all.add(key);
        return all;
    }

    /** The key with some of its characters replaced by visible ones. */
    private static String mutated(String key, Random chance) {
        StringBuilder text = new StringBuilder(key);
        int changes = 1 + chance.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = chance.nextInt(text.length());
            char other = (char) ('!' + chance.nextInt('~' - '!' + 1));
            text.setCharAt(at, other == key.charAt(at) ? '~' : other);
        }
        return text.toString();
    }

    private static int status(RawClient raw, String authorization) throws Exception {
        return raw.post("/v1/chat/completions", RawClient.chatBody("auto", false), authorization, "application/json")
                .statusCode();
    }

    private static List<String> table(StoredRows rows) {
        return rows.of("SELECT id, digest, workspace, grant_json, created_at, revoked_at FROM virtual_key ORDER BY id");
    }
}
