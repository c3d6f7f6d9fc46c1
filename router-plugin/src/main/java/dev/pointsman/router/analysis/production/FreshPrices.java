package dev.pointsman.router.analysis.production;

import dev.pointsman.router.analysis.PolicyAnalysis;

/** Every model has a price, and somebody looked at it within a quarter of a year. */
final class FreshPrices implements Demand {

    @Override
    public String id() {
        return "prices-fresh";
    }

    @Override
    public Standing judge(ProductionPolicy policy) {
        if (policy.loaded().endpoints().isEmpty()) {
            return new Standing.Unknown("no provider has told its models; name them under its models:");
        }
        return Standing.of(
                PolicyAnalysis.prices(policy.loaded()),
                "prices of " + policy.loaded().endpoints().size() + " models");
    }
}
