package dev.pointsman.router.admission;

import dev.pointsman.api.exchange.RateLimits;
import dev.pointsman.api.provider.Caller;
import dev.pointsman.api.provider.CallerLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Admits requests. It remembers a key or workspace as long as a new one would be different: while something of it runs, and until
 * its buckets are full again, which takes about a minute. Thread-safe; one short lock, and none where nothing is limited.
 */
public final class Admissions {

    /** How many of the longest unused are looked at when another comes. */
    private static final int FORGOTTEN_AT_ONCE = 4;

    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    /** The longest unused first. */
    private final Map<String, Holder> holders = new LinkedHashMap<>(16, 0.75f, true);

    /** With a monotonic clock in nanoseconds. */
    public Admissions(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** What came of a request at the entrance. */
    public sealed interface Outcome {}

    /** It may run, and must end its admission. */
    public record Admitted(Admission admission) implements Outcome {}

    /**
     * It may not; nothing was taken.
     *
     * @param limit which, in words
     * @param retryAfter when this limit has room again
     * @param left of the limit that is nearest
     */
    public record Stopped(String limit, Duration retryAfter, RateLimits left) implements Outcome {}

    /**
     * Asks for leave.
     *
     * @param ofKey the limits of the caller's key; without a key none count
     * @param ofWorkspace those of the caller's workspace
     * @param estimate tokens of request and answer together; more than a limit passes when the bucket is full, and owes
     */
    public Outcome enter(Caller caller, CallerLimits ofKey, CallerLimits ofWorkspace, long estimate) {
        boolean keyCounts = caller.keyId() != null && !ofKey.equals(CallerLimits.none());
        boolean workspaceCounts = !ofWorkspace.equals(CallerLimits.none());
        if (!keyCounts && !workspaceCounts) {
            return new Admitted(new Admission(this, List.of(), new RateLimits(List.of()), 0));
        }
        lock.lock();
        try {
            long now = nanoTime.getAsLong();
            List<Holder> asked = new ArrayList<>(2);
            if (keyCounts) {
                asked.add(holder("key", caller.workspace() + "/" + caller.keyId(), ofKey, now));
            }
            if (workspaceCounts) {
                asked.add(holder("workspace", caller.workspace(), ofWorkspace, now));
            }
            return enter(asked, estimate);
        } finally {
            forgetSome();
            lock.unlock();
        }
    }

    private Outcome enter(List<Holder> asked, long estimate) {
        Optional<Holder.Stop> stop = asked.stream()
                .flatMap(holder -> holder.stop(estimate).stream())
                .reduce((one, other) -> one.retryAfter().compareTo(other.retryAfter()) >= 0 ? one : other);
        if (stop.isPresent()) {
            return new Stopped(stop.get().limit(), stop.get().retryAfter(), Windows.nearest(asked));
        }
        asked.forEach(holder -> holder.enter(estimate));
        return new Admitted(new Admission(this, asked, Windows.nearest(asked), estimate));
    }

    /** How many keys and workspaces are remembered. */
    int remembered() {
        lock.lock();
        try {
            return holders.size();
        } finally {
            lock.unlock();
        }
    }

    /** Under the lock, with buckets that are up to date at their next use. */
    void guarded(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }

    private Holder holder(String kind, String name, CallerLimits limits, long now) {
        Holder holder = holders.computeIfAbsent(kind + ":" + name, any -> new Holder(kind, now));
        holder.refill(limits, now);
        return holder;
    }

    private void forgetSome() {
        long now = nanoTime.getAsLong();
        for (int i = 0; i < FORGOTTEN_AT_ONCE && !holders.isEmpty(); i++) {
            Map.Entry<String, Holder> eldest = holders.entrySet().iterator().next();
            if (!eldest.getValue().isForgettable(now)) {
                return;
            }
            holders.remove(eldest.getKey());
        }
    }
}
