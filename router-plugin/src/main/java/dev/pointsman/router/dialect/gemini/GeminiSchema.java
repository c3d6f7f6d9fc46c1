package dev.pointsman.router.dialect.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.router.dialect.Losses;
import dev.pointsman.router.dialect.TreeJson;
import java.util.Locale;
import java.util.Set;

/**
 * Between JSON Schema and the subset of OpenAPI's schema that {@code parameters} and {@code responseSchema} take: types in
 * capitals, {@code nullable} instead of a list of types, no references. Anything beyond it makes the API refuse the request.
 */
final class GeminiSchema {

    /** Members of the subset, whose values are no schemas. */
    private static final Set<String> PLAIN = Set.of(
            "title",
            "description",
            "format",
            "enum",
            "required",
            "nullable",
            "minItems",
            "maxItems",
            "minLength",
            "maxLength",
            "minProperties",
            "maxProperties",
            "minimum",
            "maximum",
            "pattern",
            "example",
            "default",
            "propertyOrdering");

    /** A schema that refers to itself ends here, since the subset has no references. */
    private static final int DEEPEST_REFERENCE = 8;

    private final JsonNode root;
    private final Losses losses;

    private GeminiSchema(JsonNode root, Losses losses) {
        this.root = root;
        this.losses = losses;
    }

    /** The subset in the words of JSON Schema. */
    static JsonNode toJsonSchema(JsonNode subset) {
        if (subset instanceof ArrayNode list) {
            ArrayNode result = TreeJson.object().putArray("list");
            list.forEach(element -> result.add(toJsonSchema(element)));
            return result;
        }
        if (!(subset instanceof ObjectNode object)) {
            return subset;
        }
        ObjectNode result = TreeJson.object();
        object.properties().forEach(entry -> {
            String name = entry.getKey();
            switch (name) {
                case "type" -> result.put("type", entry.getValue().asText().toLowerCase(Locale.ROOT));
                case "properties" -> {
                    ObjectNode properties = result.putObject(name);
                    entry.getValue()
                            .properties()
                            .forEach(property -> properties.set(property.getKey(), toJsonSchema(property.getValue())));
                }
                case "items", "anyOf", "any_of", "additionalProperties" ->
                    result.set(name.equals("any_of") ? "anyOf" : name, toJsonSchema(entry.getValue()));
                case "nullable" -> {}
                default -> result.set(name, entry.getValue());
            }
        });
        if (object.path("nullable").asBoolean() && result.path("type").isTextual()) {
            String type = result.path("type").textValue();
            result.putArray("type").add(type).add("null");
        }
        return result;
    }

    /**
     * A JSON schema in the subset, for models that take no other. What it cannot say becomes a loss.
     *
     * @param path of the schema in the source
     */
    static JsonNode toSubset(JsonNode schema, String path, Losses losses) {
        return new GeminiSchema(schema, losses).subset(schema, path, 0);
    }

    private JsonNode subset(JsonNode schema, String path, int references) {
        if (!(schema instanceof ObjectNode object)) {
            return TreeJson.object();
        }
        if (object.path("$ref").isTextual()) {
            return referred(object.path("$ref").textValue(), path, references);
        }
        ObjectNode result = TreeJson.object();
        object.properties().forEach(entry -> member(entry.getKey(), entry.getValue(), path, references, result));
        return result;
    }

    private JsonNode referred(String reference, String path, int references) {
        JsonNode target = reference.startsWith("#") ? root.at(reference.substring(1)) : root.at("/none");
        if (target.isMissingNode() || references >= DEEPEST_REFERENCE) {
            losses.add(path, "a reference that cannot be written out");
            return TreeJson.object().put("type", "OBJECT");
        }
        return subset(target, path, references + 1);
    }

    private void member(String name, JsonNode value, String path, int references, ObjectNode result) {
        String below = path + "." + name;
        switch (name) {
            case "type" -> type(value, result);
            case "properties" -> {
                ObjectNode properties = result.putObject(name);
                value.properties()
                        .forEach(property -> properties.set(
                                property.getKey(),
                                subset(property.getValue(), below + "." + property.getKey(), references)));
            }
            case "items" -> result.set(name, subset(value, below, references));
            case "anyOf", "oneOf" -> {
                ArrayNode list = result.withArray("anyOf");
                for (int i = 0; i < value.size(); i++) {
                    list.add(subset(value.get(i), below + "[" + i + "]", references));
                }
            }
            case "const" -> result.putArray("enum").add(value.asText());
            // Written out where they are referred to; the dialect's name says nothing.
            case "$defs", "definitions", "$schema" -> {}
            default -> {
                if (PLAIN.contains(name)) {
                    result.set(name, value);
                } else {
                    losses.add(below, "not in the subset of schemas that this model takes");
                }
            }
        }
    }

    private static void type(JsonNode value, ObjectNode result) {
        if (value.isTextual()) {
            result.put("type", value.textValue().toUpperCase(Locale.ROOT));
            return;
        }
        ArrayNode others = TreeJson.object().putArray("anyOf");
        for (JsonNode type : value) {
            if (type.asText().equals("null")) {
                result.put("nullable", true);
            } else {
                others.addObject().put("type", type.asText().toUpperCase(Locale.ROOT));
            }
        }
        if (others.size() == 1) {
            result.setAll((ObjectNode) others.get(0));
        } else {
            result.set("anyOf", others);
        }
    }
}
