package dev.pointsman.it.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.it.harness.ChatVendor;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.Policy;
import dev.pointsman.it.harness.RawClient;
import dev.pointsman.it.harness.SlowRelay;
import dev.pointsman.it.harness.StoredRows;
import dev.pointsman.it.harness.Vendor;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway on PostgreSQL serves while its server is gone, and loses nothing of what it served. */
class StoreDownIT {

    private static final String COUNT = "SELECT count(*) FROM ledger_request WHERE state = 'SETTLED'";

    @TempDir
    Path folder;

    @Test
    void servesWhilePostgresIsDownAndWritesEverythingDownAfterwards() throws Exception {
        EmbeddedPostgres server = postgres(0);
        String url = server.getJdbcUrl("postgres", "postgres");
        StoredRows rows = new StoredRows(url);
        try (Vendor vendor = Vendor.start()) {
            vendor.plays("chat", ChatVendor.says("hello"));
            String policy = "gateway: {store: \"" + url + "\"}\n"
                    + new Policy()
                            .chat("chat", vendor.at("chat"), "gpt-it")
                            .profile("default", "chat")
                            .yaml();
            try (Gateway gateway = Gateway.serving(policy, Map.of("VENDOR_KEY", "sk-vendor"))) {
                // Given
                RawClient client = new RawClient(gateway);
                assertThat(client.chat("auto", false).statusCode()).isEqualTo(200);
                assertThat(rows.await(COUNT, List.of("1")::equals)).containsExactly("1");

                // When
                server.close();
                for (int i = 0; i < 20; i++) {
                    assertThat(client.chat("auto", i % 2 == 0).statusCode()).isEqualTo(200);
                }
                gateway.awaitLog("the store takes no entries");
                server = postgres(server.getPort());

                // Then
                assertThat(rows.await(COUNT, List.of("21")::equals)).containsExactly("21");
                JsonNode check = gateway.ask("/replay/check");
                assertThat(check.path("same").asInt()).isEqualTo(21);
                assertThat(check.path("different").asInt()).isZero();
            }
        } finally {
            server.close();
        }
    }

    @Test
    void aPostgresThatTakesTwoSecondsForEverythingHoldsNoRequestUp() throws Exception {
        try (EmbeddedPostgres server = postgres(0);
                SlowRelay relay = SlowRelay.before(server.getPort());
                Vendor vendor = Vendor.start()) {
            StoredRows rows = new StoredRows(server.getJdbcUrl("postgres", "postgres"));
            vendor.plays("chat", ChatVendor.says("hello"));
            String url = server.getJdbcUrl("postgres", "postgres")
                    .replace(":" + server.getPort() + "/", ":" + relay.port() + "/");
            String policy = "gateway: {store: \"" + url + "\"}\n"
                    + new Policy()
                            .chat("chat", vendor.at("chat"), "gpt-it")
                            .profile("default", "chat")
                            .yaml();
            try (Gateway gateway = Gateway.serving(policy, Map.of("VENDOR_KEY", "sk-vendor"))) {
                // Given
                gateway.warmUp();
                assertThat(rows.await(COUNT, List.of("20")::equals)).containsExactly("20");
                RawClient client = new RawClient(gateway);

                // When
                relay.delay(Duration.ofSeconds(2));
                long began = System.nanoTime();
                for (int i = 0; i < 20; i++) {
                    assertThat(client.chat("auto", i % 2 == 0).statusCode()).isEqualTo(200);
                }
                Duration took = Duration.ofNanos(System.nanoTime() - began);

                // Then
                assertThat(took).as("twenty requests").isLessThan(Duration.ofSeconds(2));
                assertThat(rows.await(COUNT, List.of("40")::equals))
                        .as("while it is slow still")
                        .containsExactly("40");
                relay.delay(Duration.ZERO);
            }
        }
    }

    /** The same data on the same port, if asked for. */
    private EmbeddedPostgres postgres(int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("postgres"))
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setPGStartupWait(Duration.ofSeconds(60));
        if (port != 0) {
            builder.setPort(port);
        }
        try {
            return builder.start();
        } catch (IOException | RuntimeException e) {
            assumeThat(System.getenv("CI"))
                    .as("PostgreSQL could not be started: %s", e)
                    .isEqualTo("true");
            throw e;
        }
    }
}
