package dev.pointsman.router.money;

import dev.pointsman.router.catalog.ModelFacts;
import java.util.Objects;

/**
 * Who would answer, and what is known of it.
 *
 * @param local whether the operator declared it local: where its price is unknown, it costs nothing
 * @param byok whether the workspace's own credential pays
 */
public record Offer(String provider, String model, ModelFacts facts, boolean local, boolean byok) {

    public Offer {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(facts, "facts");
    }

    String name() {
        return provider + "/" + model;
    }
}
