package dev.pointsman.router.attempt;

import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.router.health.Permission;
import dev.pointsman.router.money.Opening.Opened;
import dev.pointsman.router.money.Opening.Refused;
import dev.pointsman.router.money.Refusal;
import dev.pointsman.router.money.Reservation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What stands between a candidate and its attempt: every constraint once more, health's permission, the request in its dialect,
 * money, and for a further attempt a token of the retry budget. For one request's thread.
 */
final class Departures {

    /** Waits spread those who failed together; another provider knows nothing of the failure, so nobody waits for it. */
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

    /** Who gets less hardly answers: a caller that waits for no longer has one attempt. */
    private static final long SHORTEST_SHARE = TimeUnit.SECONDS.toNanos(1);

    private final Tools tools;
    private final Terms terms;
    private final Cancellation cancellation;
    private final AttemptLog log;
    private final long deadline;
    private final long patienceEnds;
    private final List<Refusal> refusals = new ArrayList<>();
    private @Nullable ProviderException unsendable;
    private boolean budgetDry;

    Departures(Tools tools, Terms terms, Cancellation cancellation, AttemptLog log) {
        this.tools = tools;
        this.terms = terms;
        this.cancellation = cancellation;
        this.log = log;
        long now = tools.nanoTime().getAsLong();
        this.deadline = now + terms.limits().total().toNanos();
        this.patienceEnds = now + terms.patience().toNanos();
        if (!terms.repeated()) {
            tools.retries().requestAccepted();
        }
    }

    Tools tools() {
        return tools;
    }

    /** Whether the retry budget has refused: no further attempt of this request will be paid. */
    boolean budgetDry() {
        return budgetDry;
    }

    /** Why money was refused, so far. */
    List<Refusal> refusals() {
        return refusals;
    }

    /** Of a candidate that could not even take the request; null when there was none. */
    @Nullable
    ProviderException unsendable() {
        return unsendable;
    }

    boolean timeIsOver() {
        return nanosToFirstContent() == 0;
    }

    /**
     * Asks health.
     *
     * @param panic whether an open breaker does not count
     */
    Optional<Permission> admit(Hop hop, boolean panic) {
        Optional<String> drop = hop.dropReason(panic);
        if (drop.isPresent()) {
            log.skip(hop, drop.get());
            return Optional.empty();
        }
        return panic
                ? tools.health().tryAcquireInPanic(hop.endpoint(), hop.healthKey(), hop.demand())
                : tools.health().tryAcquire(hop.endpoint(), hop.healthKey(), hop.demand());
    }

    /**
     * Makes ready what was admitted, and sends nothing yet.
     *
     * @param further whether an attempt of this request was made before: it costs a token
     * @param pausing whether to wait a little before
     * @param others whether another candidate may come after it, for which it must leave time
     * @return null when it was left out; the permission is then given back
     * @throws ProviderException {@code Cancelled} when the caller left while it paused
     */
    @Nullable
    Attempt depart(Hop hop, Permission permission, boolean further, boolean pausing, boolean others) {
        Duration left = left();
        Hop.Prepared prepared;
        try {
            prepared = prepare(hop, left);
        } catch (ProviderException e) {
            permission.failed(e.failure());
            log.skip(hop, e.failure().code());
            unsendable = e;
            return null;
        }
        String refused = refusal(hop, prepared);
        Reservation reservation = refused == null ? pay(hop, left) : null;
        if (reservation == null) {
            return leftOut(hop, permission, prepared, refused == null ? "budget" : refused);
        }
        if (further && !tools.retries().tryTake()) {
            budgetDry = true;
            reservation.voided();
            return leftOut(hop, permission, prepared, "retry_budget");
        }
        if (pausing) {
            pause();
            if (cancellation.isCancelled()) {
                reservation.voided();
                leftOut(hop, permission, prepared, "cancelled");
                throw new ProviderException(new ProviderFailure.Cancelled());
            }
        }
        return begin(hop, prepared, permission, reservation, others);
    }

    private static @Nullable String refusal(Hop hop, Hop.Prepared prepared) {
        return hop.forbidsLosses() && !prepared.outgoing().losses().isEmpty() ? "translation_loss" : null;
    }

    private @Nullable Attempt leftOut(Hop hop, Permission permission, Hop.Prepared prepared, String why) {
        permission.released();
        prepared.response().close();
        log.skip(hop, why);
        return null;
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

    /** Holds the attempt's worst case; null, and told in the list, when there is no money for it. */
    private @Nullable Reservation pay(Hop hop, Duration left) {
        return switch (hop.openReservation(left)) {
            case Opened opened -> opened.reservation();
            case Refused refused -> {
                refusals.add(refused.refusal());
                yield null;
            }
        };
    }

    private Attempt begin(
            Hop hop, Hop.Prepared prepared, Permission permission, Reservation reservation, boolean others) {
        int number;
        try {
            number = log.begin(hop, prepared.outgoing());
        } catch (ProviderException e) {
            permission.released();
            reservation.voided();
            prepared.response().close();
            throw e;
        }
        Watchdog watchdog = new Watchdog(tools.timers(), tools.nanoTime(), left(), prepared.response()::close);
        Attempt attempt = new Attempt(
                number,
                hop,
                prepared,
                permission,
                reservation,
                terms.limits(),
                firstContent(others && log.begun() < terms.limits().max()),
                watchdog,
                cancellation,
                tools.nanoTime());
        log.sent(attempt);
        return attempt;
    }

    /** The profile's limit, or half of the time that is left where another attempt may need the other half and can use it. */
    private Duration firstContent(boolean others) {
        long left = nanosToFirstContent();
        Duration share = Duration.ofNanos(others ? Math.min(left, Math.max(left / 2, SHORTEST_SHARE)) : left);
        Duration limit = terms.limits().firstToken();
        return share.compareTo(limit) < 0 ? share : limit;
    }

    /** Until the caller must have something, or the time is over. */
    private long nanosToFirstContent() {
        long now = tools.nanoTime().getAsLong();
        return Math.max(0, Math.min(deadline - now, patienceEnds - now));
    }

    private Duration left() {
        return Duration.ofNanos(deadline - tools.nanoTime().getAsLong());
    }

    /** Full jitter; ends at once when the client leaves. */
    private void pause() {
        long longest = Math.min(nanosToFirstContent() / 2, LONGEST_PAUSE.toNanos());
        Duration span = Duration.ofNanos((long) (tools.chance().getAsDouble() * longest));
        CountDownLatch over = new CountDownLatch(1);
        Runnable cancelTimer = tools.timers().after(span, over::countDown);
        cancellation.attach(over::countDown);
        try {
            over.await();
        } catch (InterruptedException e) {
            // The attempt that follows meets the interrupt where it blocks.
            Thread.currentThread().interrupt();
        } finally {
            cancelTimer.run();
        }
    }
}
