package dev.pointsman.router.money;

import dev.pointsman.api.exchange.Usage;
import org.jspecify.annotations.Nullable;

/**
 * Money held for one attempt. Ends with the first of its methods; every later call does nothing. If none is called, it expires at
 * its worst case. None of them blocks or throws. Thread-safe.
 */
public interface Reservation {

    /** Of what costs nothing. */
    Reservation NONE = new Reservation() {
        @Override
        public void settled(Usage reported, @Nullable Long vendorMicros) {}

        @Override
        public void unreported() {}

        @Override
        public void voided() {}
    };

    /**
     * The answer came to its end, and this is what the vendor counted.
     *
     * @param vendorMicros what it says that cost, USD times 1,000,000, kept beside our own figure; null when it does not say
     */
    void settled(Usage reported, @Nullable Long vendorMicros);

    /** The vendor may bill it, and nobody knows how much: it costs the worst case. */
    void unreported();

    /** Nothing was sent, or the vendor refused it: it costs nothing. */
    void voided();
}
