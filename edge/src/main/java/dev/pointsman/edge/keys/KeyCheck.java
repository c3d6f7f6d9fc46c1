package dev.pointsman.edge.keys;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Recognises keys and makes guessing slow: an address that failed {@value #BURST} times is answered "too many" until it has
 * waited. A key that came from there before is still let in, so that one misconfigured process does not lock out its
 * neighbours; a right key that is new there is answered like a wrong one, so that guessing learns nothing. Thread-safe; no
 * option switches it off.
 */
public final class KeyCheck {

    static final int BURST = 10;
    static final Duration REFILL = Duration.ofSeconds(6);
    private static final int ADDRESSES = 10_000;
    private static final int KEYS_PER_ADDRESS = 1_000;

    private final VirtualKeys keys;
    private final LongSupplier nanoTime;
    private final Map<String, Address> addresses = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Address> eldest) {
            return size() > ADDRESSES;
        }
    };

    public KeyCheck(VirtualKeys keys) {
        this(keys, System::nanoTime);
    }

    /** With a monotonic clock in nanoseconds. */
    public KeyCheck(VirtualKeys keys, LongSupplier nanoTime) {
        this.keys = keys;
        this.nanoTime = nanoTime;
    }

    /** What came of a presented key. */
    public sealed interface Outcome {}

    public record Accepted(VirtualKey key) implements Outcome {}

    /** No key, or one that nobody has. */
    public record Refused(boolean missing) implements Outcome {}

    /** The address has failed too often. */
    public record TooMany(Duration retryAfter) implements Outcome {}

    /**
     * @param presented what the client sent; null when it sent nothing
     * @param remoteAddress in any spelling
     * @throws KeysUnavailableException when it cannot be known whether the key is right
     */
    public Outcome check(@Nullable String presented, String remoteAddress) {
        String canonical = RemoteAddress.canonical(remoteAddress);
        Optional<TooMany> shut = shut(canonical);
        if (shut.isPresent()) {
            return shut.get();
        }
        Optional<VirtualKey> found = presented == null ? Optional.empty() : keys.find(presented);
        synchronized (addresses) {
            Address address = addresses.computeIfAbsent(canonical, any -> new Address(nanoTime.getAsLong()));
            if (found.isPresent() && address.knows(found.get().id())) {
                return new Accepted(found.get());
            }
            Duration wait = address.untilNextTry(nanoTime.getAsLong());
            if (!wait.isZero()) {
                return new TooMany(wait);
            }
            if (found.isPresent()) {
                address.remember(found.get().id());
                return new Accepted(found.get());
            }
            address.pay();
            return new Refused(presented == null);
        }
    }

    /** An address that has no try left and brought no right key so far is not worth a look into a store. */
    private Optional<TooMany> shut(String canonical) {
        synchronized (addresses) {
            Address address = addresses.get(canonical);
            if (address == null || address.knowsAny()) {
                return Optional.empty();
            }
            Duration wait = address.untilNextTry(nanoTime.getAsLong());
            return wait.isZero() ? Optional.empty() : Optional.of(new TooMany(wait));
        }
    }

    /** The tries of one address; guarded by the map's lock, and nothing under it blocks. */
    private static final class Address {

        private final Set<String> known = new HashSet<>();
        private double tries = BURST;
        private long filledAt;

        Address(long now) {
            this.filledAt = now;
        }

        boolean knows(String keyId) {
            return known.contains(keyId);
        }

        boolean knowsAny() {
            return !known.isEmpty();
        }

        void remember(String keyId) {
            if (known.size() < KEYS_PER_ADDRESS) {
                known.add(keyId);
            }
        }

        Duration untilNextTry(long now) {
            tries = Math.min(BURST, tries + (double) (now - filledAt) / REFILL.toNanos());
            filledAt = now;
            return tries >= 1 ? Duration.ZERO : Duration.ofNanos((long) ((1 - tries) * REFILL.toNanos()) + 1);
        }

        void pay() {
            tries -= 1;
        }
    }
}
