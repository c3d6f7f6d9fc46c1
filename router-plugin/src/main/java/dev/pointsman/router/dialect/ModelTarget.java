package dev.pointsman.router.dialect;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The chosen model, as far as writing a request for it depends on the model.
 *
 * @param provider the {@code providers:} entry; signatures and other state are tagged with it
 * @param model the vendor's id
 * @param maxOutput the most output tokens of one answer, for dialects that require a limit; null when unknown
 * @param refused top-level members of the body that this model is known to refuse: they are removed
 * @param renamed top-level members that this model knows by another name: {@code max_tokens → max_completion_tokens}
 * @param issuers of reasoning in the request
 * @param outputCap output tokens that the vendor must be told not to exceed, also where the client set no limit; null where that
 *     is the client's matter
 */
public record ModelTarget(
        String provider,
        String model,
        @Nullable Integer maxOutput,
        Set<String> refused,
        Map<String, String> renamed,
        Issuers issuers,
        @Nullable Integer outputCap) {

    public ModelTarget {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(issuers, "issuers");
        refused = Set.copyOf(refused);
        renamed = Map.copyOf(renamed);
    }

    /** For a request without reasoning. */
    public ModelTarget(
            String provider,
            String model,
            @Nullable Integer maxOutput,
            Set<String> refused,
            Map<String, String> renamed) {
        this(provider, model, maxOutput, refused, renamed, Issuers.ABSENT, null);
    }

    public ModelTarget withIssuers(Issuers known) {
        return new ModelTarget(provider, model, maxOutput, refused, renamed, known, outputCap);
    }

    /** The same, and no answer longer than this many tokens. */
    public ModelTarget withOutputCap(@Nullable Integer cap) {
        return new ModelTarget(provider, model, maxOutput, refused, renamed, issuers, cap);
    }

    /**
     * Whether reasoning is known to be another provider's. That of unknown origin is not: it may come from before our time.
     *
     * @param signature of it; plain reasoning has {@link ReasoningText#signature}
     */
    public boolean isForeign(Signature signature) {
        String issuer = signature.issuer() == null ? issuers.of(signature.value()) : signature.issuer();
        return issuer != null && !issuer.equals(provider);
    }

    public static ModelTarget of(String provider, String model) {
        return new ModelTarget(provider, model, null, Set.of(), Map.of());
    }
}
