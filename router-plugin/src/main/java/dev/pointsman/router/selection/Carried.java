package dev.pointsman.router.selection;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a request's body would come to one candidate.
 *
 * @param translatedInto the dialect that it would be translated into; null where the candidate takes the request's own
 * @param edits of the members that would be changed for it
 * @param losses what its dialect cannot carry, as {@code path: reason}; empty where nothing is translated
 */
public record Carried(@Nullable String translatedInto, List<String> edits, List<String> losses) {

    public Carried {
        edits = List.copyOf(edits);
        losses = List.copyOf(losses);
    }
}
