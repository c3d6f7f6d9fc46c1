package dev.pointsman.router.health;

import java.util.Objects;

/**
 * One model at one provider: what breakers and latency are kept for.
 *
 * @param provider the {@code providers:} entry
 * @param model the vendor's id
 */
public record EndpointKey(String provider, String model) {

    public EndpointKey {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(model, "model");
    }

    /** {@code provider/model}. */
    public String name() {
        return provider + "/" + model;
    }
}
