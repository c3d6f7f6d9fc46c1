package dev.pointsman.router.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.control.ControlException;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.provider.InvalidSettingsException;
import dev.pointsman.router.catalog.ModelFacts;
import dev.pointsman.router.catalog.Price;
import dev.pointsman.router.catalog.PriceTier;
import dev.pointsman.router.control.RouterStatus.EndpointStatus;
import dev.pointsman.router.selection.EndpointFacts;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code /catalog}: the prices in force, whose word they are and of which day; {@code /catalog/diff}: what a file would change. */
final class CatalogDoor {

    private static final String PATH = "/catalog";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Supplier<RouterStatus> status;
    private final Policies policies;

    CatalogDoor(Supplier<RouterStatus> status, Policies policies) {
        this.status = status;
        this.policies = policies;
    }

    /** The second throws {@link ControlException} 422 when the file has mistakes. */
    List<ControlRoute> routes() {
        return List.of(
                ControlRoute.json("GET", PATH, request -> payload(prices())),
                ControlRoute.json(
                        "POST", PATH + "/diff", request -> payload(difference(PolicyDoor.tree(request.payload())))));
    }

    private ObjectNode prices() {
        ObjectNode json = JSON.createObjectNode();
        json.put("unit", "USD per million tokens");
        ArrayNode rows = json.putArray("prices");
        for (EndpointFacts endpoint : endpoints()) {
            ObjectNode row = rows.addObject().put("model", endpoint.name());
            Price price = endpoint.model().price();
            row.put("input", price == null ? null : price.input());
            row.put("output", price == null ? null : price.output());
            row.put("cachedRead", price == null ? null : price.cachedRead());
            row.put("cacheWrite", price == null ? null : price.cacheWrite());
            row.put("cacheWriteHour", price == null ? null : price.cacheWriteHour());
            row.put("perRequest", price == null ? null : price.perRequest());
            above(row.putArray("above"), price);
            row.put("source", price == null ? "unknown" : price.source());
            row.put("fetched", price == null ? null : price.fetched());
            row.put("effectiveFrom", price == null ? null : price.effectiveFrom());
        }
        return json;
    }

    private static void above(ArrayNode tiers, @Nullable Price price) {
        if (price == null) {
            return;
        }
        for (PriceTier tier : price.tiers()) {
            tiers.addObject()
                    .put("tokens", tier.aboveTokens())
                    .put("input", tier.input())
                    .put("output", tier.output());
        }
    }

    private ObjectNode difference(Map<String, Object> catalog) {
        List<EndpointFacts> after;
        try {
            after = policies.endpointsWith(catalog);
        } catch (InvalidSettingsException e) {
            throw new ControlException(422, "invalid_catalog", "The catalog is refused:\n" + e.getMessage());
        }
        Map<String, EndpointFacts> before = new LinkedHashMap<>();
        endpoints().forEach(endpoint -> before.put(endpoint.name(), endpoint));
        ObjectNode json = JSON.createObjectNode();
        ArrayNode changes = json.putArray("changes");
        Set<String> unused = new TreeSet<>(catalog.keySet());
        for (EndpointFacts endpoint : after) {
            unused.remove(endpoint.name());
            unused.remove(endpoint.key().model());
            EndpointFacts old = before.get(endpoint.name());
            if (old != null) {
                compare(changes, endpoint.name(), facts(old.model()), facts(endpoint.model()));
            }
        }
        ArrayNode names = json.putArray("unused");
        unused.forEach(names::add);
        return json;
    }

    private static void compare(
            ArrayNode changes, String model, Map<String, String> before, Map<String, String> after) {
        after.forEach((fact, value) -> {
            String old = before.getOrDefault(fact, "unknown");
            if (!old.equals(value)) {
                changes.addObject()
                        .put("model", model)
                        .put("what", fact)
                        .put("before", old)
                        .put("after", value);
            }
        });
    }

    /** What a catalog can say, each as a text. */
    private static Map<String, String> facts(ModelFacts model) {
        Map<String, String> facts = new LinkedHashMap<>();
        Price price = model.price();
        facts.put("input", amount(price == null ? null : price.input()));
        facts.put("output", amount(price == null ? null : price.output()));
        facts.put("cachedRead", amount(price == null ? null : price.cachedRead()));
        facts.put("cacheWrite", amount(price == null ? null : price.cacheWrite()));
        facts.put("window", text(model.window()));
        facts.put("maxOutput", text(model.maxOutput()));
        facts.put(
                "quality",
                model.quality() == null ? "unknown" : text(model.quality().overall()));
        facts.put(
                "carbon",
                model.carbon() == null ? "unknown" : text(model.carbon().middle()));
        facts.put(
                "capabilities",
                model.capabilities() == null
                        ? "unknown"
                        : String.join(
                                " ",
                                model.capabilities().stream()
                                        .map(capability -> capability.name())
                                        .sorted()
                                        .toList()));
        return facts;
    }

    private List<EndpointFacts> endpoints() {
        return status.get().endpoints().stream().map(EndpointStatus::facts).toList();
    }

    private static String amount(@Nullable BigDecimal amount) {
        return amount == null ? "unknown" : amount.stripTrailingZeros().toPlainString();
    }

    private static String text(@Nullable Object value) {
        return value == null ? "unknown" : value.toString();
    }

    private static Payload payload(ObjectNode json) {
        try {
            return Payload.of(JSON.writeValueAsBytes(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JDK types can be written", e);
        }
    }
}
