package dev.pointsman.router.analysis.production;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All demands. */
public final class ProductionDemands {

    private static final List<Demand> DEMANDS = List.of(
            new ProviderOwners(),
            new StableAliases(),
            new ExplicitFallbacks(),
            new StatedAttempts(),
            new ClosedDemands(),
            new LimitedCapture(),
            new PlatformCredentials(),
            new HardBudgets(),
            new FreshPrices(),
            new PresentAlerts(),
            new StatedRetention());

    private ProductionDemands() {}

    /** How the policy stands to each, by its id, in order. */
    public static Map<String, Standing> of(ProductionPolicy policy) {
        Map<String, Standing> standings = new LinkedHashMap<>();
        DEMANDS.forEach(demand -> standings.put(demand.id(), demand.judge(policy)));
        return standings;
    }
}
