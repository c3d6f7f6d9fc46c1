package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.it.harness.Command;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.RawClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody does in the first five minutes. */
class FirstRunIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void theDemonstrationEndsWellAndItsNumbersAgree() throws Exception {
        Command demo = Command.run(folder, Map.of(), "demo");

        assertThat(demo.exitCode()).as(demo.all()).isZero();
        assertThat(demo.out()).contains("sandbox/", "auto-fast", "agree").doesNotContain("DIFFER");
    }

    @Test
    void anExplanationPrintsEveryCandidate() throws Exception {
        Command explain = Command.run(
                folder, Map.of(), "explain", "--model", "auto", "--admin-port", "0", "--data", folder.toString());

        assertThat(explain.exitCode()).as(explain.all()).isZero();
        assertThat(explain.out()).contains("sandbox/cheap", "sandbox/fast", "sandbox/smart", "flip");
    }

    @Test
    void anExplanationAsJsonIsJsonAlone() throws Exception {
        Command explain = Command.run(
                folder,
                Map.of(),
                "explain",
                "--model",
                "auto-fast",
                "--json",
                "--admin-port",
                "0",
                "--data",
                "" + folder);

        JsonNode decision = JSON.readTree(explain.out());
        assertThat(decision.path("profile").asText()).isEqualTo("fast");
        assertThat(decision.path("candidates").size()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void anEmptyEnvironmentIsAnsweredByTheSandboxWithKeysOfItsOwn() throws Exception {
        try (Gateway gateway =
                Gateway.servingWithoutConfiguration(Map.of("POINTSMAN_KEY", "", "POINTSMAN_ADMIN_KEY", ""))) {
            Path keyFile = Path.of(gateway.greeting()
                    .lines()
                    .map(String::strip)
                    .filter(line -> line.startsWith("key "))
                    .findFirst()
                    .orElseThrow()
                    .substring(4)
                    .strip());
            String key = Files.readString(keyFile).strip();

            HttpResponse<String> answer = new RawClient(gateway)
                    .post(
                            "/v1/chat/completions",
                            RawClient.chatBody("auto", false),
                            "Bearer " + key,
                            "application/json");

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.headers().firstValue("x-pointsman-provider")).contains("sandbox");
            assertThat(JSON.readTree(answer.body())
                            .at("/choices/0/message/content")
                            .asText())
                    .isNotBlank();
            assertThat(Files.getPosixFilePermissions(keyFile)).hasSize(2);
            assertThat(gateway.log()).doesNotContain(key);
        }
    }

    @Test
    void theHelpNamesTheCommands() throws Exception {
        Command help = Command.run(folder, Map.of(), "--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("serve", "demo", "lint", "explain", "models", "decisions", "doctor");
    }
}
