package dev.pointsman.router.dialect.openaichat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's rule for {@code strict}: every object forbids further members and requires all it names. A schema that breaks it is
 * answered with 400, so such a schema is sent without {@code strict}.
 */
final class StrictSchema {

    static final String NOT_STRICT = "OpenAI's strict mode would refuse this schema";

    private StrictSchema() {}

    static boolean accepts(@Nullable JsonNode schema) {
        if (schema == null) {
            return false;
        }
        if (schema.isObject()
                && (schema.path("properties").isObject()
                        || "object".equals(schema.path("type").asText()))
                && !isClosed(schema)) {
            return false;
        }
        for (JsonNode child : schema) {
            if (child.isContainerNode() && !accepts(child)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isClosed(JsonNode object) {
        Set<String> required = new HashSet<>();
        object.path("required").forEach(name -> required.add(name.asText()));
        boolean allRequired = true;
        for (var names = object.path("properties").fieldNames(); names.hasNext(); ) {
            allRequired &= required.contains(names.next());
        }
        return allRequired
                && object.path("additionalProperties").isBoolean()
                && !object.path("additionalProperties").booleanValue();
    }
}
