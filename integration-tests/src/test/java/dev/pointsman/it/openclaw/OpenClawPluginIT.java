package dev.pointsman.it.openclaw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.Policy;
import dev.pointsman.it.harness.Vendor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The OpenClaw plugin in {@code integrations/openclaw}. Where there is no Node.js, skipped; where {@code CI} is set, that fails. */
class OpenClawPluginIT {

    private static final Path PLUGIN =
            Path.of("../integrations/openclaw").toAbsolutePath().normalize();
    private static final long LIMIT_SECONDS = 60;

    private record Ended(int exitCode, String output) {}

    @BeforeAll
    static void needsNode() throws Exception {
        boolean there;
        try {
            there = node(Map.of(), "--version").exitCode() == 0;
        } catch (IOException absent) {
            there = false;
        }
        if (!there && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("no node on the PATH");
        }
        assumeTrue(there, "no node on the PATH");
    }

    @Test
    void passesItsOwnTests() throws Exception {
        Ended tests = node(Map.of(), "--test");

        assertThat(tests.exitCode()).as(tests.output()).isZero();
        assertThat(tests.output()).containsPattern("pass [1-9][0-9]*");
    }

    @Test
    void writesAConfigurationFromARunningGateway() throws Exception {
        String policy = new Policy()
                        .chat("good", Vendor.nobody(), "gpt-good")
                        .profile("default", "good")
                        .yaml()
                + "  private: {candidates: [\"good/*\"], require: {locality: local}, failClosed: true}\n";
        String script = """
                import { agentsOf, offered, onboarded } from "./routing.js";
                const rows = await offered(process.env.URL, process.env.KEY);
                const agents = agentsOf(["main=private"], rows.map((row) => row.id), ["main"]);
                console.log(JSON.stringify(onboarded({}, { url: process.env.URL, rows, agents })));
                """;
        try (Gateway gateway = Gateway.serving(policy, Map.of("VENDOR_KEY", "sk-vendor"))) {
            Ended written = node(
                    Map.of("URL", gateway.openAiUrl(), "KEY", gateway.key()), "--input-type=module", "--eval", script);

            assertThat(written.exitCode()).as(written.output()).isZero();
            JsonNode config = new ObjectMapper().readTree(written.output());
            JsonNode provider = config.at("/models/providers/pointsman");
            assertThat(provider.path("baseUrl").asText()).isEqualTo(gateway.openAiUrl());
            assertThat(provider.at("/models/0/id").asText()).isEqualTo("auto");
            assertThat(provider.at("/models/0/contextWindow").asInt()).isEqualTo(128_000);
            assertThat(provider.at("/models/0/cost/output").asDouble()).isEqualTo(2);
            assertThat(config.at("/agents/entries/main/model").toString())
                    .isEqualTo("{\"primary\":\"pointsman/auto-private\",\"fallbacks\":[]}");
        }
    }

    private static Ended node(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("node"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(PLUGIN.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("node did not end: " + output);
        }
        return new Ended(process.exitValue(), output);
    }
}
