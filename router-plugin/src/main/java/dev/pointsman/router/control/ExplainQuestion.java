package dev.pointsman.router.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.control.ControlException;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.provider.Bounds;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.Caller;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What {@code POST /explain} asks: {@code {"model": "auto-code", "dialect": "openai-chat", "request": {…}, "workspace": "w",
 * "agent": "a", "session": "s", "user": "u", "labels": {…}, "headers": {…}}}. Every member is optional; without a request it is
 * a short greeting.
 */
record ExplainQuestion(ModelRequest request, CallContext context) {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Set<String> MEMBERS =
            Set.of("model", "dialect", "request", "workspace", "agent", "session", "user", "labels", "headers");

    private static final String GREETING =
            "{\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}],\"max_tokens\":500}";

    static ExplainQuestion read(Payload payload) {
        JsonNode question = tree(payload);
        List<String> unknown = question.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> !MEMBERS.contains(name))
                .toList();
        if (!question.isObject() || !unknown.isEmpty()) {
            throw bad("explain takes an object with " + new TreeSet<>(MEMBERS) + "; unknown: " + unknown);
        }
        return new ExplainQuestion(request(question), context(question));
    }

    private static JsonNode tree(Payload payload) {
        try {
            return payload.size() == 0 ? JSON.createObjectNode() : JSON.readTree(payload.array());
        } catch (IOException e) {
            throw bad("the question is not JSON");
        }
    }

    private static ModelRequest request(JsonNode question) {
        try {
            JsonNode body = question.path("request").isObject() ? question.get("request") : JSON.readTree(GREETING);
            String model = text(question, "model");
            String named = model != null ? model : body.path("model").asText("auto");
            ((ObjectNode) body).put("model", named);
            String dialect = text(question, "dialect");
            return ModelRequest.of(
                    named,
                    dialect == null ? Dialect.OPENAI_CHAT : new Dialect(dialect),
                    body.path("stream").asBoolean(false),
                    Payload.of(JSON.writeValueAsBytes(body)));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw bad("dialect is one of openai-chat, anthropic-messages …");
        }
    }

    private static CallContext context(JsonNode question) {
        String workspace = text(question, "workspace");
        Caller caller = new Caller(
                workspace == null ? Caller.DEFAULT_WORKSPACE : workspace,
                null,
                text(question, "user"),
                text(question, "agent"),
                text(question, "session"),
                texts(question, "labels"),
                Bounds.unbounded());
        Map<String, String> headers = new TreeMap<>();
        texts(question, "headers").forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        return new CallContext() {
            @Override
            public Caller caller() {
                return caller;
            }

            @Override
            public Map<String, String> headers() {
                return headers;
            }
        };
    }

    private static @Nullable String text(JsonNode question, String member) {
        JsonNode value = question.get(member);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw bad(member + " is a text");
        }
        return value.textValue();
    }

    private static Map<String, String> texts(JsonNode question, String member) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : question.path(member).properties()) {
            texts.put(entry.getKey(), entry.getValue().asText());
        }
        return texts;
    }

    private static ControlException bad(String message) {
        return new ControlException(400, "bad_question", message);
    }
}
