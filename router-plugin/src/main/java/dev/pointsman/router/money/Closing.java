package dev.pointsman.router.money;

import org.jspecify.annotations.Nullable;

/**
 * The end of a reservation, or, after it expired, the truth about it.
 *
 * @param charged what it costs; 0 when it is voided
 * @param reported what the tokens that the vendor counted come to; null when it counted none
 * @param vendor what the vendor itself says it cost; null when it does not say
 * @param isVoid whether nothing was billed at all
 */
record Closing(
        Claim claim,
        long charged,
        @Nullable Long reported,
        @Nullable Long vendor,
        boolean isVoid) {

    static Closing settled(Claim claim, long micros, @Nullable Long vendor) {
        return new Closing(claim, micros, micros, vendor, false);
    }

    static Closing settled(Claim claim, long micros) {
        return settled(claim, micros, null);
    }

    /** Nobody said what it cost, so it costs what it could have. */
    static Closing unreported(Claim claim) {
        return new Closing(claim, claim.worst(), null, null, false);
    }

    static Closing voided(Claim claim) {
        return new Closing(claim, 0, null, null, true);
    }
}
