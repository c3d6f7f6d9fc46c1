package dev.pointsman.it.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.it.harness.ChatVendor;
import dev.pointsman.it.harness.Command;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.RawClient;
import dev.pointsman.it.harness.StoredRows;
import dev.pointsman.it.harness.Vendor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The back-up of the operators' page, taken while the gateway runs and put back on another machine's empty disk. */
class RestoreIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> KEYS =
            Map.of("POINTSMAN_KEY", "", "POINTSMAN_ADMIN_KEY", "pa-it-restore", "PLATFORM_KEY", "sk-platform");

    private static final String POLICY = """
            version: 1
            providers:
              vendor: {type: openai-compatible, baseUrl: "%s/v1", credential: "${env:PLATFORM_KEY}", owner: platform, source: tests,
                       locality: local, models: [{id: gpt-it, window: 128000, price: {input: 1, output: 2}}]}
            workspaces:
              sealed:
                byok: only
                credentials:
                  vendor: [{id: own, credential: "${sealed:sealed/vendor/own}", owner: eng, source: "sealed by eng"}]
            """;

    @TempDir
    private Path folder;

    private final Vendor vendor = Vendor.start();
    private Path home;
    private Path data;

    @BeforeEach
    void begin() throws Exception {
        home = Files.createDirectory(folder.resolve("home"));
        data = Files.createDirectory(home.resolve(".pointsman"));
        vendor.plays("vendor", ChatVendor.says("Hello."));
    }

    @AfterEach
    void end() {
        vendor.close();
    }

    @Test
    void aRestoredGatewayKnowsItsKeysItsAccountsAndItsSealedCredentials() throws Exception {
        assumeTrue(Shell.has("sqlite3"), "sqlite3 is not on this machine");
        String policy = POLICY.formatted(vendor.at("vendor"));
        String sealedKey;
        JsonNode usage;
        try (Gateway gateway = Gateway.servingOn(data, policy, KEYS)) {
            Command sealed = Command.runWithInput(
                    "sk-sealed",
                    folder,
                    Map.of(),
                    "credentials",
                    "seal",
                    "sealed/vendor/own",
                    "--data",
                    data.toString());
            assertThat(sealed.exitCode()).as(sealed.all()).isZero();
            sealedKey = JSON.readTree(gateway.operate("POST", "/keys", "{\"name\": \"ci\", \"workspace\": \"sealed\"}")
                            .body())
                    .path("key")
                    .asText();
            assertThat(asked(gateway, Files.readString(data.resolve("key")).strip()))
                    .isEqualTo(200);
            assertThat(asked(gateway, sealedKey)).isEqualTo(200);
            new StoredRows("jdbc:sqlite:" + data.resolve("pointsman.db"))
                    .await("SELECT request_id FROM ledger_request WHERE state = 'SETTLED'", rows -> rows.size() == 2);
            usage = gateway.ask("/usage?by=workspace");

            for (String line : Page.of("docs/operators.md")
                    .section("Back-up and restore")
                    .blocks("sh")
                    .getFirst()
                    .lines()
                    .toList()) {
                Shell shell = Shell.run(folder, Map.of("HOME", home.toString()), line);
                assertThat(shell.exitCode()).as(line + "\n" + shell.out()).isZero();
            }
        }

        Path restored = Files.createDirectory(folder.resolve("restored"));
        for (String backup : new String[] {"backup", "backup-of-keys"}) {
            try (Stream<Path> files = Files.list(folder.resolve(backup))) {
                for (Path file : files.toList()) {
                    Files.copy(file, restored.resolve(file.getFileName().toString()));
                }
            }
        }
        try (Gateway gateway = Gateway.servingOn(restored, policy, KEYS)) {
            assertThat(gateway.ask("/usage?by=workspace").path("groups")).isEqualTo(usage.path("groups"));
            assertThat(asked(gateway, Files.readString(restored.resolve("key")).strip()))
                    .isEqualTo(200);
            assertThat(asked(gateway, sealedKey)).isEqualTo(200);
            assertThat(vendor.lastAsked("vendor").headers().toString()).contains("sk-sealed");
            Command replay = Command.run(
                    folder,
                    Map.of("POINTSMAN_ADMIN_KEY", "pa-it-restore"),
                    "replay",
                    "--check",
                    "--admin-port",
                    String.valueOf(gateway.adminUri().getPort()));
            assertThat(replay.exitCode()).as(replay.all()).isZero();
        }
    }

    @Test
    void aStoreOfANewerVersionIsRefusedWithTheWayOut() throws Exception {
        String policy = POLICY.formatted(vendor.at("vendor"));
        Gateway.servingOn(data, policy, KEYS).close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("pointsman.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO schema_migration VALUES (999, '999-later.sql', 'x', 0)");
        }
        Path config = Files.writeString(folder.resolve("policy.yaml"), policy);

        Command serve = Command.run(
                folder,
                KEYS,
                "serve",
                "--config",
                config.toString(),
                "--data",
                data.toString(),
                "--port",
                "0",
                "--admin-port",
                "0");

        assertThat(serve.exitCode()).isEqualTo(1);
        assertThat(serve.err()).contains("newer version", "999", "restore a back-up");
    }

    private static int asked(Gateway gateway, String key) throws Exception {
        return new RawClient(gateway)
                .post("/v1/chat/completions", RawClient.chatBody("auto", false), "Bearer " + key, "application/json")
                .statusCode();
    }
}
