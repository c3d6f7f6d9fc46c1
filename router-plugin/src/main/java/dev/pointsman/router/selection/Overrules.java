package dev.pointsman.router.selection;

import dev.pointsman.api.provider.ModelDescriptor;
import dev.pointsman.router.catalog.Carbon;
import dev.pointsman.router.catalog.ModelFacts;
import dev.pointsman.router.catalog.Price;
import dev.pointsman.router.catalog.PriceHistory;
import dev.pointsman.router.catalog.PriceTier;
import dev.pointsman.router.catalog.Quality;
import dev.pointsman.router.config.ModelConfig;
import dev.pointsman.router.config.PriceConfig;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts one source's word over another's, fact by fact; what a source does not say stays as it was. */
final class Overrules {

    private Overrules() {}

    static ModelFacts byProvider(ModelFacts facts, ModelDescriptor descriptor) {
        BigDecimal input = descriptor.inputPrice().orElse(null);
        BigDecimal output = descriptor.outputPrice().orElse(null);
        boolean priced = input != null && output != null && Price.plausible(input) && Price.plausible(output);
        Price price = priced && input != null && output != null
                ? new Price(input, output, null, null, "provider", null, null)
                : facts.price();
        return new ModelFacts(
                facts.id(),
                descriptor.capabilities().orElse(facts.capabilities()),
                descriptor.contextWindow().isPresent()
                        ? Integer.valueOf(descriptor.contextWindow().getAsInt())
                        : facts.window(),
                descriptor.maxOutput().isPresent()
                        ? Integer.valueOf(descriptor.maxOutput().getAsInt())
                        : facts.maxOutput(),
                price,
                facts.quality(),
                facts.lengthFactor(),
                facts.latency(),
                facts.carbon(),
                both(facts.refuses(), descriptor.refuses()),
                renames(facts.renames(), descriptor.renames()));
    }

    /** What a model refuses it refuses at every vendor, and what a vendor refuses it refuses for every model. */
    private static Set<String> both(Set<String> model, Set<String> vendor) {
        Set<String> all = new HashSet<>(model);
        all.addAll(vendor);
        return all;
    }

    /** A vendor that knows the old name alone is not written to by the new one, whatever the model's maker calls it. */
    private static Map<String, String> renames(Map<String, String> model, Map<String, String> vendor) {
        Map<String, String> all = new HashMap<>(model);
        vendor.forEach((from, to) -> {
            all.remove(to);
            all.put(from, to);
        });
        return all;
    }

    static ModelFacts byOperator(ModelFacts facts, ModelConfig said, LocalDate day) {
        Double grams = said.carbonGramsPerThousand();
        return new ModelFacts(
                facts.id(),
                or(said.capabilities(), facts.capabilities()),
                or(said.window(), facts.window()),
                or(said.maxOutput(), facts.maxOutput()),
                or(price(said.prices(), day), facts.price()),
                quality(facts.quality(), said.quality()),
                facts.lengthFactor(),
                facts.latency(),
                grams == null ? facts.carbon() : new Carbon(grams, grams, "operator", "policy"),
                said.refuses() == null ? facts.refuses() : said.refuses(),
                said.renames() == null ? facts.renames() : said.renames());
    }

    /** Of an endpoint that the operator declared local nobody sends a bill. */
    static ModelFacts unbilled(ModelFacts facts) {
        BigDecimal nothing = BigDecimal.ZERO;
        return facts.withPrice(new Price(nothing, nothing, nothing, nothing, "local, not billed", null, null));
    }

    /** What of the operator's word holds on a day; null where it says nothing, or nothing yet. */
    private static @Nullable Price price(List<PriceConfig> said, LocalDate day) {
        return new PriceHistory(said.stream().map(Overrules::price).toList())
                .on(day)
                .orElse(null);
    }

    private static Price price(PriceConfig said) {
        PriceConfig.Rates rates = said.rates();
        List<PriceTier> tiers = said.above().stream()
                .map(above -> new PriceTier(
                        above.tokens(),
                        above.rates().input(),
                        above.rates().output(),
                        above.rates().cachedRead(),
                        above.rates().cacheWrite(),
                        above.rates().cacheWriteHour()))
                .toList();
        return new Price(
                rates.input(),
                rates.output(),
                rates.cachedRead(),
                rates.cacheWrite(),
                rates.cacheWriteHour(),
                said.perRequest(),
                tiers,
                said.source() == null ? "policy" : said.source(),
                said.fetched(),
                said.effectiveFrom());
    }

    private static @Nullable Quality quality(@Nullable Quality known, Map<String, Double> said) {
        if (said.isEmpty()) {
            return known;
        }
        Double overall = said.get(ModelConfig.OVERALL);
        // One figure for all workloads replaces every cell; figures for some leave the others as they were.
        Map<String, Double> cells = new HashMap<>(known == null || overall != null ? Map.of() : known.byWorkload());
        cells.putAll(said);
        cells.remove(ModelConfig.OVERALL);
        double rest = known == null ? Term.UNKNOWN_QUALITY : known.overall();
        return new Quality(overall == null ? rest : overall, cells, "policy");
    }

    private static <T> @Nullable T or(@Nullable T said, @Nullable T known) {
        return said == null ? known : said;
    }
}
