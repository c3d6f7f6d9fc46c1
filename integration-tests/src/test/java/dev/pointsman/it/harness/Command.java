package dev.pointsman.it.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A command that ran to its end.
 *
 * @param out all it wrote to standard output
 * @param err all it wrote to standard error
 */
public record Command(int exitCode, String out, String err) {

    private static final Duration LIMIT = Duration.ofSeconds(40);

    /** Runs the start script with only these variables. */
    public static Command run(Path folder, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        return runWithInput("", folder, environment, arguments);
    }

    /** The same with a text on standard input. */
    public static Command runWithInput(String input, Path folder, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Path in = Files.writeString(Files.createTempFile(folder, "command", ".in"), input);
        Path out = Files.createTempFile(folder, "command", ".out");
        Path err = Files.createTempFile(folder, "command", ".err");
        Process process = Distribution.command(environment, List.of(arguments))
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError(
                        String.join(" ", arguments) + " did not end within " + LIMIT + ":\n" + Files.readString(err));
            }
            return new Command(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            process.destroyForcibly();
        }
    }

    /** Both outputs, for a failed assertion. */
    public String all() {
        return out + err;
    }
}
