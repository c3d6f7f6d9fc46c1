package dev.pointsman.router.attempt;

import dev.pointsman.api.failure.Phase;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.api.failure.ProviderFailure.TimedOut;
import dev.pointsman.router.config.AttemptLimits;
import dev.pointsman.router.health.EndpointHealth;
import dev.pointsman.router.health.EndpointKey;
import dev.pointsman.router.health.Permission;
import dev.pointsman.router.money.Opening.Opened;
import dev.pointsman.router.money.Opening.Refused;
import dev.pointsman.router.money.Refusal;
import dev.pointsman.router.money.Reservation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Tries ranked candidates one after the other until an answer commits. Thread-safe; one for all requests. */
public final class AttemptLoop {

    private final EndpointHealth health;
    private final RetryBudget retries;
    private final Timers timers;
    private final LongSupplier nanoTime;

    public AttemptLoop(EndpointHealth health, RetryBudget retries, Timers timers, LongSupplier nanoTime) {
        this.health = health;
        this.retries = retries;
        this.timers = timers;
        this.nanoTime = nanoTime;
    }

    /**
     * Runs until the commit, blocking.
     *
     * @param hops in the order in which they are tried, each at most once
     * @param ending hears once how a committed answer ended; not called when this throws
     * @throws ProviderException when no attempt committed: {@code NoEligibleCandidate} when none was made, {@code BudgetExhausted}
     *     when money was what candidates lacked for it, {@code Exhausted} when all that were allowed failed, or the failure itself where another endpoint could not help
     */
    public CommittedResponse run(
            Iterable<? extends Hop> hops,
            AttemptLimits limits,
            Cancellation cancellation,
            AttemptLog log,
            Ending ending) {
        retries.requestAccepted();
        long deadline = nanoTime.getAsLong() + limits.total().toNanos();
        ProviderException last = null;
        EndpointKey failed = null;
        ProviderException unsendable = null;
        List<Refusal> refusals = new ArrayList<>();
        int window = 0;
        for (Hop hop : hops) {
            if (log.begun() >= limits.max()) {
                break;
            }
            if (last != null && !mayHelp(hop, failed, last.failure(), window)) {
                log.skip(hop, last.failure().code());
                continue;
            }
            Optional<Permission> permission = admit(hop, log);
            if (permission.isEmpty()) {
                continue;
            }
            Duration left = Duration.ofNanos(deadline - nanoTime.getAsLong());
            Hop.Prepared prepared;
            try {
                prepared = prepare(hop, left);
            } catch (ProviderException e) {
                permission.get().failed(e.failure());
                log.skip(hop, e.failure().code());
                unsendable = e;
                continue;
            }
            if (losesTooMuch(hop, prepared)) {
                permission.get().released();
                log.skip(hop, "translation_loss");
                continue;
            }
            Optional<Reservation> reservation = pay(hop, left, refusals);
            if (reservation.isEmpty()) {
                permission.get().released();
                prepared.response().close();
                log.skip(hop, "budget");
                continue;
            }
            if (last != null && !retries.tryTake()) {
                permission.get().released();
                reservation.get().voided();
                log.skip(hop, "retry_budget");
                break;
            }
            Attempt attempt =
                    begin(hop, prepared, permission.get(), reservation.get(), limits, left, cancellation, log);
            try {
                attempt.commit();
                log.committed();
                return new CommittedResponse(attempt, cancellation, log, ending);
            } catch (ProviderException e) {
                log.end(e.failure().code(), e.upstreamStatus().orElse(null));
                attempt.failed(e);
                hop.failed(e.failure());
                last = e;
                failed = hop.endpoint();
                window = Math.max(window, hop.contextWindow());
                if (stops(e.failure(), deadline)) {
                    throw e;
                }
            }
        }
        if (last == null && !refusals.isEmpty()) {
            throw new ProviderException(Shortage.failure(refusals));
        }
        throw nothingLeft(last == null ? unsendable : last, last != null, log);
    }

    /** Holds the attempt's worst case; empty, and told in the list, when there is no money for it. */
    private static Optional<Reservation> pay(Hop hop, Duration left, List<Refusal> refusals) {
        return switch (hop.openReservation(left)) {
            case Opened opened -> Optional.of(opened.reservation());
            case Refused refused -> {
                refusals.add(refused.refusal());
                yield Optional.empty();
            }
        };
    }

    private Optional<Permission> admit(Hop hop, AttemptLog log) {
        Optional<String> drop = hop.dropReason();
        if (drop.isPresent()) {
            log.skip(hop, drop.get());
            return Optional.empty();
        }
        Optional<Permission> permission = hop.panic()
                ? health.tryAcquireInPanic(hop.endpoint(), hop.healthKey())
                : health.tryAcquire(hop.endpoint(), hop.healthKey());
        if (permission.isEmpty()) {
            log.skip(hop, "closed");
        }
        return permission;
    }

    /** Whatever a plugin throws when it is asked becomes a failure here. */
    private static Hop.Prepared prepare(Hop hop, Duration left) {
        try {
            return hop.prepare(left);
        } catch (ProviderException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new ProviderException(new ProviderFailure.Broken(e.getClass().getName()));
        }
    }

    private static boolean losesTooMuch(Hop hop, Hop.Prepared prepared) {
        boolean loses = hop.forbidsLosses() && !prepared.outgoing().losses().isEmpty();
        if (loses) {
            prepared.response().close();
        }
        return loses;
    }

    private Attempt begin(
            Hop hop,
            Hop.Prepared prepared,
            Permission permission,
            Reservation reservation,
            AttemptLimits limits,
            Duration left,
            Cancellation cancellation,
            AttemptLog log) {
        try {
            log.begin(hop, prepared.outgoing());
        } catch (ProviderException e) {
            permission.released();
            prepared.response().close();
            throw e;
        }
        Watchdog watchdog = new Watchdog(timers, nanoTime, left, prepared.response()::close);
        cancellation.attach(prepared.response()::close);
        return new Attempt(hop, prepared, permission, reservation, limits, watchdog, cancellation, nanoTime);
    }

    private boolean stops(ProviderFailure failure, long deadline) {
        return switch (failure.retry()) {
            case NEVER -> true;
            case ELSEWHERE, OTHER_CREDENTIAL, LARGER_WINDOW ->
                (failure instanceof TimedOut timedOut && timedOut.phase() == Phase.TOTAL)
                        || deadline - nanoTime.getAsLong() <= 0;
        };
    }

    /** Where the endpoint itself failed, another credential of it helps nobody. */
    private static boolean mayHelp(Hop hop, @Nullable EndpointKey failed, ProviderFailure last, int window) {
        return switch (last.retry()) {
            case OTHER_CREDENTIAL -> true;
            case ELSEWHERE ->
                last instanceof ProviderFailure.RateLimited || !hop.endpoint().equals(failed);
            case LARGER_WINDOW -> hop.contextWindow() > window;
            case NEVER -> false;
        };
    }

    /** @param tried whether the failure is an attempt's, rather than of a request that could not even be prepared */
    private static ProviderException nothingLeft(@Nullable ProviderException failed, boolean tried, AttemptLog log) {
        if (failed == null) {
            return new ProviderException(new ProviderFailure.NoEligibleCandidate(null));
        }
        if (!tried || failed.failure() instanceof ProviderFailure.ContextTooLong) {
            return failed;
        }
        Duration wait = failed.failure() instanceof ProviderFailure.RateLimited limited ? limited.retryAfter() : null;
        return new ProviderException(
                new ProviderFailure.Exhausted(failed.failure().code(), log.begun(), wait),
                failed.upstreamStatus().orElse(null),
                failed);
    }
}
