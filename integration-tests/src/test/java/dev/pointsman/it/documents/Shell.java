package dev.pointsman.it.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What a line did that was pasted into a shell.
 *
 * @param out both outputs
 */
record Shell(int exitCode, String out) {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    static Shell run(Path folder, Map<String, String> environment, String line)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile("pointsman-shell", ".out");
        ProcessBuilder process = new ProcessBuilder("sh", "-c", line);
        process.directory(folder.toFile());
        process.environment().keySet().retainAll(Set.of("PATH", "LANG"));
        process.environment().putAll(environment);
        Process running =
                process.redirectErrorStream(true).redirectOutput(out.toFile()).start();
        try {
            if (!running.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError(line + " did not end within " + LIMIT);
            }
            return new Shell(running.exitValue(), Files.readString(out));
        } finally {
            running.destroyForcibly();
            Files.delete(out);
        }
    }

    static boolean has(String program) throws IOException, InterruptedException {
        return run(Path.of("."), Map.of(), "command -v " + program).exitCode() == 0;
    }
}
