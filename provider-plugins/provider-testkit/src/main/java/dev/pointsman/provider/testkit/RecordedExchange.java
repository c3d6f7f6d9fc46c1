package dev.pointsman.provider.testkit;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.Payload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import wiremock.com.fasterxml.jackson.databind.JsonNode;

/**
 * One answer that a real vendor gave, from the fixtures beside the repository.
 *
 * @param file below {@code wire}
 * @param headers those that were kept, by lower case name
 * @param streamed whether it was a stream
 * @param body the bytes to play again
 * @param frames what the body holds, read by other code than a provider's
 */
public record RecordedExchange(
        String file,
        String vendor,
        int status,
        Map<String, String> headers,
        boolean streamed,
        Body body,
        List<Frame> frames) {

    public RecordedExchange {
        headers = Map.copyOf(headers);
        frames = List.copyOf(frames);
    }

    static RecordedExchange of(String file, JsonNode exchange) {
        JsonNode response = exchange.path("response");
        List<Frame> frames = new ArrayList<>();
        Body body;
        boolean streamed = true;
        if (response.path("sse").isTextual()) {
            String text = response.path("sse").asText();
            body = Body.sse(text);
            serverSentEvents(text, frames);
        } else if (response.path("ndjson").isTextual()) {
            String text = response.path("ndjson").asText();
            body = new Body(Wire.NDJSON.contentType(), text.getBytes(StandardCharsets.UTF_8));
            text.lines().filter(line -> !line.isBlank()).forEach(line -> frames.add(Frame.ofUtf8(line)));
        } else if (response.has("aws_eventstream_base64")) {
            byte[] bytes = Base64.getDecoder()
                    .decode(response.path("aws_eventstream_base64").asText());
            body = new Body(Wire.AWS_EVENT_STREAM.contentType(), bytes);
            response.path("events").forEach(event -> frames.add(event(event)));
        } else if (response.path("body").isArray() && response.path("status").asInt() == 200) {
            // Gemini streams an array where nobody asks for events; the elements are what the events would hold.
            response.path("body").forEach(chunk -> frames.add(Frame.ofUtf8(chunk.toString())));
            body = Wire.SSE.body(frames);
        } else {
            streamed = false;
            String text = response.path("body").toString();
            body = new Body("application/json", text.getBytes(StandardCharsets.UTF_8));
            frames.add(Frame.ofUtf8(text));
        }
        return new RecordedExchange(
                file,
                exchange.path("provider").asText(),
                response.path("status").asInt(200),
                headers(response.path("headers")),
                streamed,
                body,
                frames);
    }

    /** What a web server writes itself is left to it. */
    private static Map<String, String> headers(JsonNode recorded) {
        Map<String, String> headers = new TreeMap<>();
        recorded.properties().forEach(header -> {
            String name = header.getKey();
            if (name.startsWith("x-") || name.contains("ratelimit") || name.endsWith("request-id")) {
                headers.put(name, header.getValue().asText());
            }
        });
        return headers;
    }

    private static Frame event(JsonNode event) {
        String name = event.path("headers").path(":event-type").asText();
        return new Frame(name, Payload.ofUtf8(event.path("payload").toString()));
    }

    /** Simple where a provider's reader is fast: the whole text at once. */
    private static void serverSentEvents(String stream, List<Frame> frames) {
        for (String event : stream.replace("\r\n", "\n").split("\n\n+")) {
            String name = "";
            List<String> data = new ArrayList<>();
            for (String line : event.split("\n")) {
                if (line.startsWith("data:")) {
                    data.add(line.startsWith("data: ") ? line.substring(6) : line.substring(5));
                } else if (line.startsWith("event:")) {
                    name = line.substring(6).strip();
                }
            }
            if (!String.join("", data).isEmpty()) {
                frames.add(new Frame(name, Payload.ofUtf8(String.join("\n", data))));
            }
        }
    }

    @Override
    public String toString() {
        return file;
    }
}
