package dev.pointsman.router.attempt;

import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.router.config.AttemptLimits;
import dev.pointsman.router.health.EndpointHealth;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** Tries ranked candidates one after the other until an answer commits. Thread-safe; one for all requests. */
public final class AttemptLoop {

    private final Tools tools;

    public AttemptLoop(EndpointHealth health, RetryBudget retries, Timers timers, LongSupplier nanoTime) {
        this(
                health,
                retries,
                timers,
                nanoTime,
                () -> ThreadLocalRandom.current().nextDouble());
    }

    /** @param chance 0 to 1, drawn for each wait before another attempt at the same provider */
    public AttemptLoop(
            EndpointHealth health, RetryBudget retries, Timers timers, LongSupplier nanoTime, DoubleSupplier chance) {
        this.tools = new Tools(health, retries, timers, nanoTime, chance);
    }

    /** As below, with all the patience that the limits give. */
    public CommittedResponse run(
            Iterable<? extends Hop> hops,
            AttemptLimits limits,
            Cancellation cancellation,
            AttemptLog log,
            Ending ending) {
        return run(hops, Terms.of(limits), cancellation, log, ending);
    }

    /**
     * Runs until the commit, blocking.
     *
     * @param hops in the order in which they are tried, each at most once
     * @param ending hears once how a committed answer ended; not called when this throws
     * @throws ProviderException when no attempt committed: {@code NoEligibleCandidate} when none was made, {@code BudgetExhausted}
     *     when money was what candidates lacked for it, {@code TimedOut} in all when the time is over, {@code Exhausted} when all
     *     that were allowed failed, or the failure itself where another endpoint could not help
     */
    public CommittedResponse run(
            Iterable<? extends Hop> hops, Terms terms, Cancellation cancellation, AttemptLog log, Ending ending) {
        Departures departures = new Departures(tools, terms, cancellation, log);
        return new Walk(hops.iterator(), departures, terms, cancellation, log).run(ending);
    }
}
