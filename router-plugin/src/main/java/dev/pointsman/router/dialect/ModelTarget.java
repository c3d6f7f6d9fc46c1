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
 */
public record ModelTarget(
        String provider, String model, @Nullable Integer maxOutput, Set<String> refused, Map<String, String> renamed) {

    public ModelTarget {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(model, "model");
        refused = Set.copyOf(refused);
        renamed = Map.copyOf(renamed);
    }

    public static ModelTarget of(String provider, String model) {
        return new ModelTarget(provider, model, null, Set.of(), Map.of());
    }
}
