package dev.pointsman.router.analysis;

import dev.pointsman.api.provider.SettingsProblem;
import dev.pointsman.router.catalog.Price;
import dev.pointsman.router.selection.EndpointFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A price that somebody wrote for another unit: a hundred times above or below its neighbours. Neighbours are the same model
 * elsewhere, else the middle of all others; prices that were read from vendors' lists are not doubted.
 */
final class PriceOutliers implements Check {

    private static final double FACTOR = 100;

    /** A middle of fewer says nothing. */
    private static final int ENOUGH = 3;

    @Override
    public void look(LoadedPolicy policy, List<SettingsProblem> warnings) {
        for (EndpointFacts endpoint : policy.endpoints()) {
            Price price = endpoint.model().price();
            double mine = output(endpoint);
            double usual = neighbours(endpoint, policy.endpoints());
            if (price == null || price.fetched() != null || mine <= 0 || usual <= 0) {
                continue;
            }
            double factor = mine / usual;
            if (factor >= FACTOR || factor <= 1 / FACTOR) {
                warnings.add(new SettingsProblem(
                        "providers." + endpoint.key().provider() + ".models",
                        "the price of " + endpoint.key().model() + ", "
                                + price.output().stripTrailingZeros().toPlainString() + " for output, is "
                                + times(factor)
                                + " that of its neighbours",
                        "prices are USD per million tokens"));
            }
        }
    }

    private static String times(double factor) {
        return factor >= 1 ? Math.round(factor) + " times" : "1/" + Math.round(1 / factor) + " of";
    }

    private static double neighbours(EndpointFacts endpoint, List<EndpointFacts> all) {
        List<EndpointFacts> others = all.stream()
                .filter(other -> other != endpoint && output(other) > 0)
                .toList();
        double[] same = others.stream()
                .filter(other -> other.model().id().equals(endpoint.model().id()))
                .mapToDouble(PriceOutliers::output)
                .sorted()
                .toArray();
        if (same.length > 0) {
            return same[same.length / 2];
        }
        double[] any =
                others.stream().mapToDouble(PriceOutliers::output).sorted().toArray();
        return any.length < ENOUGH ? 0 : any[any.length / 2];
    }

    private static double output(EndpointFacts endpoint) {
        @Nullable Price price = endpoint.model().price();
        return price == null ? 0 : price.output().doubleValue();
    }
}
