package dev.pointsman.api.exchange;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who really answered a call and how it got there. Immutable; made by the router, read by the host for its response headers. */
public final class ServedInfo {

    private static final ServedInfo NONE = new ServedInfo(new Builder());

    private final @Nullable String decisionId;
    private final @Nullable String provider;
    private final @Nullable String model;
    private final @Nullable String profile;
    private final @Nullable String reason;
    private final int attempts;
    private final int losses;

    private ServedInfo(Builder builder) {
        this.decisionId = builder.decisionId;
        this.provider = builder.provider;
        this.model = builder.model;
        this.profile = builder.profile;
        this.reason = builder.reason;
        this.attempts = builder.attempts;
        this.losses = builder.losses;
    }

    /** Nothing is known: what a plain provider answers. */
    public static ServedInfo none() {
        return NONE;
    }

    public static Builder builder() {
        return new Builder();
    }

    public Optional<String> decisionId() {
        return Optional.ofNullable(decisionId);
    }

    /** The name of the {@code providers:} entry that answered. */
    public Optional<String> provider() {
        return Optional.ofNullable(provider);
    }

    /** The vendor's id of the model that answered. */
    public Optional<String> model() {
        return Optional.ofNullable(model);
    }

    public Optional<String> profile() {
        return Optional.ofNullable(profile);
    }

    /** Why this one, in a few words without content: {@code highest score}, {@code fallback after rate_limited}. */
    public Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    /** Attempts sent to a vendor for this call. */
    public int attempts() {
        return attempts;
    }

    /** Members of the request or answer that the translation between two dialects could not carry. */
    public int losses() {
        return losses;
    }

    /** Collects the facts; every one is optional. */
    public static final class Builder {

        private @Nullable String decisionId;
        private @Nullable String provider;
        private @Nullable String model;
        private @Nullable String profile;
        private @Nullable String reason;
        private int attempts;
        private int losses;

        private Builder() {}

        public Builder decisionId(String value) {
            this.decisionId = Objects.requireNonNull(value);
            return this;
        }

        public Builder provider(String value) {
            this.provider = Objects.requireNonNull(value);
            return this;
        }

        public Builder model(String value) {
            this.model = Objects.requireNonNull(value);
            return this;
        }

        public Builder profile(String value) {
            this.profile = Objects.requireNonNull(value);
            return this;
        }

        public Builder reason(String value) {
            this.reason = Objects.requireNonNull(value);
            return this;
        }

        public Builder attempts(int value) {
            this.attempts = value;
            return this;
        }

        public Builder losses(int value) {
            this.losses = value;
            return this;
        }

        public ServedInfo build() {
            return new ServedInfo(this);
        }
    }
}
