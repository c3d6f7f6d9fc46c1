package dev.pointsman.router.analysis;

import dev.pointsman.api.provider.SettingsProblem;
import dev.pointsman.router.catalog.Price;
import dev.pointsman.router.selection.EndpointFacts;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Prices that nobody looked at for a quarter of a year, and models whose price nobody knows. */
final class PriceAges implements Check {

    private static final long FRESH_DAYS = 90;
    private static final int NAMED = 3;

    @Override
    public void look(LoadedPolicy policy, List<SettingsProblem> warnings) {
        List<String> stale = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        LocalDate oldest = policy.today();
        for (EndpointFacts endpoint : policy.endpoints()) {
            Price price = endpoint.model().price();
            Optional<LocalDate> fetched = price == null ? Optional.empty() : fetched(price);
            if (price == null && !endpoint.onlyByName()) {
                unknown.add(endpoint.name());
            } else if (fetched.isPresent() && age(fetched.get(), policy.today()) > FRESH_DAYS) {
                stale.add(endpoint.name());
                oldest = fetched.get().isBefore(oldest) ? fetched.get() : oldest;
            }
        }
        if (!stale.isEmpty()) {
            warnings.add(new SettingsProblem(
                    "catalog",
                    "prices of " + stale.size() + " models are " + age(oldest, policy.today()) + " days old: "
                            + named(stale),
                    "compare them with the vendors' lists, and write what changed under catalog:"));
        }
        if (!unknown.isEmpty()) {
            warnings.add(new SettingsProblem(
                    "catalog",
                    "nobody knows the price of " + named(unknown) + ", so it counts as the dearest",
                    "write it under catalog: or at the provider's models:"));
        }
    }

    private static long age(LocalDate day, LocalDate today) {
        return ChronoUnit.DAYS.between(day, today);
    }

    private static Optional<LocalDate> fetched(Price price) {
        try {
            return Optional.ofNullable(price.fetched()).map(LocalDate::parse);
        } catch (DateTimeParseException e) {
            // A catalog that tells no day tells no age either.
            return Optional.empty();
        }
    }

    private static String named(List<String> names) {
        String few = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
        return names.size() <= NAMED ? few : few + " and " + (names.size() - NAMED) + " more";
    }
}
