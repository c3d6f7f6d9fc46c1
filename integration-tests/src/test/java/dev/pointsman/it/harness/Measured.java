package dev.pointsman.it.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a test measured on its way, for docs/full-run.md. */
public final class Measured {

    private static final Path FOLDER = Path.of(System.getProperty("measured", "target/measured"));

    private Measured() {}

    /**
     * Writes a line down.
     *
     * @param test the simple name of its class
     */
    public static void by(String test, String line) throws IOException {
        Files.createDirectories(FOLDER);
        Files.writeString(FOLDER.resolve(test + ".txt"), line + "\n");
    }
}
