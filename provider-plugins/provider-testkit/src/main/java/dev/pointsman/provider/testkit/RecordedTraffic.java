package dev.pointsman.provider.testkit;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import wiremock.com.fasterxml.jackson.databind.JsonNode;
import wiremock.com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Finds recorded exchanges by their dialect. Without fixtures tests are skipped; where {@code CI=true}, they fail. Reads JSON with
 * WireMock's own Jackson, as a provider may have no second one.
 */
public final class RecordedTraffic {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RecordedTraffic() {}

    /**
     * Every exchange of a dialect whose answer has a body.
     *
     * @param dialect as the fixtures name it
     */
    public static List<RecordedExchange> of(String dialect) {
        Path wire = wire();
        List<RecordedExchange> exchanges = new ArrayList<>();
        for (JsonNode entry : read(wire.resolve("INDEX.json"))) {
            String file = entry.path("file").asText();
            if (entry.path("dialect").asText().equals(dialect)) {
                exchanges.add(RecordedExchange.of(file, read(wire.resolve(file))));
            }
        }
        return exchanges;
    }

    private static Path wire() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path wire = at.resolve("shared/fixtures/wire");
            if (Files.isRegularFile(wire.resolve("INDEX.json"))) {
                return wire;
            }
        }
        String message = "no recorded traffic in shared/fixtures beside the repository";
        if ("true".equals(System.getenv("CI"))) {
            return fail(message);
        }
        return abort(message + ": skipped");
    }

    private static JsonNode read(Path path) {
        try {
            return JSON.readTree(path.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
