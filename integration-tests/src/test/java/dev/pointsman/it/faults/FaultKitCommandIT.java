package dev.pointsman.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.it.harness.Command;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.Vendor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a person uses it: write the configuration, start a gateway with it, run the cases. */
class FaultKitCommandIT {

    @Test
    void aGatewayWithTheConfigurationThatWasWrittenPasses(@TempDir Path folder) throws Exception {
        String port = String.valueOf(Vendor.nobody().getPort());
        Path policy = folder.resolve("policy.yaml");
        Map<String, String> nothing = Map.of("HOME", folder.toString());
        Command.run(folder, nothing, "faultkit", "--port", port, "--config", policy.toString());
        try (Gateway gateway = Gateway.serving(Files.readString(policy), Map.of("FAULTKIT_KEY", "sk-faultkit"))) {

            Command run = Command.run(
                    folder,
                    nothing,
                    "faultkit",
                    "--port",
                    port,
                    "--target",
                    gateway.uri().toString(),
                    "--key",
                    gateway.key(),
                    "--case",
                    "50",
                    "--out",
                    folder.resolve("report").toString(),
                    "--json");

            assertThat(run.exitCode()).as(run.all()).isZero();
            JsonNode report = new ObjectMapper().readTree(run.out());
            assertThat(report.path("cases")).hasSizeGreaterThan(5).allSatisfy(each -> {
                assertThat(each.path("passed").asBoolean()).isTrue();
                assertThat(each.path("attempts").asInt()).isEqualTo(2);
            });
            assertThat(folder.resolve("report/faultkit.md")).content().contains("500-whole", "the spare answered");
            assertThat(run.err()).contains("500-whole: the spare answered");
        }
    }
}
