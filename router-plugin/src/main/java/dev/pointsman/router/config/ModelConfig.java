package dev.pointsman.router.config;

import dev.pointsman.api.provider.Capability;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the operator says of a model; it overrules the provider and the catalog. What is null was not said.
 *
 * @param id the vendor's id
 * @param window input and output tokens together
 * @param maxOutput the most output tokens of one answer
 * @param prices each from its first day on; empty when not said
 * @param quality 0 to 1 by workload; {@value #OVERALL} for all others
 * @param refuses top-level members of a body that the model refuses
 * @param renames top-level members that the model knows by another name
 * @param carbonGramsPerThousand CO2 equivalent for 1,000 output tokens
 */
public record ModelConfig(
        String id,
        @Nullable Integer window,
        @Nullable Integer maxOutput,
        @Nullable Set<Capability> capabilities,
        List<PriceConfig> prices,
        Map<String, Double> quality,
        @Nullable Set<String> refuses,
        @Nullable Map<String, String> renames,
        @Nullable Double carbonGramsPerThousand) {

    /** The key of the quality that holds for every workload without a figure of its own. */
    public static final String OVERALL = "overall";

    public ModelConfig {
        Objects.requireNonNull(id, "id");
        capabilities = capabilities == null ? null : Set.copyOf(capabilities);
        prices = List.copyOf(prices);
        quality = Map.copyOf(quality);
        refuses = refuses == null ? null : Set.copyOf(refuses);
        renames = renames == null ? null : Map.copyOf(renames);
    }

    /** Only the id is said. */
    public static ModelConfig of(String id) {
        return new ModelConfig(id, null, null, null, List.of(), Map.of(), null, null, null);
    }
}
