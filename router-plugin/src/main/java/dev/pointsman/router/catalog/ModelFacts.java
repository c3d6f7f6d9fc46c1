package dev.pointsman.router.catalog;

import dev.pointsman.api.provider.Capability;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One model at one vendor. What is null is unknown, and unknown is not zero. Immutable.
 *
 * @param id the catalog's id, which may be the undated form of the id that was asked for
 * @param capabilities null when unknown
 * @param window input and output tokens together
 * @param maxOutput the most output tokens of one answer
 * @param lengthFactor how much longer its answers are than usual ({@link TypicalAnswer}), thinking included; 1 when unknown
 * @param refuses top-level members of a body that the model is known to refuse
 * @param renames top-level members that the model knows by another name
 */
public record ModelFacts(
        String id,
        @Nullable Set<Capability> capabilities,
        @Nullable Integer window,
        @Nullable Integer maxOutput,
        @Nullable Price price,
        @Nullable Quality quality,
        double lengthFactor,
        @Nullable Latency latency,
        @Nullable Carbon carbon,
        Set<String> refuses,
        Map<String, String> renames) {

    public ModelFacts {
        Objects.requireNonNull(id, "id");
        capabilities = capabilities == null ? null : Set.copyOf(capabilities);
        refuses = Set.copyOf(refuses);
        renames = Map.copyOf(renames);
    }

    /** A model of which only the id is known. */
    public static ModelFacts unknown(String id) {
        return new ModelFacts(id, null, null, null, null, null, 1, null, null, Set.of(), Map.of());
    }

    public ModelFacts withPrice(@Nullable Price value) {
        return new ModelFacts(
                id, capabilities, window, maxOutput, value, quality, lengthFactor, latency, carbon, refuses, renames);
    }
}
