package dev.pointsman.it.harness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/** Answers Converse and ConverseStream as AWS's reference has them, and refuses what is not signed or what AWS would refuse. */
public final class ConverseVendor {

    public static final String REGION = "eu-central-1";
    public static final String ACCESS_KEY = "AKIDEXAMPLE123456";
    public static final String SECRET_KEY = "an-example-of-a-secret-access-key";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STREAM = "/converse-stream";

    private final String name;

    /** @param name of the vendor, which the signed path begins with */
    public ConverseVendor(String name) {
        this.name = name;
    }

    /** Answers with this text, cut into these pieces where it is streamed. */
    public Script says(String... pieces) {
        ArrayNode content = JSON.createArrayNode();
        content.addObject().put("text", String.join("", pieces));
        ByteArrayOutputStream events = started();
        for (String piece : pieces) {
            ObjectNode delta = JSON.createObjectNode().put("contentBlockIndex", 0);
            delta.putObject("delta").put("text", piece);
            event(events, "contentBlockDelta", delta);
        }
        stop(events, "end_turn");
        return answers(content, "end_turn", events.toByteArray());
    }

    /** Answers with a call of a tool. */
    public Script calls(String id, String tool, String arguments) {
        ArrayNode content = JSON.createArrayNode();
        content.addObject()
                .putObject("toolUse")
                .put("toolUseId", id)
                .put("name", tool)
                .set("input", tree(arguments));
        ByteArrayOutputStream events = started();
        ObjectNode start = JSON.createObjectNode().put("contentBlockIndex", 0);
        start.putObject("start").putObject("toolUse").put("toolUseId", id).put("name", tool);
        event(events, "contentBlockStart", start);
        int middle = arguments.length() / 2;
        for (String piece : List.of(arguments.substring(0, middle), arguments.substring(middle))) {
            ObjectNode delta = JSON.createObjectNode().put("contentBlockIndex", 0);
            delta.putObject("delta").putObject("toolUse").put("input", piece);
            event(events, "contentBlockDelta", delta);
        }
        stop(events, "tool_use");
        return answers(content, "tool_use", events.toByteArray());
    }

    /** Refuses the request for this reason. */
    public Script refuses(String reason) {
        return (asked, line) -> refuse(line, 400, "ValidationException", reason);
    }

    /** Begins to answer and breaks off with an exception of the stream. */
    public Script breaksOff(String piece) {
        ByteArrayOutputStream events = started();
        ObjectNode delta = JSON.createObjectNode().put("contentBlockIndex", 0);
        delta.putObject("delta").put("text", piece);
        event(events, "contentBlockDelta", delta);
        message(
                events,
                "exception",
                ":exception-type",
                "modelStreamErrorException",
                JSON.createObjectNode().put("message", "The model broke off."));
        return (asked, line) -> line.head(200, "application/vnd.amazon.eventstream")
                .chunk(events.toByteArray())
                .end();
    }

    private Script answers(ArrayNode content, String stopReason, byte[] events) {
        return (asked, line) -> {
            Optional<String> forged = AwsSignatures.complaint(asked, "/" + name, SECRET_KEY);
            if (forged.isPresent()) {
                refuse(line, 403, "InvalidSignatureException", forged.get());
                return;
            }
            Optional<String> wrong = wrong(asked.json());
            if (wrong.isPresent()) {
                refuse(line, 400, "ValidationException", wrong.get());
            } else if (asked.path().endsWith(STREAM)) {
                line.head(200, "application/vnd.amazon.eventstream")
                        .chunk(events)
                        .end();
            } else {
                ObjectNode body = JSON.createObjectNode();
                body.putObject("output")
                        .putObject("message")
                        .put("role", "assistant")
                        .set("content", content);
                body.put("stopReason", stopReason).set("usage", usage());
                body.putObject("metrics").put("latencyMs", 12);
                line.whole(200, Script.JSON, body.toString());
            }
        };
    }

    private static void refuse(Line line, int status, String type, String reason) throws IOException {
        String body = JSON.createObjectNode().put("message", reason).toString();
        line.whole(status, Script.JSON, body, "x-amzn-errortype: " + type);
    }

    /** What AWS refuses: turns that do not alternate, empty ones, calls without tools on offer, results that answer nothing. */
    private static Optional<String> wrong(JsonNode body) {
        String role = "assistant";
        for (JsonNode message : body.path("messages")) {
            if (message.path("role").asText().equals(role)) {
                return Optional.of("A conversation must alternate between user and assistant roles.");
            }
            role = message.path("role").asText();
            if (message.path("content").isEmpty()) {
                return Optional.of("The content field is empty.");
            }
        }
        if (body.has("model") || body.has("stream")) {
            return Optional.of("extraneous key is not permitted");
        }
        boolean tools = !body.path("messages").findValues("toolUse").isEmpty();
        if (tools && body.at("/toolConfig/tools").isEmpty()) {
            return Optional.of(
                    "The toolConfig field must be defined when using toolUse and toolResult content blocks.");
        }
        return Optional.empty();
    }

    private static ByteArrayOutputStream started() {
        ByteArrayOutputStream events = new ByteArrayOutputStream();
        event(events, "messageStart", JSON.createObjectNode().put("role", "assistant"));
        return events;
    }

    private static void stop(ByteArrayOutputStream events, String reason) {
        event(events, "contentBlockStop", JSON.createObjectNode().put("contentBlockIndex", 0));
        event(events, "messageStop", JSON.createObjectNode().put("stopReason", reason));
        ObjectNode metadata = JSON.createObjectNode();
        metadata.set("usage", usage());
        metadata.putObject("metrics").put("latencyMs", 12);
        event(events, "metadata", metadata);
    }

    private static ObjectNode usage() {
        return JSON.createObjectNode()
                .put("inputTokens", 700)
                .put("cacheWriteInputTokens", 100)
                .put("cacheReadInputTokens", 200)
                .put("outputTokens", 50)
                .put("totalTokens", 1050);
    }

    private static void event(ByteArrayOutputStream events, String type, ObjectNode payload) {
        message(events, "event", ":event-type", type, payload.put("p", "abcd"));
    }

    /** AWS's framing: lengths, their checksum, headers of type string, the payload, the checksum of all. */
    private static void message(
            ByteArrayOutputStream events, String kind, String typeHeader, String type, ObjectNode payload) {
        ByteArrayOutputStream headers = new ByteArrayOutputStream();
        header(headers, ":message-type", kind);
        header(headers, typeHeader, type);
        header(headers, ":content-type", Script.JSON);
        byte[] json = payload.toString().getBytes(StandardCharsets.UTF_8);
        int length = 12 + headers.size() + json.length + 4;
        ByteBuffer frame = ByteBuffer.allocate(length).putInt(length).putInt(headers.size());
        frame.putInt(checksum(frame)).put(headers.toByteArray()).put(json);
        frame.putInt(checksum(frame));
        events.writeBytes(frame.array());
    }

    private static void header(ByteArrayOutputStream headers, String name, String value) {
        headers.write(name.length());
        headers.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
        headers.write(7);
        headers.write(value.length() >> 8);
        headers.write(value.length());
        headers.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
    }

    private static int checksum(ByteBuffer frame) {
        CRC32 checksum = new CRC32();
        checksum.update(frame.array(), 0, frame.position());
        return (int) checksum.getValue();
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("a test's tool input is no JSON", e);
        }
    }
}
