package dev.pointsman.router.money;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why there is no money for an attempt.
 *
 * @param budget the first that has none
 * @param resetsAfter when all that refused begin anew; null when one of them never does, or that would not help
 * @param downgradeTo the profile that the policy names for this case; null for none
 */
public record Refusal(
        Reason reason,
        String budget,
        @Nullable Duration resetsAfter,
        @Nullable String downgradeTo) {

    /** What stands in the way. */
    public enum Reason {
        /** The limit: what was spent leaves too little, whatever becomes of running requests. */
        SPENT,
        /** Only what running requests hold. */
        IN_FLIGHT,
        /** Nobody can say what the attempt could cost. */
        UNPRICED,
        /** The store of budgets does not answer. */
        STORE_DOWN
    }

    public Refusal {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(budget, "budget");
    }
}
