package dev.pointsman.provider.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.host.HostContext;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ProviderSettings;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the tests of this module share: a provider that never waits, and readers of its answers. */
final class Sandbox {

    static final ObjectMapper JSON = new ObjectMapper();

    private Sandbox() {}

    static ModelProvider instant() {
        return with(Map.of("speed", "instant"));
    }

    static ModelProvider with(Map<String, Object> settings) {
        return new SandboxFactory().create(new ProviderSettings("play", "sandbox", settings), HostContext.none());
    }

    static ModelResponse call(ModelProvider provider, String vendor, boolean streaming, String body) {
        return provider.call(
                ModelRequest.of(vendor, Dialect.OPENAI_CHAT, streaming, Payload.ofUtf8(body)), CallContext.ANONYMOUS);
    }

    static JsonNode whole(String vendor, String body) {
        try (ModelProvider provider = instant();
                ModelResponse response = call(provider, vendor, false, body)) {
            List<String> frames = read(response);
            return json(frames.getFirst());
        }
    }

    static List<String> stream(String vendor, String body) {
        try (ModelProvider provider = instant();
                ModelResponse response = call(provider, vendor, true, body)) {
            return read(response);
        }
    }

    static List<String> read(ModelResponse response) {
        List<String> frames = new ArrayList<>();
        for (Optional<Frame> frame = response.next(); frame.isPresent(); frame = response.next()) {
            frames.add(frame.get().payload().utf8());
        }
        return frames;
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of a whole answer. */
    static String text(JsonNode answer) {
        return answer.at("/choices/0/message/content").asText();
    }

    /** A request whose only message is this. */
    static String saying(String text) {
        return body("\"messages\": [{\"role\": \"user\", \"content\": " + JSON.valueToTree(text) + "}]");
    }

    /** The same with members more. */
    static String saying(String text, String members) {
        return body("\"messages\": [{\"role\": \"user\", \"content\": " + JSON.valueToTree(text) + "}], " + members);
    }

    static String body(String members) {
        return "{\"model\": \"any\", " + members + "}";
    }

    /** A tool whose required members are strings. */
    static String tool(String name, String... required) {
        StringBuilder properties = new StringBuilder();
        for (String member : required) {
            properties.append(properties.isEmpty() ? "" : ",").append("\"" + member + "\": {\"type\": \"string\"}");
        }
        return toolOf(
                name,
                "{\"type\": \"object\", \"properties\": {" + properties + "}, \"required\": "
                        + JSON.valueToTree(required) + "}");
    }

    /** A tool of any schema. */
    static String toolOf(String name, String schema) {
        return "{\"type\": \"function\", \"function\": {\"name\": \"" + name + "\", \"parameters\": " + schema + "}}";
    }
}
