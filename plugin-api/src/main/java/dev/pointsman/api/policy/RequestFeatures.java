package dev.pointsman.api.policy;

import dev.pointsman.api.provider.Caller;
import dev.pointsman.api.provider.Capability;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a request without its words: sizes, what it needs of a model, what binds it to one. Immutable; the router
 * makes it, and so do the tests of policy plugins.
 */
public final class RequestFeatures {

    private final Caller caller;
    private final String model;
    private final String workload;
    private final int inputTokens;
    private final String countedBy;
    private final @Nullable Integer maxOutputTokens;
    private final int tools;
    private final int turns;
    private final boolean toolLoop;
    private final Set<Capability> needs;
    private final Set<String> pins;
    private final @Nullable String sessionModel;

    private RequestFeatures(Builder builder) {
        this.caller = builder.caller;
        this.model = builder.model;
        this.workload = builder.workload;
        this.inputTokens = builder.inputTokens;
        this.countedBy = builder.countedBy;
        this.maxOutputTokens = builder.maxOutputTokens;
        this.tools = builder.tools;
        this.turns = builder.turns;
        this.toolLoop = builder.toolLoop;
        this.needs = builder.needs;
        this.pins = builder.pins;
        this.sessionModel = builder.sessionModel;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** A builder that says the same, to change something with. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.caller = caller;
        builder.model = model;
        builder.workload = workload;
        builder.inputTokens = inputTokens;
        builder.countedBy = countedBy;
        builder.maxOutputTokens = maxOutputTokens;
        builder.tools = tools;
        builder.turns = turns;
        builder.toolLoop = toolLoop;
        builder.needs = needs;
        builder.pins = pins;
        builder.sessionModel = sessionModel;
        return builder;
    }

    public Caller caller() {
        return caller;
    }

    /** The model that was asked for: {@code auto}. */
    public String model() {
        return model;
    }

    /** The kind of work: {@code code}, {@code summarization}, {@code chat} … */
    public String workload() {
        return workload;
    }

    /** An estimate, unless {@link #countedBy()} says otherwise. */
    public int inputTokens() {
        return inputTokens;
    }

    /** {@code estimate}, or the name of the tokenizer that counted because the estimate came near a model's window. */
    public String countedBy() {
        return countedBy;
    }

    /** What the client set as its output limit. */
    public OptionalInt maxOutputTokens() {
        return maxOutputTokens == null ? OptionalInt.empty() : OptionalInt.of(maxOutputTokens);
    }

    /** How many tools are offered. */
    public int tools() {
        return tools;
    }

    /** How many messages of the user and the model there are. */
    public int turns() {
        return turns;
    }

    /** Whether the last message answers a tool call, so that the conversation hangs in the middle of a turn. */
    public boolean toolLoop() {
        return toolLoop;
    }

    /** What a model must be able to do to answer. */
    public Set<Capability> needs() {
        return needs;
    }

    /** State in the request that cannot move to another provider: {@code reasoning_signature}, {@code file_id} … */
    public Set<String> pins() {
        return pins;
    }

    /** The {@code provider/model} that answered this conversation last. */
    public Optional<String> sessionModel() {
        return Optional.ofNullable(sessionModel);
    }

    /** Collects the features; every one has a default. */
    public static final class Builder {

        private Caller caller = Caller.anonymous();
        private String model = "auto";
        private String workload = "chat";
        private int inputTokens;
        private String countedBy = "estimate";
        private @Nullable Integer maxOutputTokens;
        private int tools;
        private int turns = 1;
        private boolean toolLoop;
        private Set<Capability> needs = Set.of();
        private Set<String> pins = Set.of();
        private @Nullable String sessionModel;

        private Builder() {}

        public Builder caller(Caller value) {
            this.caller = Objects.requireNonNull(value);
            return this;
        }

        public Builder model(String value) {
            this.model = Objects.requireNonNull(value);
            return this;
        }

        public Builder workload(String value) {
            this.workload = Objects.requireNonNull(value);
            return this;
        }

        public Builder inputTokens(int value) {
            this.inputTokens = value;
            return this;
        }

        public Builder countedBy(String value) {
            this.countedBy = Objects.requireNonNull(value);
            return this;
        }

        public Builder maxOutputTokens(@Nullable Integer value) {
            this.maxOutputTokens = value;
            return this;
        }

        public Builder tools(int value) {
            this.tools = value;
            return this;
        }

        public Builder turns(int value) {
            this.turns = value;
            return this;
        }

        public Builder toolLoop(boolean value) {
            this.toolLoop = value;
            return this;
        }

        public Builder needs(Collection<Capability> values) {
            this.needs = Set.copyOf(values);
            return this;
        }

        public Builder pins(Collection<String> values) {
            this.pins = Set.copyOf(values);
            return this;
        }

        public Builder sessionModel(@Nullable String value) {
            this.sessionModel = value;
            return this;
        }

        public RequestFeatures build() {
            return new RequestFeatures(this);
        }
    }
}
