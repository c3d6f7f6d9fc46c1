package dev.pointsman.api.policy;

import dev.pointsman.api.provider.Capability;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One model at one provider, as it stands for one request. What is unknown is absent, and unknown is not zero. Immutable; the
 * router makes it, and so do the tests of policy plugins.
 */
public final class Candidate {

    private final String provider;
    private final String model;
    private final Set<Capability> capabilities;
    private final @Nullable Integer contextWindow;
    private final @Nullable Integer maxOutput;
    private final @Nullable String region;
    private final boolean local;
    private final @Nullable Double expectedCost;
    private final @Nullable Double expectedSeconds;
    private final @Nullable Double quality;
    private final double availability;
    private final @Nullable Double carbonGrams;

    private Candidate(Builder builder) {
        this.provider = builder.provider;
        this.model = builder.model;
        this.capabilities = builder.capabilities;
        this.contextWindow = builder.contextWindow;
        this.maxOutput = builder.maxOutput;
        this.region = builder.region;
        this.local = builder.local;
        this.expectedCost = builder.expectedCost;
        this.expectedSeconds = builder.expectedSeconds;
        this.quality = builder.quality;
        this.availability = builder.availability;
        this.carbonGrams = builder.carbonGrams;
    }

    public static Builder of(String provider, String model) {
        return new Builder(provider, model);
    }

    /** The name of the {@code providers:} entry. */
    public String provider() {
        return provider;
    }

    /** The vendor's id of the model. */
    public String model() {
        return model;
    }

    /** {@code provider/model}. */
    public String name() {
        return provider + "/" + model;
    }

    public Set<Capability> capabilities() {
        return capabilities;
    }

    /** Input and output tokens together. */
    public OptionalInt contextWindow() {
        return contextWindow == null ? OptionalInt.empty() : OptionalInt.of(contextWindow);
    }

    /** The most output tokens of one answer. */
    public OptionalInt maxOutput() {
        return maxOutput == null ? OptionalInt.empty() : OptionalInt.of(maxOutput);
    }

    /** As the operator states it. */
    public Optional<String> region() {
        return Optional.ofNullable(region);
    }

    /** Whether the operator declared the endpoint local. */
    public boolean local() {
        return local;
    }

    /** USD for this request. */
    public OptionalDouble expectedCost() {
        return optional(expectedCost);
    }

    /** Seconds to the last expected token. */
    public OptionalDouble expectedSeconds() {
        return optional(expectedSeconds);
    }

    /** 0 to 1, for the request's workload. */
    public OptionalDouble quality() {
        return optional(quality);
    }

    /** Expected success of the next attempt, 0 to 1. */
    public double availability() {
        return availability;
    }

    /** Grams of CO2 equivalent for this request; a coarse estimate. */
    public OptionalDouble carbonGrams() {
        return optional(carbonGrams);
    }

    @Override
    public String toString() {
        return "Candidate[" + name() + "]";
    }

    private static OptionalDouble optional(@Nullable Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** Collects the facts; all but the name are optional. */
    public static final class Builder {

        private final String provider;
        private final String model;
        private Set<Capability> capabilities = Set.of();
        private @Nullable Integer contextWindow;
        private @Nullable Integer maxOutput;
        private @Nullable String region;
        private boolean local;
        private @Nullable Double expectedCost;
        private @Nullable Double expectedSeconds;
        private @Nullable Double quality;
        private double availability = 1;
        private @Nullable Double carbonGrams;

        private Builder(String provider, String model) {
            this.provider = Objects.requireNonNull(provider, "provider");
            this.model = Objects.requireNonNull(model, "model");
        }

        public Builder capabilities(Collection<Capability> values) {
            this.capabilities = Set.copyOf(values);
            return this;
        }

        public Builder contextWindow(@Nullable Integer tokens) {
            this.contextWindow = tokens;
            return this;
        }

        public Builder maxOutput(@Nullable Integer tokens) {
            this.maxOutput = tokens;
            return this;
        }

        public Builder region(@Nullable String value) {
            this.region = value;
            return this;
        }

        public Builder local(boolean value) {
            this.local = value;
            return this;
        }

        /** In USD. */
        public Builder expectedCost(@Nullable Double usd) {
            this.expectedCost = usd;
            return this;
        }

        public Builder expectedSeconds(@Nullable Double seconds) {
            this.expectedSeconds = seconds;
            return this;
        }

        /** From 0 to 1. */
        public Builder quality(@Nullable Double value) {
            this.quality = value;
            return this;
        }

        /** From 0 to 1. */
        public Builder availability(double value) {
            this.availability = value;
            return this;
        }

        public Builder carbonGrams(@Nullable Double grams) {
            this.carbonGrams = grams;
            return this;
        }

        public Candidate build() {
            return new Candidate(this);
        }
    }
}
