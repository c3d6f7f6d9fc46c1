package dev.pointsman.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.it.harness.Command;
import dev.pointsman.it.harness.Gateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a person uses it: write the configuration, start a gateway with it, run the cases. */
class FaultKitCommandIT {

    @Test
    void aGatewayWithTheConfigurationThatWasWrittenPasses(@TempDir Path folder) throws Exception {
        String port = String.valueOf(threeFreePorts());
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

    /** Below those that systems hand out by themselves, so that nobody takes them meanwhile. */
    private static int threeFreePorts() {
        while (true) {
            int first = ThreadLocalRandom.current().nextInt(20_000, 30_000);
            InetAddress here = InetAddress.getLoopbackAddress();
            try (ServerSocket one = new ServerSocket(first, 1, here);
                    ServerSocket two = new ServerSocket(first + 1, 1, here);
                    ServerSocket three = new ServerSocket(first + 2, 1, here)) {
                assertThat(three.getLocalPort()).isEqualTo(one.getLocalPort() + 2);
                assertThat(two.isBound()).isTrue();
                return first;
            } catch (IOException taken) {
                assertThat(taken).hasMessageContaining("in use");
            }
        }
    }
}
