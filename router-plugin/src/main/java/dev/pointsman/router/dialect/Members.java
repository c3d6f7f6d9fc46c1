package dev.pointsman.router.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.exchange.Dialect;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads an object member by member and remembers which were taken; the rest becomes the extras of its {@link Source}. A member
 * is taken only when it has the expected type, so nothing of an unexpected shape gets lost. For one thread.
 */
public final class Members {

    private final ObjectNode node;
    private final Dialect dialect;
    private final String path;
    private final Set<String> taken = new HashSet<>();
    private final Set<String> structural = new HashSet<>();
    private final List<Nested> nested = new ArrayList<>();

    private record Nested(List<String> at, Members members) {}

    private Members(ObjectNode node, Dialect dialect, String path) {
        this.node = node;
        this.dialect = dialect;
        this.path = path;
    }

    public static Members of(ObjectNode node, Dialect dialect, String path) {
        return new Members(node, dialect, path);
    }

    /** @throws dev.pointsman.api.failure.ProviderException {@code InvalidRequest} when the node is not an object */
    public static Members ofRequest(@Nullable JsonNode node, Dialect dialect, String path) {
        if (node instanceof ObjectNode object) {
            return new Members(object, dialect, path);
        }
        throw TreeJson.invalid(path + " must be an object.");
    }

    /** @throws dev.pointsman.api.failure.ProviderException {@code Malformed} when the node is not an object */
    public static Members ofAnswer(@Nullable JsonNode node, Dialect dialect, String path) {
        if (node instanceof ObjectNode object) {
            return new Members(object, dialect, path);
        }
        throw TreeJson.malformed(path + " is not an object");
    }

    public String path() {
        return path;
    }

    public String path(String name) {
        return path + "." + name;
    }

    public ObjectNode node() {
        return node;
    }

    /** Looks without taking; null also for an explicit null. */
    public @Nullable JsonNode peek(String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    public @Nullable String peekText(String name) {
        return peek(name) instanceof JsonNode value && value.isTextual() ? value.textValue() : null;
    }

    /** Takes any value but null. */
    public @Nullable JsonNode take(String name) {
        JsonNode value = peek(name);
        if (value != null) {
            taken.add(name);
        }
        return value;
    }

    public @Nullable String text(String name) {
        String text = peekText(name);
        if (text != null) {
            taken.add(name);
        }
        return text;
    }

    public @Nullable Boolean flag(String name) {
        return peek(name) instanceof JsonNode value && value.isBoolean() ? Boolean.valueOf(takeFlag(name)) : null;
    }

    private boolean takeFlag(String name) {
        taken.add(name);
        return node.get(name).booleanValue();
    }

    /** A whole number that fits a long; else null, and the member stays. */
    public @Nullable Long count(String name) {
        JsonNode value = peek(name);
        if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()) {
            return null;
        }
        taken.add(name);
        return value.longValue();
    }

    /** A list that is not empty; an empty one stays as an extra, so that it is written back as it was. */
    public @Nullable ArrayNode list(String name) {
        if (node.get(name) instanceof ArrayNode list && !list.isEmpty()) {
            taken.add(name);
            return list;
        }
        return null;
    }

    /** An inner object, whose rest becomes extras of this one; null when there is none or it is empty. */
    public @Nullable Members open(String name) {
        for (Nested open : nested) {
            if (open.at().equals(List.of(name))) {
                return open.members();
            }
        }
        if (!(node.get(name) instanceof ObjectNode inner) || inner.isEmpty()) {
            return null;
        }
        taken.add(name);
        Members members = new Members(inner, dialect, path(name));
        nested.add(new Nested(List.of(name), members));
        return members;
    }

    /** An object in a list, whose rest becomes extras of this one; null when it is none. */
    public @Nullable Members element(String list, int index) {
        if (!(node.path(list).path(index) instanceof ObjectNode inner)) {
            return null;
        }
        taken.add(list);
        Members members = new Members(inner, dialect, path(list) + "[" + index + "]");
        nested.add(new Nested(List.of(list, "[" + index + "]"), members));
        return members;
    }

    /** The member is written back as it is and says nothing that another dialect could lose. */
    public void keep(String name) {
        structural.add(name);
    }

    /** In a list of counts, what counts 0 says nothing. */
    public static void keepZeros(@Nullable Members counts) {
        if (counts != null) {
            counts.fieldNames().stream()
                    .filter(name -> counts.node.get(name).isNumber()
                            && counts.node.get(name).doubleValue() == 0)
                    .forEach(counts::keep);
        }
    }

    public Source source() {
        List<Source.Extra> extras = new ArrayList<>();
        collect(extras, List.of());
        return new Source(dialect, path, extras);
    }

    private void collect(List<Source.Extra> extras, List<String> above) {
        for (String name : fieldNames()) {
            if (structural.contains(name) || !taken.contains(name)) {
                extras.add(new Source.Extra(below(above, name), node.get(name), structural.contains(name)));
            }
        }
        nested.forEach(open -> {
            List<String> at = new ArrayList<>(above);
            at.addAll(open.at());
            open.members().collect(extras, at);
        });
    }

    private List<String> fieldNames() {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> below(List<String> above, String name) {
        List<String> at = new ArrayList<>(above);
        at.add(name);
        return at;
    }
}
