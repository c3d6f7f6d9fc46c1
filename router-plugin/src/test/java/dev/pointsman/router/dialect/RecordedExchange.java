package dev.pointsman.router.dialect;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.Payload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** One recorded exchange with a vendor, from the fixtures beside the repository. */
record RecordedExchange(String file, JsonNode tree) {

    private static final Path WIRE = Path.of("..", "..", "shared", "fixtures", "wire");

    /** Read once for all laws: no law changes a tree. */
    private static final Map<Dialect, List<RecordedExchange>> READ = new ConcurrentHashMap<>();

    /** All of a dialect; without fixtures the test is skipped, or fails where CI=true. */
    static List<RecordedExchange> of(Dialect dialect) {
        return READ.computeIfAbsent(dialect, RecordedExchange::read);
    }

    private static List<RecordedExchange> read(Dialect dialect) {
        if (!Files.isDirectory(WIRE)) {
            if ("true".equals(System.getenv("CI"))) {
                fail("The recorded traffic is missing: " + WIRE);
            }
            assumeTrue(false, "No recorded traffic at " + WIRE);
        }
        try (Stream<Path> files = Files.walk(WIRE)) {
            return files.filter(file -> file.getFileName().toString().startsWith(dialect.name() + "--"))
                    .sorted()
                    .map(RecordedExchange::read)
                    .filter(exchange -> exchange.tree().path("dialect").asText().equals(dialect.name()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RecordedExchange read(Path file) {
        try {
            return new RecordedExchange(
                    WIRE.relativize(file).toString(), TreeJson.answer(Payload.of(Files.readAllBytes(file))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean hasRequest() {
        return tree.path("request").path("body").isObject();
    }

    ObjectNode requestBody() {
        return (ObjectNode) tree.path("request").path("body");
    }

    ModelRequest request(Dialect dialect) {
        boolean streaming = requestBody().path("stream").asBoolean(false)
                || tree.path("request").path("url").asText().contains(":streamGenerateContent");
        return ModelRequest.of("auto", dialect, streaming, TreeJson.payload(requestBody()));
    }

    boolean hasAnswer() {
        JsonNode body = tree.path("response").path("body");
        return tree.path("response").path("status").asInt() == 200 && body.isObject();
    }

    JsonNode answerBody() {
        return tree.path("response").path("body");
    }

    boolean hasStream() {
        JsonNode response = tree.path("response");
        return (response.path("sse").isTextual()
                        || response.path("ndjson").isTextual()
                        || response.path("events").isArray())
                && tree.path("response").path("status").asInt() == 200;
    }

    /** The frames of its event stream, by a reading of the grammar that shares nothing with the product. */
    List<Frame> frames() {
        List<Frame> frames = new ArrayList<>();
        for (JsonNode event : tree.path("response").path("events")) {
            String type = event.path("headers").path(":event-type").asText();
            frames.add(new Frame(type, TreeJson.payload(event.path("payload"))));
        }
        for (String line : tree.path("response").path("ndjson").asText("").split("\n")) {
            if (!line.isBlank()) {
                frames.add(Frame.ofUtf8(line.strip()));
            }
        }
        for (String event :
                tree.path("response").path("sse").asText().replace("\r\n", "\n").split("\n\n")) {
            String name = "";
            StringBuilder data = new StringBuilder();
            for (String line : event.split("\n")) {
                if (line.startsWith("event:")) {
                    name = line.substring(6).strip();
                } else if (line.startsWith("data:")) {
                    data.append(data.isEmpty() ? "" : "\n")
                            .append(line.substring(5).strip());
                }
            }
            if (!data.isEmpty()) {
                frames.add(new Frame(name, Payload.ofUtf8(data.toString())));
                if (data.toString().equals("[DONE]")
                        || name.equals("message_stop")
                        || name.equals("response.completed")) {
                    // Some recordings hold the answers of several turns.
                    break;
                }
            }
        }
        return frames;
    }

    @Override
    public String toString() {
        return file;
    }
}
