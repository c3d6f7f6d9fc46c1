package dev.pointsman.it.openclaw;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Requests that a real OpenClaw sent. Where they are absent, tests are skipped; where {@code CI} is set, they fail. */
final class Recordings {

    private static final Path FOLDER = Path.of("../../shared/fixtures/openclaw");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Recordings() {}

    /** The files whose names contain this; the absent folder itself where there is none, so that {@link #read} says so. */
    static List<Path> named(String part) throws IOException {
        if (!Files.isDirectory(FOLDER)) {
            return Collections.singletonList(FOLDER);
        }
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.getFileName().toString().contains(part))
                    .sorted()
                    .toList();
        }
    }

    static JsonNode read(Path file) throws IOException {
        boolean there = Files.isRegularFile(file);
        if (!there && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("no recorded traffic in " + FOLDER);
        }
        assumeTrue(there, "no recorded traffic in " + FOLDER);
        return JSON.readTree(Files.readString(file));
    }
}
