package dev.pointsman.edge.keys;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.host.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How operators see keys. */
final class KeyJson {

    private static final JsonFactory FACTORY = new JsonFactory();

    private KeyJson() {}

    /** The one answer that ever holds a key. */
    static Payload made(StoredKey stored, Secret key, Instant now) {
        return document(json -> {
            json.writeStartObject();
            json.writeStringField("key", key.reveal());
            members(stored, now, json);
            json.writeEndObject();
        });
    }

    static Payload one(StoredKey key, Instant now) {
        return document(json -> object(key, now, json));
    }

    static Payload list(List<StoredKey> keys, Instant now) {
        return document(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("keys");
            for (StoredKey key : keys) {
                object(key, now, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void object(StoredKey key, Instant now, JsonGenerator json) throws IOException {
        json.writeStartObject();
        members(key, now, json);
        json.writeEndObject();
    }

    private static void members(StoredKey key, Instant now, JsonGenerator json) throws IOException {
        json.writeStringField("id", key.id());
        json.writeStringField("state", key.stateAt(now).name().toLowerCase(Locale.ROOT));
        GrantJson.members(key.grant(), json);
        instant(json, "created", key.created());
        instant(json, "lastUsed", key.lastUsed());
        instant(json, "revoked", key.revoked());
    }

    private static void instant(JsonGenerator json, String name, @Nullable Instant at) throws IOException {
        if (at != null) {
            json.writeStringField(name, at.toString());
        }
    }

    private interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    private static Payload document(Content content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            content.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return Payload.of(out.toByteArray());
    }
}
