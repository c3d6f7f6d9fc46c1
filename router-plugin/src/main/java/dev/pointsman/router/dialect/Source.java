package dev.pointsman.router.dialect;

import com.fasterxml.jackson.databind.JsonNode;
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
     * @param at member names below the node
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
            ObjectNode parent = node;
            for (String name : extra.at().subList(0, extra.at().size() - 1)) {
                parent = parent.get(name) instanceof ObjectNode child ? child : parent.putObject(name);
            }
            parent.set(extra.at().getLast(), extra.value());
        }
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
