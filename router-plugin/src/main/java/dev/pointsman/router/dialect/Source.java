package dev.pointsman.router.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.exchange.Dialect;
import java.util.List;
import java.util.Optional;

/**
 * Where a node of the hub came from, and what it had that the hub does not model.
 *
 * @param path the node's JSON path in the source
 * @param extras members without a place in the hub: written back in the same dialect, reported as losses in another
 */
public record Source(Dialect dialect, String path, List<Extra> extras) {

    public Source {
        extras = List.copyOf(extras);
    }

    /**
     * One member that stays as it is.
     *
     * @param at member names below the node, and indexes as {@code [0]}
     * @param structural whether it only tells the dialect's form ({@code "type":"function"}), so that another dialect loses
     *     nothing with it
     */
    public record Extra(List<String> at, JsonNode value, boolean structural) {

        public Extra {
            at = List.copyOf(at);
        }

        /** An explicit null and an empty list say what an absent member says. */
        public boolean saysNothing() {
            return structural || value.isNull() || (value.isContainerNode() && value.isEmpty());
        }

        /** Its JSON path, where {@code above} is the node's. */
        public String path(String above) {
            StringBuilder path = new StringBuilder(above);
            at.forEach(name -> path.append(name.startsWith("[") ? "" : ".").append(name));
            return path.toString();
        }

        @Override
        public String toString() {
            return "Extra[" + String.join(".", at) + "]";
        }
    }

    public static Source at(Dialect dialect, String path) {
        return new Source(dialect, path, List.of());
    }

    public boolean is(Dialect other) {
        return dialect.equals(other);
    }

    public Optional<JsonNode> extra(String name) {
        return extras.stream()
                .filter(extra -> extra.at().equals(List.of(name)))
                .map(Extra::value)
                .findFirst();
    }

    /** This source without one of its extras, because a writer has a place for it. */
    public Source without(String name) {
        return new Source(
                dialect,
                path,
                extras.stream()
                        .filter(extra -> !extra.at().equals(List.of(name)))
                        .toList());
    }

    /** Writes the extras back into a node of the same dialect. */
    public void restore(ObjectNode node) {
        for (Extra extra : extras) {
            JsonNode parent = node;
            for (String name : extra.at().subList(0, extra.at().size() - 1)) {
                parent = child(parent, name, extra.at());
            }
            ((ObjectNode) parent).set(extra.at().getLast(), extra.value());
        }
    }

    /** The inner node, made where there is none: an element where the name is an index, else a member. */
    private static JsonNode child(JsonNode parent, String name, List<String> at) {
        if (parent instanceof ArrayNode list) {
            int index = Integer.parseInt(name.substring(1, name.length() - 1));
            while (list.size() <= index) {
                list.addObject();
            }
            return list.get(index);
        }
        ObjectNode object = (ObjectNode) parent;
        boolean isList = at.get(at.indexOf(name) + 1).startsWith("[");
        JsonNode there = object.get(name);
        if (there != null && there.isContainerNode()) {
            return there;
        }
        return isList ? object.putArray(name) : object.putObject(name);
    }

    /** The name of the member this node stood in: {@code reasoning_content}, {@code content[0]}. */
    public String member() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    @Override
    public String toString() {
        return dialect + " " + path;
    }
}
