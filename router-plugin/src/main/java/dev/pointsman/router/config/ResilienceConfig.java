package dev.pointsman.router.config;

/**
 * What bounds attempts across all requests, section {@code resilience}. One router has one budget: attempts never exceed
 * (1 + ratio) × requests + capacity + perSecond × seconds.
 *
 * @param retryRatio further attempts that one request pays for, 0 to 1
 * @param retryCapacity the most further attempts at once, after a quiet time
 * @param retriesPerSecond further attempts that come by themselves
 */
public record ResilienceConfig(double retryRatio, double retryCapacity, double retriesPerSecond) {

    /** 1.10 attempts per request in the long run, and ten at once after a quiet time. */
    public static final ResilienceConfig DEFAULT = new ResilienceConfig(0.10, 10, 0.1);

    static ResilienceConfig read(ConfigReader root) {
        ConfigReader section = root.section("resilience");
        ConfigReader budget = section.section("retryBudget");
        ResilienceConfig config = new ResilienceConfig(
                budget.number("ratio", DEFAULT.retryRatio(), 0, 1),
                budget.number("capacity", DEFAULT.retryCapacity(), 0, 1e6),
                budget.number("perSecond", DEFAULT.retriesPerSecond(), 0, 1e6));
        budget.noOtherKeys();
        section.noOtherKeys();
        return config;
    }
}
