package dev.pointsman.api.provider;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a provider knows of one of its models. Everything but the id is a hint that the router's catalog and the operator's
 * policy may overrule. Immutable.
 */
public final class ModelDescriptor {

    private final String id;
    private final @Nullable Set<Capability> capabilities;
    private final @Nullable Integer contextWindow;
    private final @Nullable Integer maxOutput;
    private final @Nullable BigDecimal inputPrice;
    private final @Nullable BigDecimal outputPrice;
    private final @Nullable BigDecimal cachedReadPrice;
    private final @Nullable BigDecimal cacheWritePrice;
    private final @Nullable String profile;
    private final boolean failClosed;
    private final Set<String> refuses;
    private final Map<String, String> renames;

    private ModelDescriptor(Builder builder) {
        this.id = builder.id;
        this.capabilities = builder.capabilities;
        this.contextWindow = builder.contextWindow;
        this.maxOutput = builder.maxOutput;
        this.inputPrice = builder.inputPrice;
        this.outputPrice = builder.outputPrice;
        this.cachedReadPrice = builder.cachedReadPrice;
        this.cacheWritePrice = builder.cacheWritePrice;
        this.profile = builder.profile;
        this.failClosed = builder.failClosed;
        this.refuses = builder.refuses;
        this.renames = builder.renames;
    }

    public static Builder of(String id) {
        return new Builder(id);
    }

    /** The id that the vendor's API takes. */
    public String id() {
        return id;
    }

    /** Empty when the provider cannot tell. */
    public Optional<Set<Capability>> capabilities() {
        return Optional.ofNullable(capabilities);
    }

    /** Input and output tokens together. */
    public OptionalInt contextWindow() {
        return contextWindow == null ? OptionalInt.empty() : OptionalInt.of(contextWindow);
    }

    /** The most output tokens of one answer. */
    public OptionalInt maxOutput() {
        return maxOutput == null ? OptionalInt.empty() : OptionalInt.of(maxOutput);
    }

    /** USD per million input tokens. */
    public Optional<BigDecimal> inputPrice() {
        return Optional.ofNullable(inputPrice);
    }

    /** USD per million output tokens. */
    public Optional<BigDecimal> outputPrice() {
        return Optional.ofNullable(outputPrice);
    }

    /** USD per million input tokens that are read from the vendor's prompt cache. */
    public Optional<BigDecimal> cachedReadPrice() {
        return Optional.ofNullable(cachedReadPrice);
    }

    /** USD per million input tokens that are written to the vendor's prompt cache, for its usual time. */
    public Optional<BigDecimal> cacheWritePrice() {
        return Optional.ofNullable(cacheWritePrice);
    }

    /** Of a name of the router's own: the profile that it stands for, unless a rule leads elsewhere. Empty for a vendor's model. */
    public Optional<String> profile() {
        return Optional.ofNullable(profile);
    }

    /** Whether that profile fails closed: what it requires holds also when nobody is left who could answer. */
    public boolean failClosed() {
        return failClosed;
    }

    /** Top-level members of a request's body that this model answers with an error: the router leaves them away and says so. */
    public Set<String> refuses() {
        return refuses;
    }

    /** Top-level members that this model knows by another name, from the common to its own. */
    public Map<String, String> renames() {
        return renames;
    }

    /** A builder that says the same, to say more with. */
    public Builder toBuilder() {
        Builder builder = new Builder(id);
        builder.capabilities = capabilities;
        builder.contextWindow = contextWindow;
        builder.maxOutput = maxOutput;
        builder.inputPrice = inputPrice;
        builder.outputPrice = outputPrice;
        builder.cachedReadPrice = cachedReadPrice;
        builder.cacheWritePrice = cacheWritePrice;
        builder.profile = profile;
        builder.failClosed = failClosed;
        builder.refuses = refuses;
        builder.renames = renames;
        return builder;
    }

    @Override
    public String toString() {
        return "ModelDescriptor[" + id + "]";
    }

    /** Collects the hints; every one is optional. */
    public static final class Builder {

        private final String id;
        private @Nullable Set<Capability> capabilities;
        private @Nullable Integer contextWindow;
        private @Nullable Integer maxOutput;
        private @Nullable BigDecimal inputPrice;
        private @Nullable BigDecimal outputPrice;
        private @Nullable BigDecimal cachedReadPrice;
        private @Nullable BigDecimal cacheWritePrice;
        private @Nullable String profile;
        private boolean failClosed;
        private Set<String> refuses = Set.of();
        private Map<String, String> renames = Map.of();

        private Builder(String id) {
            this.id = Objects.requireNonNull(id, "id");
        }

        public Builder capabilities(Collection<Capability> values) {
            this.capabilities = Set.copyOf(values);
            return this;
        }

        public Builder contextWindow(int tokens) {
            this.contextWindow = tokens;
            return this;
        }

        public Builder maxOutput(int tokens) {
            this.maxOutput = tokens;
            return this;
        }

        /** Both in USD per million tokens. */
        public Builder prices(BigDecimal input, BigDecimal output) {
            this.inputPrice = input;
            this.outputPrice = output;
            return this;
        }

        /** Both in USD per million input tokens; null where nobody knows. */
        public Builder cachePrices(@Nullable BigDecimal read, @Nullable BigDecimal write) {
            this.cachedReadPrice = read;
            this.cacheWritePrice = write;
            return this;
        }

        public Builder profile(String name, boolean failsClosed) {
            this.profile = Objects.requireNonNull(name, "name");
            this.failClosed = failsClosed;
            return this;
        }

        public Builder refuses(Collection<String> members) {
            this.refuses = Set.copyOf(members);
            return this;
        }

        public Builder renames(Map<String, String> members) {
            this.renames = Map.copyOf(members);
            return this;
        }

        public ModelDescriptor build() {
            return new ModelDescriptor(this);
        }
    }
}
