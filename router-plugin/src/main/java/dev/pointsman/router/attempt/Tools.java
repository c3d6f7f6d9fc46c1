package dev.pointsman.router.attempt;

import dev.pointsman.router.health.EndpointHealth;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * What all requests share.
 *
 * @param chance 0 to 1, drawn for each wait
 */
record Tools(EndpointHealth health, RetryBudget retries, Timers timers, LongSupplier nanoTime, DoubleSupplier chance) {}
