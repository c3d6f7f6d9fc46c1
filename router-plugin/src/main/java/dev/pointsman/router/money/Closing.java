package dev.pointsman.router.money;

import org.jspecify.annotations.Nullable;

/**
 * The end of a reservation, or, after it expired, the truth about it.
 *
 * @param charged what it costs; 0 when it is voided
 * @param reported what the vendor's own figures come to; null when it gave none
 * @param isVoid whether nothing was billed at all
 */
record Closing(Claim claim, long charged, @Nullable Long reported, boolean isVoid) {

    static Closing settled(Claim claim, long micros) {
        return new Closing(claim, micros, micros, false);
    }

    /** Nobody said what it cost, so it costs what it could have. */
    static Closing unreported(Claim claim) {
        return new Closing(claim, claim.worst(), null, false);
    }

    static Closing voided(Claim claim) {
        return new Closing(claim, 0, null, true);
    }
}
