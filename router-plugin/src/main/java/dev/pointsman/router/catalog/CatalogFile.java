package dev.pointsman.router.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.api.provider.Capability;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The catalog's JSON. A wire format, read in one place. */
final class CatalogFile {

    private static final ObjectMapper TREES = new ObjectMapper();

    private final Map<ModelCatalog.Offer, ModelCatalog.Offered> offers = new HashMap<>();
    private final Map<String, ModelFacts> models = new HashMap<>();
    private final Map<String, List<String>> idsByVendor = new LinkedHashMap<>();

    static ModelCatalog read(InputStream json) throws IOException {
        JsonNode root = TREES.readTree(json);
        if (!root.path("models").isArray()) {
            throw new IllegalArgumentException("a catalog is an object with version and models");
        }
        CatalogFile file = new CatalogFile();
        root.path("models").forEach(file::add);
        return new ModelCatalog(root.path("version").asText(), file.offers, file.models, file.idsByVendor);
    }

    private void add(JsonNode node) {
        ModelFacts model = model(node);
        name(model.id(), model);
        for (JsonNode alias : node.path("aliases")) {
            name(alias.asText(), model);
        }
        for (JsonNode offer : node.path("offers")) {
            String vendor = offer.path("vendor").asText();
            String id = offer.path("id").asText();
            ModelCatalog.Offered offered = new ModelCatalog.Offered(model, prices(id, offer.path("price")));
            idsByVendor.computeIfAbsent(vendor, any -> new ArrayList<>()).add(id);
            name(id, model);
            offers.put(new ModelCatalog.Offer(vendor, id), offered);
            offers.putIfAbsent(new ModelCatalog.Offer(vendor, model.id()), offered);
            for (JsonNode alias : node.path("aliases")) {
                offers.putIfAbsent(new ModelCatalog.Offer(vendor, alias.asText()), offered);
            }
        }
    }

    /** Sandbox names are everyday words; they are known at the sandbox alone. */
    private void name(String name, ModelFacts model) {
        if (!model.id().startsWith("sandbox-")) {
            models.putIfAbsent(name, model);
            models.putIfAbsent(name.toLowerCase(Locale.ROOT), model);
        }
    }

    private static ModelFacts model(JsonNode node) {
        return new ModelFacts(
                node.path("id").asText(),
                node.has("capabilities") ? capabilities(node.path("capabilities")) : null,
                count(node, "window"),
                count(node, "maxOutput"),
                null,
                node.has("quality") ? quality(node.path("quality")) : null,
                node.path("lengthFactor").asDouble(1),
                node.has("latency") ? latency(node.path("latency")) : null,
                node.has("carbon") ? carbon(node.path("carbon")) : null,
                texts(node.path("refuses")),
                textMap(node.path("renames")));
    }

    /** One price, or a list of those that follow each other. */
    private static PriceHistory prices(String id, JsonNode node) {
        List<Price> prices = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(one -> prices.add(price(id, one)));
        } else if (node.isObject()) {
            prices.add(price(id, node));
        }
        return new PriceHistory(prices);
    }

    private static Price price(String id, JsonNode node) {
        List<PriceTier> tiers = new ArrayList<>();
        for (JsonNode tier : node.path("above")) {
            tiers.add(new PriceTier(
                    tier.path("tokens").asInt(),
                    amount(id, tier, "input"),
                    amount(id, tier, "output"),
                    optional(id, tier, "cachedRead"),
                    optional(id, tier, "cacheWrite"),
                    optional(id, tier, "cacheWriteHour")));
        }
        return new Price(
                amount(id, node, "input"),
                amount(id, node, "output"),
                optional(id, node, "cachedRead"),
                optional(id, node, "cacheWrite"),
                optional(id, node, "cacheWriteHour"),
                optional(id, node, "perRequest"),
                tiers,
                node.path("source").asText(),
                text(node, "fetched"),
                text(node, "effectiveFrom"));
    }

    private static @Nullable BigDecimal optional(String id, JsonNode node, String name) {
        return node.has(name) ? amount(id, node, name) : null;
    }

    /** Zero is allowed for output alone: an embedding has none. */
    private static BigDecimal amount(String id, JsonNode node, String name) {
        BigDecimal amount = new BigDecimal(node.path(name).asText("-1"));
        boolean none = name.equals("output") && amount.signum() == 0;
        if (!none && !Price.plausible(amount)) {
            throw new IllegalArgumentException("the catalog's " + name + " price of " + id + " cannot be true");
        }
        return amount;
    }

    private static Quality quality(JsonNode node) {
        Map<String, Double> cells = new HashMap<>();
        node.path("byWorkload")
                .properties()
                .forEach(cell -> cells.put(cell.getKey(), cell.getValue().asDouble()));
        return new Quality(
                node.path("overall").asDouble(), cells, node.path("source").asText());
    }

    private static Latency latency(JsonNode node) {
        return new Latency(
                node.path("firstTokenMillis").asDouble(),
                node.path("millisPerToken").asDouble());
    }

    private static Carbon carbon(JsonNode node) {
        return new Carbon(
                node.path("min").asDouble(),
                node.path("max").asDouble(),
                node.path("quality").asText(),
                node.path("source").asText());
    }

    private static Set<Capability> capabilities(JsonNode node) {
        Set<Capability> capabilities = new HashSet<>();
        node.forEach(name -> capabilities.add(new Capability(name.asText())));
        return capabilities;
    }

    private static Set<String> texts(JsonNode node) {
        Set<String> texts = new HashSet<>();
        node.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static Map<String, String> textMap(JsonNode node) {
        Map<String, String> texts = new HashMap<>();
        node.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    private static @Nullable Integer count(JsonNode node, String name) {
        return node.has(name) ? Integer.valueOf(node.path(name).asInt()) : null;
    }

    private static @Nullable String text(JsonNode node, String name) {
        return node.has(name) ? node.path(name).asText() : null;
    }
}
