package dev.pointsman.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packed jar as a program, with nothing beside it. */
class ProgramIT {

    @TempDir
    Path folder;

    @Test
    void servesAndGreetsAndEndsWhenTold() throws Exception {
        try (Program program = run("--port", "0", "--admin-port", "0")) {
            program.awaitOutput("Pointsman is ready."::equals);
            String agents = program.awaitOutput(line -> line.strip().startsWith("agents"));
            program.awaitOutput(line -> line.strip().startsWith("curl"));

            assertThat(Chat.complete(URI.create(agents.strip().split("\\s+")[1]))
                            .statusCode())
                    .isEqualTo(200);

            program.terminate();
            program.awaitEnd();
            assertThat(program.errors()).isNotEmpty().allMatch(line -> line.startsWith("{\"timestamp\":"));
        }
    }

    @Test
    void usesTheFileThatLiesInTheWorkingDirectory() throws Exception {
        Files.writeString(
                folder.resolve("pointsman.yaml"),
                "version: 1\nproviders:\n  mine: {type: sandbox, vendors: [cheap]}\ngateway: {listen: \"127.0.0.1:0\", admin:"
                        + " \"127.0.0.1:0\"}\n");
        try (Program program = run()) {
            assertThat(program.awaitOutput(line -> line.strip().startsWith("candidates")))
                    .endsWith("mine/cheap");
        }
    }

    @Test
    void helps() throws Exception {
        try (Program program = run("--help")) {
            assertThat(program.awaitEnd()).isZero();

            program.awaitOutput(line -> line.startsWith("Usage: pointsman"));
            program.awaitOutput(line -> line.strip().startsWith("serve"));
        }
    }

    @Test
    void printsNoLogWithACommandThatPrintsATable() throws Exception {
        try (Program program = run("models", "--admin-port", "0", "--data", "data")) {
            assertThat(program.awaitEnd()).isZero();

            program.awaitOutput(line -> line.startsWith("sandbox/cheap"));
            assertThat(program.errors()).isEmpty();
        }
    }

    private Program run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Hosts.java(), "-XX:+UseSerialGC", "-jar", Hosts.JAR.toString()));
        command.addAll(List.of(arguments));
        return Program.start(
                folder,
                Map.of(
                        "POINTSMAN_KEY",
                        Chat.KEY,
                        "POINTSMAN_DATA",
                        folder.resolve("data").toString()),
                command);
    }
}
