package dev.pointsman.router.admission;

import dev.pointsman.api.provider.CallerLimits;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One key or workspace: what is left of its limits, and what of it runs. Guarded by {@link Admissions}. */
final class Holder {

    /** Nobody knows when a running request ends; a client that asks again this soon costs little. */
    private static final Duration RUNNING_ENDS = Duration.ofSeconds(1);

    private final String kind;
    private final TokenBucket requests;
    private final TokenBucket tokens;
    private CallerLimits limits = CallerLimits.none();
    private int running;

    /** @param kind {@code key} or {@code workspace}, for people */
    Holder(String kind, long now) {
        this.kind = kind;
        this.requests = new TokenBucket(now);
        this.tokens = new TokenBucket(now);
    }

    /** A limit that stops a request. */
    record Stop(String limit, Duration retryAfter) {}

    void refill(CallerLimits limits, long now) {
        this.limits = limits;
        requests.refill(limits.requestsPerMinute(), now);
        tokens.refill(limits.tokensPerMinute(), now);
    }

    /** What stops a request of this many tokens; the one that lasts longest. */
    Optional<Stop> stop(long estimate) {
        Stop stop = longer(null, requests.untilHas(1), requests.limit() + " requests per minute");
        stop = longer(stop, tokens.untilHas(estimate), tokens.limit() + " tokens per minute");
        boolean crowded = limits.concurrent() > 0 && running >= limits.concurrent();
        return Optional.ofNullable(longer(
                stop, crowded ? RUNNING_ENDS : Duration.ZERO, limits.concurrent() + " requests at the same time"));
    }

    private @Nullable Stop longer(@Nullable Stop before, Duration pause, String limit) {
        boolean stops = !pause.isZero() && (before == null || pause.compareTo(before.retryAfter()) > 0);
        return stops ? new Stop(limit + " of this " + kind, pause) : before;
    }

    void enter(long estimate) {
        requests.take(1);
        tokens.take(estimate);
        running++;
    }

    void correct(long tooLittle) {
        tokens.take(tooLittle);
    }

    void leave() {
        running--;
    }

    TokenBucket requests() {
        return requests;
    }

    TokenBucket tokens() {
        return tokens;
    }

    int running() {
        return running;
    }

    /** Whether a new one would be the same: nothing runs, everything is full again. */
    boolean isForgettable(long now) {
        refill(limits, now);
        return running == 0
                && requests.untilFull().isZero()
                && tokens.untilFull().isZero();
    }
}
