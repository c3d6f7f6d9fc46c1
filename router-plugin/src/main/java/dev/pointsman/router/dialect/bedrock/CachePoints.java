package dev.pointsman.router.dialect.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.router.dialect.Losses;
import dev.pointsman.router.dialect.Source;

/**
 * What other dialects say with a {@code cache_control} inside a block is a block of its own here, behind that block. For one
 * thread.
 */
final class CachePoints {

    private static final String CACHE = "cache_control";

    private final ConverseModels models;
    private final Losses losses;

    CachePoints(ConverseModels models, Losses losses) {
        this.models = models;
        this.losses = losses;
    }

    /** Appends a cache point where the source asks for one and the model has them; the source's other extras are losses. */
    void append(Source source, ArrayNode target) {
        append(source, target, target.size(), models.caches());
    }

    void appendToTools(Source source, ArrayNode tools) {
        append(source, tools, tools.size(), models.cachesTools());
    }

    /** How many elements were put in: none or one. */
    int insert(Source source, ArrayNode target, int at) {
        return append(source, target, at, models.caches());
    }

    private int append(Source source, ArrayNode target, int at, boolean allowed) {
        JsonNode asked = source.extra(CACHE).orElse(null);
        if (asked == null || !asked.isObject()) {
            losses.extras(source);
            return 0;
        }
        losses.extras(source.without(CACHE));
        String path = source.path() + "." + CACHE;
        if (!allowed) {
            losses.add(path, "the model has no cache points there");
            return 0;
        }
        ObjectNode point = target.insertObject(at).putObject("cachePoint").put("type", "default");
        JsonNode ttl = asked.path("ttl");
        if (ttl.isTextual() && models.cachesTools()) {
            point.set("ttl", ttl);
        } else if (ttl.isTextual()) {
            losses.add(path + ".ttl", "the model's cache has one lifetime");
        }
        return 1;
    }
}
