package dev.pointsman.api.decision;

import dev.pointsman.api.exchange.Payload;
import java.util.List;
import java.util.Optional;

/**
 * Which candidates were looked at for one request, which were kept, and in which order they are tried. Immutable. The router
 * makes it, hosts and listeners read it.
 */
public interface RoutingDecision {

    /** Sortable by time, unique, safe to show. */
    String id();

    String profile();

    String workload();

    /** {@code provider/model} names in the order they are tried; empty when no candidate is eligible. */
    List<String> ranking();

    /** The first of {@link #ranking()}. */
    default Optional<String> choice() {
        return ranking().stream().findFirst();
    }

    /**
     * The whole trace as JSON: inputs, every candidate with its verdict, each term raw, normalised, weighted, and the margin.
     * Rendered when asked; equal decisions render to equal bytes.
     */
    Payload toJson();
}
