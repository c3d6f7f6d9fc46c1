package dev.pointsman.router.selection;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.provider.Capability;
import dev.pointsman.router.catalog.ModelFacts;
import dev.pointsman.router.config.Glob;
import dev.pointsman.router.dialect.ModelTarget;
import dev.pointsman.router.health.EndpointKey;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One model at one provider as the policy snapshot knows it: catalog, provider's own list and operator's word merged.
 *
 * @param local whether its provider is declared local and the model is not one that a local server passes on to a cloud
 * @param region lower case; null when not stated
 * @param retention null when not stated
 * @param enabled whether the operator lets it take part
 * @param onlyByName whether it answers only those who ask for it by name: the vendor lists it, but nobody knows what it is
 * @param dialects that its provider takes as they are
 */
public record EndpointFacts(
        EndpointKey key,
        ModelFacts model,
        boolean local,
        @Nullable String region,
        String owner,
        @Nullable Duration retention,
        boolean enabled,
        boolean onlyByName,
        Set<Dialect> dialects) {

    /** How the dialects' bodies ask for reasoning, at their top level. */
    private static final Set<String> REASONING_WISHES = Set.of("reasoning_effort", "reasoning", "thinking", "think");

    public EndpointFacts {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(owner, "owner");
        dialects = Set.copyOf(dialects);
    }

    public String name() {
        return key.name();
    }

    /** Whether a profile's pattern stands for it. */
    public boolean isTakenBy(Glob glob) {
        return glob.matches(name()) && (!onlyByName || glob.isLiteral());
    }

    /** What a dialect needs to know to write a request for it. */
    public ModelTarget target() {
        return new ModelTarget(key.provider(), key.model(), model.maxOutput(), refused(), model.renames());
    }

    /** A model that is known not to reason refuses to be asked for it. */
    private Set<String> refused() {
        Set<Capability> capabilities = model.capabilities();
        if (capabilities == null || capabilities.contains(Capability.REASONING)) {
            return model.refuses();
        }
        Set<String> refused = new HashSet<>(model.refuses());
        refused.addAll(REASONING_WISHES);
        return refused;
    }
}
