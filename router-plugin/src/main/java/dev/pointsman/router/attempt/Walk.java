package dev.pointsman.router.attempt;

import dev.pointsman.api.failure.Phase;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.api.failure.ProviderFailure.ContextTooLong;
import dev.pointsman.api.failure.ProviderFailure.Exhausted;
import dev.pointsman.api.failure.ProviderFailure.NoEligibleCandidate;
import dev.pointsman.api.failure.ProviderFailure.RateLimited;
import dev.pointsman.api.failure.ProviderFailure.TimedOut;
import dev.pointsman.api.failure.Retry;
import dev.pointsman.router.health.EndpointKey;
import dev.pointsman.router.health.Permission;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** One request's way over its ranked candidates, until an answer commits. For the request's own thread. */
final class Walk {

    private final Ahead hops;
    private final Departures departures;
    private final Terms terms;
    private final Cancellation cancellation;
    private final AttemptLog log;
    private @Nullable ProviderException last;
    private @Nullable EndpointKey failed;
    private int window;
    /** The first that nothing but its breaker kept from being tried. */
    private @Nullable Hop lastResort;

    Walk(Iterator<? extends Hop> hops, Departures departures, Terms terms, Cancellation cancellation, AttemptLog log) {
        this.hops = new Ahead(hops);
        this.departures = departures;
        this.terms = terms;
        this.cancellation = cancellation;
        this.log = log;
    }

    CommittedResponse run(Ending ending) {
        while (mayTry() && hops.hasNext()) {
            Attempt attempt = attempt(hops.next(), last != null);
            Attempt answering = attempt == null ? null : committed(attempt);
            if (answering != null) {
                return new CommittedResponse(answering, cancellation, log, ending);
            }
        }
        Attempt attempt = log.begun() == 0 ? inPanic() : null;
        if (attempt != null && commits(attempt)) {
            return new CommittedResponse(attempt, cancellation, log, ending);
        }
        throw nothingLeft();
    }

    /** The one that commits, this or one beside it; null when none did. */
    private @Nullable Attempt committed(Attempt attempt) {
        Hedging hedging = terms.hedging();
        if (hedging == null || attempt.number() > 1) {
            return commits(attempt) ? attempt : null;
        }
        hedging.spend().requested(attempt.hop().expectedCost().orElse(0), hedging.extraSpend());
        Race race = new Race(cancellation, departures.tools().timers());
        try {
            return fastest(attempt, race, hedging);
        } finally {
            race.running().forEach(this::lost);
        }
    }

    private @Nullable Attempt fastest(Attempt first, Race race, Hedging hedging) {
        Optional<Race.Finish> early = race.headStart(first, hedging.after());
        if (early.isEmpty()) {
            second(first, hedging).ifPresent(race::enter);
        }
        Race.Finish finish = early.orElseGet(race::next);
        while (finish.failure() != null) {
            failed(finish.attempt(), finish.failure());
            if (race.running().isEmpty()) {
                return null;
            }
            finish = race.next();
        }
        cancellation.attach(finish.attempt()::close);
        log.committed(finish.attempt().number());
        return finish.attempt();
    }

    /** Only at another endpoint, and only where its cost is known and saved up. */
    private Optional<Attempt> second(Attempt first, Hedging hedging) {
        while (mayTry() && hops.hasNext()) {
            Hop hop = hops.peek();
            OptionalDouble cost = hop.expectedCost();
            if (hop.endpoint().equals(first.hop().endpoint())
                    || cost.isEmpty()
                    || !hedging.spend().tryTake(cost.getAsDouble())) {
                return Optional.empty();
            }
            Attempt attempt = attempt(hops.next(), true);
            if (attempt != null) {
                return Optional.of(attempt);
            }
            hedging.spend().giveBack(cost.getAsDouble());
        }
        return Optional.empty();
    }

    private void lost(Attempt attempt) {
        attempt.abandon();
        log.end(attempt.number(), CommittedResponse.HEDGE_LOST, null);
    }

    private boolean mayTry() {
        return log.begun() < terms.limits().max() && !departures.budgetDry();
    }

    /** Null when the candidate is left out. */
    private @Nullable Attempt attempt(Hop hop, boolean further) {
        ProviderException before = last;
        if (before != null && !mayHelp(hop, before.failure())) {
            log.skip(hop, before.failure().code());
            return null;
        }
        if (further && !departures.tools().health().takesFurtherAttempts(hop.endpoint())) {
            log.skip(hop, "retry_throttle");
            return null;
        }
        int left = log.skipped().size();
        Optional<Permission> permission = departures.admit(hop, hop.panic());
        if (permission.isEmpty()) {
            if (log.skipped().size() == left) {
                log.skip(hop, "closed");
                lastResort = lastResort == null && hop.mayPanic() ? hop : lastResort;
            }
            return null;
        }
        return departures.depart(hop, permission.get(), further, pauses(hop), hops.hasNext());
    }

    /** Everybody else asked for the same last probe: rather one attempt past the breaker than none. */
    private @Nullable Attempt inPanic() {
        Hop hop = lastResort;
        if (hop == null) {
            return null;
        }
        return departures
                .admit(hop, true)
                .map(permission -> departures.depart(hop, permission, false, false, false))
                .orElse(null);
    }

    private boolean commits(Attempt attempt) {
        cancellation.attach(attempt::close);
        try {
            attempt.commit();
            log.committed(attempt.number());
            return true;
        } catch (ProviderException e) {
            failed(attempt, e);
            return false;
        }
    }

    /** @throws ProviderException when nothing more may be tried */
    private void failed(Attempt attempt, ProviderException e) {
        log.end(attempt.number(), e.failure().code(), e.upstreamStatus().orElse(null));
        attempt.failed(e);
        attempt.hop().failed(e.failure());
        last = e;
        failed = attempt.hop().endpoint();
        window = Math.max(window, attempt.hop().contextWindow());
        if (e.failure().retry() == Retry.NEVER) {
            throw e;
        }
        if (departures.timeIsOver()) {
            throw new ProviderException(new TimedOut(Phase.TOTAL), e);
        }
    }

    /** Where the endpoint itself failed, another credential of it helps nobody. */
    private boolean mayHelp(Hop hop, ProviderFailure failure) {
        return switch (failure.retry()) {
            case OTHER_CREDENTIAL -> true;
            case ELSEWHERE -> failure instanceof RateLimited || !hop.endpoint().equals(failed);
            case LARGER_WINDOW -> hop.contextWindow() > window;
            case NEVER -> false;
        };
    }

    private boolean pauses(Hop hop) {
        return last != null
                && failed != null
                && last.failure().retry() == Retry.ELSEWHERE
                && hop.endpoint().provider().equals(failed.provider());
    }

    private ProviderException nothingLeft() {
        ProviderException tried = last;
        if (tried == null) {
            if (!departures.refusals().isEmpty()) {
                return new ProviderException(Shortage.failure(departures.refusals()));
            }
            ProviderException unsendable = departures.unsendable();
            return unsendable == null ? new ProviderException(new NoEligibleCandidate(null)) : unsendable;
        }
        if (tried.failure() instanceof ContextTooLong) {
            return tried;
        }
        Duration wait = tried.failure() instanceof RateLimited limited ? limited.retryAfter() : null;
        return new ProviderException(
                new Exhausted(tried.failure().code(), log.begun(), wait),
                tried.upstreamStatus().orElse(null),
                tried);
    }
}
