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

    /** Where its name and the rest stand: chat completions nest them once more than the other dialects do. */
    public String memberPath() {
        return path + (path.equals("$.response_format") && kind == Kind.SCHEMA ? ".json_schema" : "");
    }

    public String schemaPath() {
        return path.equals("$.format") || path.startsWith("$.generationConfig") ? path : memberPath() + ".schema";
    }

    @Override
    public String toString() {
        return "ReplyFormat[" + kind + "]";
    }
}
