/**
 * What is told to whoever watches: numbers and lines, never content. {@link dev.pointsman.router.telemetry.Meters} is the door for
 * numbers; {@code RouterMetrics} behind it counts in the registry of Micrometer that a host may lend or not have at all, and {@code
 * MeterName} is the only file that names a meter. {@link dev.pointsman.router.telemetry.DecisionLog} is the only file that logs a decision.
 *
 * <p>Nothing here waits for anybody: a request adds to counters in memory, and lines go into a bounded queue.
 */
@NullMarked
package dev.pointsman.router.telemetry;

import org.jspecify.annotations.NullMarked;
