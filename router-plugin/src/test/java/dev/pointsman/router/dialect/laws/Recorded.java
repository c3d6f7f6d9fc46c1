package dev.pointsman.router.dialect.laws;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.Set;
import java.util.TreeSet;

/**
 * One recorded exchange with a vendor, from the fixtures beside the repository.
 *
 * @param request the body as a tree; missing where only the answer was kept
 * @param frames the answer's frames; one for a whole answer
 */
record Recorded(
        String file,
        Dialect dialect,
        Set<String> tags,
        JsonNode request,
        int status,
        boolean streamed,
        List<Frame> frames) {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final Path FIXTURES = Path.of("..", "..", "shared", "fixtures");

    /** Skips the test where there are no fixtures, but for a build that says it must have them. */
    static Path fixtures() {
        if (!Files.isDirectory(FIXTURES.resolve("wire"))) {
            String message = "No recorded traffic in " + FIXTURES;
            if ("true".equals(System.getenv("CI"))) {
                fail(message);
            }
            abort(message + ": skipped");
        }
        return FIXTURES;
    }

    static List<Recorded> all(Dialect dialect) {
        Path wire = fixtures().resolve("wire");
        List<Recorded> all = new ArrayList<>();
        for (JsonNode entry : read(wire.resolve("INDEX.json"))) {
            String file = entry.path("file").asText();
            if (recordedAs(dialect).equals(entry.path("dialect").asText()) && !file.startsWith("ollama/embed")) {
                all.add(exchange(file, dialect, tags(entry), read(wire.resolve(file))));
            }
        }
        return all;
    }

    /** The fixtures name embeddings of every vendor alike; Ollama's old own ones are another dialect. */
    private static String recordedAs(Dialect dialect) {
        return dialect.equals(Dialect.OPENAI_EMBEDDINGS) ? "embeddings" : dialect.name();
    }

    static JsonNode read(Path path) {
        try {
            return JSON.readTree(path.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode tree(Frame frame) {
        try {
            return JSON.readTree(frame.payload().array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> tags(JsonNode entry) {
        Set<String> tags = new TreeSet<>();
        entry.path("tags").forEach(tag -> tags.add(tag.asText()));
        return tags;
    }

    private static Recorded exchange(String file, Dialect dialect, Set<String> tags, JsonNode exchange) {
        JsonNode response = exchange.path("response");
        boolean sse = response.path("sse").isTextual();
        boolean lines = response.has("ndjson");
        List<Frame> frames = new ArrayList<>();
        if (sse) {
            frames.addAll(serverSentEvents(response.path("sse").asText()));
        } else if (lines) {
            frames.addAll(lines(response.path("ndjson")));
        } else if (response.has("events")) {
            response.path("events").forEach(event -> frames.add(event(event)));
        } else if (response.path("body").isArray()) {
            // Gemini's streams without SSE are one array, whose elements are the frames.
            response.path("body").forEach(chunk -> frames.add(Frame.ofUtf8(chunk.toString())));
        } else if (response.has("body")) {
            frames.add(Frame.ofUtf8(response.path("body").toString()));
        }
        boolean streamed =
                sse || lines || response.has("events") || response.path("body").isArray();
        return new Recorded(
                file,
                dialect,
                tags,
                exchange.path("request").path("body"),
                response.path("status").asInt(200),
                streamed,
                frames);
    }

    private static Frame event(JsonNode event) {
        String name = event.path("headers").path(":event-type").asText();
        return new Frame(name, Payload.ofUtf8(event.path("payload").toString()));
    }

    private static List<Frame> lines(JsonNode lines) {
        List<Frame> frames = new ArrayList<>();
        if (lines.isArray()) {
            lines.forEach(line -> frames.add(Frame.ofUtf8(line.isTextual() ? line.asText() : line.toString())));
        } else {
            lines.asText().lines().filter(line -> !line.isBlank()).forEach(line -> frames.add(Frame.ofUtf8(line)));
        }
        return frames;
    }

    private static List<Frame> serverSentEvents(String stream) {
        List<Frame> frames = new ArrayList<>();
        for (String event : stream.replace("\r\n", "\n").split("\n\n+")) {
            String name = "";
            List<String> data = new ArrayList<>();
            for (String line : event.split("\n")) {
                if (line.startsWith("data:")) {
                    data.add(line.substring(5).stripLeading());
                } else if (line.startsWith("event:")) {
                    name = line.substring(6).strip();
                }
            }
            if (!data.isEmpty()) {
                frames.add(new Frame(name, Payload.ofUtf8(String.join("\n", data))));
            }
        }
        return frames;
    }

    boolean hasRequest() {
        return request.isObject();
    }

    boolean succeeded() {
        return status < 400 && !frames.isEmpty();
    }

    /** The recorded request with its body as these bytes. */
    ModelRequest request(String body) {
        return ModelRequest.of(request.path("model").asText("auto"), dialect, streamed, Payload.ofUtf8(body));
    }

    @Override
    public String toString() {
        return file;
    }
}
