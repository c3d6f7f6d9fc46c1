package dev.pointsman.router.simulation;

import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.api.failure.ProviderFailure.RateLimited;
import dev.pointsman.router.attempt.RetryBudget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Between router and vendors: the place where attempts are counted. For one thread. */
final class Network {

    /** Whoever was let through may wait so long before it sends, and hear nothing of a limit meanwhile. */
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

    private static final Duration LONGEST_RATE_LIMIT = Duration.ofHours(1);
    private static final double ROUNDING = 1e-6;

    private final VirtualTime time;
    private final Laws laws;
    private final RetryBudget.Settings retries;
    private final Dice dice;
    private final List<SimulatedAnswer> sent = new ArrayList<>();
    private final Map<Integer, Set<String>> tried = new HashMap<>();
    private final Map<String, Duration> limitedUntil = new HashMap<>();
    private int accepted;
    private int repeated;

    Network(WorldPlan plan, VirtualTime time, Laws laws, Dice dice) {
        this.time = time;
        this.laws = laws;
        this.retries = plan.retries();
        this.dice = dice;
    }

    /** A request begins to be tried. */
    void accepted(RequestPlan request) {
        accepted++;
        repeated += request.repeated() ? 1 : 0;
    }

    SimulatedAnswer open(RequestPlan request, VendorPlan vendor, String credential) {
        return new SimulatedAnswer(this, time, request, vendor, credential);
    }

    /** The bytes of an attempt leave. Returns its number. */
    int send(SimulatedAnswer answer) {
        sent.add(answer);
        RequestPlan request = answer.request();
        String where = answer.where();
        laws.note(request.number(), "sends to " + where);
        laws.check(Scope.of(request).allows(answer.vendor()), request.number(), "goes where it may go");
        Set<String> before = tried.computeIfAbsent(request.number(), any -> new HashSet<>());
        laws.check(before.add(where), request.number(), "asks nobody twice");
        laws.check(before.size() <= request.limits().max(), request.number(), "tries no oftener than it may");
        laws.check(sent.size() <= most() + ROUNDING, request.number(), "further attempts are paid for");
        Duration until = limitedUntil.getOrDefault(where, Duration.ZERO);
        laws.check(time.elapsed().compareTo(until) >= 0, request.number(), "waits as a vendor asked");
        return sent.size();
    }

    /** Attempts may be as many as that by now. */
    private double most() {
        return accepted
                + retries.ratio() * (accepted - repeated)
                + retries.capacity()
                + retries.perSecond() * time.elapsed().toNanos() / 1e9;
    }

    List<Step> script(VendorPlan vendor, int words) {
        return vendor.fault(time.elapsed(), dice).script(dice, words);
    }

    void failed(SimulatedAnswer answer, ProviderFailure failure) {
        laws.note(answer.request().number(), answer.where() + " says " + failure.code());
        if (failure instanceof RateLimited limited
                && limited.retryAfter() != null
                && limited.retryAfter().compareTo(LONGEST_PAUSE) > 0) {
            Duration wait =
                    limited.retryAfter().compareTo(LONGEST_RATE_LIMIT) > 0 ? LONGEST_RATE_LIMIT : limited.retryAfter();
            // Attempts that were let through before may still pause.
            time.after(
                    LONGEST_PAUSE,
                    () -> limitedUntil.merge(
                            answer.where(),
                            time.elapsed().minus(LONGEST_PAUSE).plus(wait),
                            (one, other) -> one.compareTo(other) > 0 ? one : other));
        }
    }

    List<SimulatedAnswer> sent() {
        return sent;
    }
}
