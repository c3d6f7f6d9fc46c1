package dev.pointsman.router.control;

import dev.pointsman.api.control.ControlException;
import dev.pointsman.router.catalog.ModelCatalog;
import dev.pointsman.router.catalog.ModelFacts;
import dev.pointsman.router.catalog.Price;
import dev.pointsman.router.control.RouterStatus.EndpointStatus;
import dev.pointsman.router.money.Baseline;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds models that usage is compared with: of the policy in force, else of the built-in catalog. */
final class Baselines {

    private final Supplier<RouterStatus> status;
    private final InstantSource clock;

    Baselines(Supplier<RouterStatus> status, InstantSource clock) {
        this.status = status;
        this.clock = clock;
    }

    /**
     * A model with its price of today.
     *
     * @param name {@code provider/model}, or a catalog's vendor in the provider's place
     * @throws ControlException 400 when there is no such model, or nobody knows what it costs
     */
    Baseline find(String name) {
        Price price = ofPolicy(name).or(() -> ofCatalog(name)).orElse(null);
        return new Baseline(name, known(price));
    }

    private Optional<Price> ofPolicy(String name) {
        return status.get().endpoints().stream()
                .map(EndpointStatus::facts)
                .filter(facts -> facts.name().equals(name))
                .findFirst()
                .map(facts -> facts.model().price());
    }

    private Optional<Price> ofCatalog(String name) {
        int slash = name.indexOf('/');
        if (slash <= 0) {
            return Optional.empty();
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return ModelCatalog.builtIn()
                .find(name.substring(0, slash), name.substring(slash + 1), today)
                .map(ModelFacts::price);
    }

    private static Price known(@Nullable Price price) {
        if (price == null) {
            throw new ControlException(
                    400,
                    "unknown_baseline",
                    "No price of this baseline is known; name one as provider/model, as GET /admin/v1/catalog lists them.");
        }
        return price;
    }
}
