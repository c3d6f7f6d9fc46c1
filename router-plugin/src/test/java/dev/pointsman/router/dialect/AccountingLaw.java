package dev.pointsman.router.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/**
 * Every leaf of a source is listed as lost, or mapped as documented, or found by its value in the target. Each value of the
 * target answers for one leaf only, so a message that is dropped is noticed even where another one says the same.
 */
final class AccountingLaw {

    /** A documented mapping: leaves at these paths are represented when the target satisfies the condition. */
    record Rule(Pattern path, BiPredicate<JsonNode, JsonNode> represented) {

        static Rule of(String path, BiPredicate<JsonNode, JsonNode> represented) {
            return new Rule(Pattern.compile(path), represented);
        }

        /** Words of the dialect's form. */
        static Rule form(String path) {
            return of(path, (value, target) -> true);
        }
    }

    record Result(List<String> unaccounted, int lost, int mapped, int byValue) {}

    private final List<Rule> rules;

    AccountingLaw(List<Rule> rules) {
        this.rules = rules;
    }

    Result check(JsonNode source, JsonNode target, List<TranslationLoss> losses) {
        List<StreamLeaves.Leaf> leaves = new ArrayList<>();
        leaves(source, "$").forEach((path, value) -> leaves.add(new StreamLeaves.Leaf(path, value)));
        return check(leaves, target, losses);
    }

    Result check(List<StreamLeaves.Leaf> source, JsonNode target, List<TranslationLoss> losses) {
        Map<String, Integer> values = new HashMap<>();
        leaves(target, "$").forEach((path, value) -> offer(path, value, values));
        List<String> unaccounted = new ArrayList<>();
        int[] counts = new int[3];
        source.forEach(leaf -> {
            String path = leaf.path();
            JsonNode value = leaf.value();
            if (isLost(path, losses)) {
                counts[0]++;
            } else if (rules.stream()
                    .filter(rule -> rule.path().matcher(path).matches())
                    .anyMatch(rule -> rule.represented().test(value, target))) {
                counts[1]++;
            } else if (take(value, values)) {
                counts[2]++;
            } else {
                unaccounted.add(path);
            }
        });
        return new Result(unaccounted, counts[0], counts[1], counts[2]);
    }

    /** Arguments of tool calls are JSON inside a text: their leaves count too. */
    private static void offer(String path, JsonNode value, Map<String, Integer> values) {
        if (path.endsWith(".arguments") && value.isTextual()) {
            TreeJson.parsed(value.textValue())
                    .ifPresent(json -> leaves(json, "").forEach((inner, leaf) -> offer(inner, leaf, values)));
        }
        values.merge(key(value), 1, Integer::sum);
    }

    private static boolean take(JsonNode value, Map<String, Integer> values) {
        String key = key(value);
        Integer left = values.get(key);
        if (left != null && left > 0) {
            values.put(key, left - 1);
            return true;
        }
        if (!value.isTextual()) {
            return false;
        }
        // Joined texts, and bytes inside a data URL.
        String text = value.textValue().strip();
        return values.keySet().stream().anyMatch(other -> other.contains(text));
    }

    private static String key(JsonNode value) {
        return value.isNumber() ? "#" + value.decimalValue().stripTrailingZeros() : value.asText();
    }

    static boolean isLost(String path, List<TranslationLoss> losses) {
        return losses.stream()
                .map(TranslationLoss::path)
                .anyMatch(lost -> path.equals(lost) || path.startsWith(lost + ".") || path.startsWith(lost + "["));
    }

    /** Scalars that say something: neither null nor an empty text. */
    static Map<String, JsonNode> leaves(JsonNode node, String path) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        collect(node, path, found);
        return found;
    }

    private static void collect(JsonNode node, String path, Map<String, JsonNode> found) {
        if (node.isObject()) {
            node.properties().forEach(entry -> collect(entry.getValue(), path + "." + entry.getKey(), found));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(node.get(i), path + "[" + i + "]", found);
            }
        } else if (!node.isNull() && !(node.isTextual() && node.textValue().isEmpty())) {
            found.put(path, node);
        }
    }
}
