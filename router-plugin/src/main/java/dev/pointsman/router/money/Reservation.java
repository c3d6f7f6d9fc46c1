package dev.pointsman.router.money;

import dev.pointsman.api.exchange.Usage;

/**
 * Money held for one attempt. Ends with the first of its methods; every later call does nothing. If none is called, it expires at
 * its worst case. None of them blocks or throws. Thread-safe.
 */
public interface Reservation {

    /** Of what costs nothing. */
    Reservation NONE = new Reservation() {
        @Override
        public void settled(Usage reported) {}

        @Override
        public void unreported() {}

        @Override
        public void voided() {}
    };

    /** The answer came to its end, and this is what the vendor counted. */
    void settled(Usage reported);

    /** The vendor may bill it, and nobody knows how much: it costs the worst case. */
    void unreported();

    /** Nothing was sent, or the vendor refused it: it costs nothing. */
    void voided();
}
