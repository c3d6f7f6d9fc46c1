package dev.pointsman.it.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.it.harness.ChatVendor;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.Policy;
import dev.pointsman.it.harness.RawClient;
import dev.pointsman.it.harness.Vendor;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two gateways on one store: what one of them takes back, the other refuses within a second. */
@Timeout(120)
class RevocationIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PROMISED = Duration.ofSeconds(1);

    @TempDir
    private Path folder;

    @Test
    void aKeyRevokedAtOneGatewayIsRefusedByTheOtherWithinASecond() throws Exception {
        try (EmbeddedPostgres postgres = postgres();
                Vendor vendor = Vendor.start()) {
            vendor.plays("good", ChatVendor.says("hello"));
            String policy = new Policy()
                            .chat("good", vendor.at("good"), "gpt-good")
                            .profile("default", "good")
                            .yaml()
                    + "gateway: {store: \"" + postgres.getJdbcUrl("postgres", "postgres") + "\"}\n";
            Map<String, String> environment =
                    Map.of("VENDOR_KEY", "sk-vendor", "POINTSMAN_KEY_PEPPER", "the-same-in-every-process");
            try (Gateway one = Gateway.serving(policy, environment);
                    Gateway other = Gateway.serving(policy, environment)) {
                JsonNode made = JSON.readTree(one.operate("POST", "/keys", "{}").body());
                String key = made.path("key").asText();
                assertThat(status(one, key)).isEqualTo(200);
                assertThat(status(other, key)).isEqualTo(200);

                one.operate("DELETE", "/keys/" + made.path("id").asText(), "");
                long revoked = System.nanoTime();

                assertThat(status(one, key)).isEqualTo(401);
                while (status(other, key) != 401 && System.nanoTime() - revoked < 10 * PROMISED.toNanos()) {
                    LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
                }
                assertThat(Duration.ofNanos(System.nanoTime() - revoked)).isLessThan(PROMISED);
                assertThat(other.ask("/audit").toString()).contains("\"action\":\"DELETE\"");
            }
        }
    }

    private static int status(Gateway gateway, String key) throws Exception {
        return new RawClient(gateway)
                .post("/v1/chat/completions", RawClient.chatBody("auto", false), "Bearer " + key, "application/json")
                .statusCode();
    }

    private EmbeddedPostgres postgres() throws IOException {
        try {
            return EmbeddedPostgres.builder()
                    .setDataDirectory(folder.resolve("postgres"))
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .start();
        } catch (IOException | RuntimeException e) {
            assumeThat(System.getenv("CI"))
                    .as("PostgreSQL could not be started: %s", e)
                    .isEqualTo("true");
            throw e;
        }
    }
}
