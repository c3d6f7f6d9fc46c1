package dev.pointsman.router.selection;

import java.util.List;

/**
 * How a request's body would come to one candidate.
 *
 * @param edits of the members that would be changed for it
 * @param losses what its dialect cannot carry, as {@code path: reason}; empty where nothing is translated
 */
public record Carried(List<String> edits, List<String> losses) {

    public Carried {
        edits = List.copyOf(edits);
        losses = List.copyOf(losses);
    }
}
