package dev.pointsman.router.catalog;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A vendor's prices of one model as time goes on; those to come are known before they hold. Immutable. */
public record PriceHistory(List<Price> prices) {

    private static final PriceHistory UNKNOWN = new PriceHistory(List.of());

    /** Sorts them by their first day; one without a day has always held. */
    public PriceHistory {
        prices = prices.stream().sorted(Comparator.comparing(Price::firstDay)).toList();
    }

    public static PriceHistory unknown() {
        return UNKNOWN;
    }

    /** The price that holds on a day; empty before the first one. */
    public Optional<Price> on(LocalDate day) {
        return prices.stream().filter(price -> !price.firstDay().isAfter(day)).reduce((earlier, later) -> later);
    }
}
