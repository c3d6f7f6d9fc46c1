package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.it.harness.Command;
import dev.pointsman.it.harness.Gateway;
import dev.pointsman.it.harness.Policy;
import dev.pointsman.it.harness.Vendor;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong is told before anything is served: all of it at once, where it stands and what to do. */
class RefusedConfigurationIT {

    private static final String TEN_MISTAKES = """
            version: 2
            providers:
              one: {type: openai-compatibel, baseUrl: "http://127.0.0.1:9/v1", owner: tests}
              two: {type: openai-compatible, baseUrl: "http://127.0.0.1:9/v1", credential: "sk-CANARY-plain", source: x}
            profiles:
              fast: {weights: {cost: -1, speed: 1}, candidates: ["tow/*"], attempts: {total: soon}, fallbak: []}
            rules:
              - {when: {workload: chat}, use: fats}
            aliases: {quick: auto-fats}
            """;

    private static final List<String> PATHS = List.of(
            "version",
            "providers.one.type",
            "providers.two.credential",
            "providers.two.owner",
            "profiles.fast.weights.cost",
            "profiles.fast.weights.speed",
            "profiles.fast.candidates[0]",
            "profiles.fast.attempts.total",
            "profiles.fast.fallbak",
            "rules[0].use",
            "aliases.quick");

    @TempDir
    private Path folder;

    @Test
    void lintTellsAllMistakesAtOnceAndNoSecret() throws Exception {
        Path file = Files.writeString(folder.resolve("policy.yaml"), TEN_MISTAKES);

        Command lint = Command.run(folder, Map.of(), "lint", file.toString());

        assertThat(lint.exitCode()).as(lint.all()).isEqualTo(2);
        assertThat(lint.out()).contains(PATHS).contains("did you mean").doesNotContain("CANARY");
        assertThat(lint.err()).doesNotContain("\tat ");
    }

    @Test
    void serveRefusesTheSameFileWithTheSameList() throws Exception {
        Path file = Files.writeString(folder.resolve("policy.yaml"), TEN_MISTAKES);

        Command serve = serve("--config", file.toString());

        assertThat(serve.exitCode()).as(serve.all()).isEqualTo(2);
        assertThat(serve.err()).contains(PATHS).doesNotContain("CANARY").doesNotContain("\tat ");
        assertThat(serve.out()).isEmpty();
    }

    @Test
    void lintHasNothingToSayOfAGoodPolicy() throws Exception {
        String policy = new Policy()
                .chat("good", Vendor.nobody(), "gpt-good")
                .profile("default", "good")
                .yaml();
        Path file = Files.writeString(folder.resolve("policy.yaml"), policy);

        Command lint = Command.run(folder, Map.of(), "lint", file.toString());

        assertThat(lint.exitCode()).as(lint.all()).isZero();
    }

    @Test
    void whatIsNoYamlIsToldWithItsLine() throws Exception {
        Path file = Files.writeString(folder.resolve("policy.yaml"), "version: 1\nproviders: {one: [\n");

        Command lint = Command.run(folder, Map.of(), "lint", file.toString());

        assertThat(lint.exitCode()).as(lint.all()).isEqualTo(2);
        assertThat(lint.all()).contains("policy.yaml").doesNotContain("\tat ");
    }

    @Test
    void aPortThatIsTakenIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            Command serve = serve("--port", port);

            assertThat(serve.exitCode()).as(serve.all()).isEqualTo(1);
            assertThat(serve.err()).contains(port).doesNotContain("\tat ");
        }
    }

    @Test
    void aDataFolderThatAnotherGatewayServesFromIsNamedWithIt() throws Exception {
        try (Gateway gateway = Gateway.servingWithoutConfiguration(Map.of())) {
            Command serve = serve("--data", gateway.data().toString());

            assertThat(serve.exitCode()).as(serve.all()).isEqualTo(1);
            assertThat(told(serve))
                    .containsExactly("pointsman: another gateway (process " + gateway.pid()
                            + ") serves from the data folder " + gateway.data()
                            + "; stop it, or name another folder with --data");
        }
    }

    @Test
    void aPolicyThatCannotBeReadIsNamed() throws Exception {
        Command serve = serve("--config", folder.toString());

        assertThat(serve.exitCode()).as(serve.all()).isEqualTo(2);
        assertThat(serve.err())
                .contains(folder + ": cannot be read", "check its permissions")
                .doesNotContain("\tat ");
    }

    @Test
    void aDataFolderThatCannotBeMadeIsNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");

        Command serve = serve("--data", file.resolve("data").toString());

        assertThat(serve.exitCode()).as(serve.all()).isEqualTo(1);
        assertThat(told(serve))
                .singleElement()
                .asString()
                .contains("the data folder " + file.resolve("data") + " cannot be made", "--data");
    }

    /** What it says to a person; its log is JSON. */
    private static List<String> told(Command serve) {
        return serve.err().lines().filter(line -> !line.startsWith("{")).toList();
    }

    @Test
    void anUnknownOptionAndAMissingFileAreBadUsage() throws Exception {
        assertThat(serve("--prot", "1").exitCode()).isEqualTo(2);
        Command missing = serve("--config", folder.resolve("nothing.yaml").toString());
        assertThat(missing.exitCode()).as(missing.all()).isEqualTo(2);
        assertThat(missing.err()).contains("nothing.yaml").doesNotContain("\tat ");
    }

    private Command serve(String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("serve", "--admin-port", "0"));
        if (!List.of(options).contains("--port")) {
            arguments.addAll(List.of("--port", "0"));
        }
        if (!List.of(options).contains("--data")) {
            arguments.addAll(List.of("--data", folder.resolve("data").toString()));
        }
        arguments.addAll(List.of(options));
        return Command.run(folder, Map.of(), arguments.toArray(String[]::new));
    }
}
