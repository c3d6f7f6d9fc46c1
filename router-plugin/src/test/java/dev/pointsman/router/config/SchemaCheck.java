package dev.pointsman.router.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The part of JSON Schema that the policy's schema uses; any other keyword is an error, so that nothing goes unchecked. */
public final class SchemaCheck {

    private final List<String> mistakes = new ArrayList<>();

    private SchemaCheck() {}

    public static List<String> mistakes(Map<?, ?> schema, Object value) {
        SchemaCheck check = new SchemaCheck();
        check.look("", schema, value);
        return check.mistakes;
    }

    private void look(String path, Map<?, ?> schema, Object value) {
        schema.forEach((keyword, rule) -> {
            if (!holds(path, schema, keyword.toString(), rule, value)) {
                mistakes.add(path + ": " + keyword + " " + rule);
            }
        });
    }

    private boolean holds(String path, Map<?, ?> schema, String keyword, Object rule, Object value) {
        return switch (keyword) {
            case "$schema", "title", "default" -> true;
            case "type" ->
                (rule instanceof List<?> types ? types : List.of(rule)).stream().anyMatch(t -> is(t, value));
            case "properties" -> properties(path, (Map<?, ?>) rule, value);
            case "additionalProperties" -> additional(path, schema, rule, value);
            case "required" -> !(value instanceof Map<?, ?> map) || map.keySet().containsAll((List<?>) rule);
            case "items" -> items(path, (Map<?, ?>) rule, value);
            case "enum" -> ((List<?>) rule).contains(value);
            case "const" -> rule.equals(value);
            case "pattern" ->
                !(value instanceof String text)
                        || Pattern.compile(rule.toString()).matcher(text).find();
            case "minimum" -> !(value instanceof Number number) || number.doubleValue() >= number(rule);
            case "maximum" -> !(value instanceof Number number) || number.doubleValue() <= number(rule);
            case "anyOf" ->
                ((List<?>) rule)
                        .stream()
                                .anyMatch(
                                        one -> mistakes((Map<?, ?>) one, value).isEmpty());
            default -> throw new IllegalArgumentException("the keyword " + keyword + " is not checked here");
        };
    }

    private boolean properties(String path, Map<?, ?> properties, Object value) {
        if (value instanceof Map<?, ?> map) {
            properties.forEach((key, schema) -> {
                if (map.containsKey(key)) {
                    look(path + "." + key, (Map<?, ?>) schema, map.get(key));
                }
            });
        }
        return true;
    }

    private boolean additional(String path, Map<?, ?> schema, Object rule, Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return true;
        }
        Map<?, ?> properties = schema.get("properties") instanceof Map<?, ?> known ? known : Map.of();
        map.forEach((key, member) -> {
            if (!properties.containsKey(key)) {
                if (rule instanceof Map<?, ?> any) {
                    look(path + "." + key, any, member);
                } else {
                    mistakes.add(path + ": no member " + key);
                }
            }
        });
        return true;
    }

    private boolean items(String path, Map<?, ?> schema, Object value) {
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                look(path + "[" + i + "]", schema, list.get(i));
            }
        }
        return true;
    }

    private static double number(Object rule) {
        return ((Number) rule).doubleValue();
    }

    private static boolean is(Object type, Object value) {
        return switch (type.toString()) {
            case "object" -> value instanceof Map;
            case "array" -> value instanceof List;
            case "string" -> value instanceof String;
            case "boolean" -> value instanceof Boolean;
            case "number" -> value instanceof Number;
            case "integer" -> value instanceof Integer || value instanceof Long;
            default -> throw new IllegalArgumentException("no type " + type);
        };
    }
}
