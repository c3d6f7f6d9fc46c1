package dev.pointsman.router.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * The form that the answer's text must have.
 *
 * @param path where the source says so
 * @param schema with {@link Kind#SCHEMA}
 */
public record ReplyFormat(
        String path,
        Kind kind,
        @Nullable String name,
        @Nullable String description,
        @Nullable JsonNode schema,
        @Nullable Boolean strict) {

    public enum Kind {
        TEXT,
        JSON,
        SCHEMA
    }

    public static ReplyFormat of(String path, Kind kind) {
        return new ReplyFormat(path, kind, null, null, null, null);
    }

    @Override
    public String toString() {
        return "ReplyFormat[" + kind + "]";
    }
}
