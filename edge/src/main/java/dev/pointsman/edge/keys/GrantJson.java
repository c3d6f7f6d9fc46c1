package dev.pointsman.edge.keys;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.pointsman.api.control.ControlException;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.provider.Bounds;
import dev.pointsman.api.provider.CallerLimits;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A grant as JSON: as operators write and see it, and as the store keeps it. */
final class GrantJson {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final Set<String> ALL = Set.of("*");

    private GrantJson() {}

    /**
     * Reads what an operator asks for.
     *
     * @throws ControlException 422, naming the member that is wrong
     */
    static KeyGrant asked(Payload json, Instant now) {
        try {
            KeyGrant grant = GrantReader.read(json.array(), now);
            Instant expires = grant.expires();
            if (expires != null && !expires.isAfter(now)) {
                throw new GrantException("expires is in the past");
            }
            return grant;
        } catch (GrantException e) {
            throw new ControlException(422, "invalid_key_grant", String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new ControlException(400, "invalid_json", "The body is not one JSON object.");
        }
    }

    /** @throws IOException for what {@link #text} did not write */
    static KeyGrant ofText(String text) throws IOException {
        return GrantReader.read(text.getBytes(StandardCharsets.UTF_8), Instant.EPOCH);
    }

    static String text(KeyGrant grant) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            members(grant, json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return text.toString();
    }

    /** What is not bounded is not written. */
    static void members(KeyGrant grant, JsonGenerator json) throws IOException {
        if (!grant.name().isEmpty()) {
            json.writeStringField("name", grant.name());
        }
        json.writeStringField("workspace", grant.workspace());
        Bounds bounds = grant.bounds();
        names(json, "models", bounds.models());
        names(json, "profiles", bounds.profiles());
        names(json, "providers", bounds.providers());
        names(json, "regions", bounds.regions());
        names(json, "headers", bounds.headers());
        limits(json, grant.limits());
        if (!grant.labels().isEmpty()) {
            json.writeObjectFieldStart("labels");
            for (Map.Entry<String, String> label : new TreeMap<>(grant.labels()).entrySet()) {
                json.writeStringField(label.getKey(), label.getValue());
            }
            json.writeEndObject();
        }
        if (grant.expires() != null) {
            json.writeStringField("expires", grant.expires().toString());
        }
    }

    private static void names(JsonGenerator json, String member, Set<String> names) throws IOException {
        if (names.equals(ALL)) {
            return;
        }
        json.writeArrayFieldStart(member);
        for (String name : new TreeSet<>(names)) {
            json.writeString(name);
        }
        json.writeEndArray();
    }

    private static void limits(JsonGenerator json, CallerLimits limits) throws IOException {
        if (limits.equals(CallerLimits.none())) {
            return;
        }
        json.writeObjectFieldStart("limits");
        limit(json, "requestsPerMinute", limits.requestsPerMinute());
        limit(json, "tokensPerMinute", limits.tokensPerMinute());
        limit(json, "concurrent", limits.concurrent());
        json.writeEndObject();
    }

    private static void limit(JsonGenerator json, String member, long limit) throws IOException {
        if (limit > 0) {
            json.writeNumberField(member, limit);
        }
    }
}
