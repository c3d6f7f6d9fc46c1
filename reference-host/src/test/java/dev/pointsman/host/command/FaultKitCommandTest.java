package dev.pointsman.host.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class FaultKitCommandTest {

    private final StringWriter told = new StringWriter();

    @ParameterizedTest
    @CsvSource({
        "pointsman, 'candidates: [\"500-whole/*\"]'",
        "litellm, '{\"500-whole\": [\"spare\"]}'",
        "portkey, fallback"
    })
    void writesWhatAGatewayNeeds(String gateway, String part, @TempDir Path folder) throws Exception {
        Path file = folder.resolve("configuration");

        int exit = run("--for", gateway, "--config", file.toString(), "--port", "18490");

        assertThat(exit).isZero();
        assertThat(Files.readString(file)).contains(part).contains("http://127.0.0.1:18490/spare/v1");
    }

    @Test
    void asksNobodyButGatewaysOfThisMachine() {
        int exit = run("--target", "https://gateway.example");

        assertThat(exit).isEqualTo(2);
        assertThat(told.toString()).contains("gateway.example");
    }

    @Test
    void saysWhatIsMissing() {
        int exit = run();

        assertThat(exit).isEqualTo(2);
        assertThat(told.toString()).contains("--config", "--target");
    }

    private int run(String... options) {
        String[] arguments = new String[options.length + 1];
        arguments[0] = "faultkit";
        System.arraycopy(options, 0, arguments, 1, options.length);
        CommandLine line = RootCommand.commandLine(new Surroundings(Map.of(), () -> false, configuration -> {
            throw new AssertionError("no plugins are needed");
        }));
        return line.setErr(new PrintWriter(told, true))
                .setOut(new PrintWriter(told, true))
                .execute(arguments);
    }
}
