package dev.pointsman.router.session;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a bounded number of values, each until it was not written for a time or is the one longest unused when room is needed.
 * Thread-safe.
 */
final class BoundedMemory<K, V> {

    private final Duration keep;
    private final LongSupplier nanoTime;
    private final Map<K, Kept<V>> entries;

    private record Kept<V>(V value, long at) {}

    BoundedMemory(int capacity, Duration keep, LongSupplier nanoTime) {
        this.keep = keep;
        this.nanoTime = nanoTime;
        this.entries = new LinkedHashMap<>(16, 0.75f, true) {

            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Kept<V>> eldest) {
                return size() > capacity;
            }
        };
    }

    synchronized Optional<V> find(K key) {
        return Optional.ofNullable(fresh(key));
    }

    /** @param change of the value that is kept, null when none is; runs under the lock */
    synchronized void update(K key, UnaryOperator<@Nullable V> change) {
        V value = change.apply(fresh(key));
        if (value != null) {
            entries.put(key, new Kept<>(value, nanoTime.getAsLong()));
        }
    }

    /** Forgets a key, if this is its value. */
    synchronized void forget(K key, V value) {
        if (value.equals(fresh(key))) {
            entries.remove(key);
        }
    }

    synchronized int size() {
        return entries.size();
    }

    private @Nullable V fresh(K key) {
        Kept<V> kept = entries.get(key);
        if (kept == null) {
            return null;
        }
        if (nanoTime.getAsLong() - kept.at() > keep.toNanos()) {
            entries.remove(key);
            return null;
        }
        return kept.value();
    }
}
