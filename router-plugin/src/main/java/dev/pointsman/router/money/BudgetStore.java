package dev.pointsman.router.money;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The table of reservations. Every method is one transaction; thread-safe.
 *
 * <p>Each throws {@link BudgetStoreException} when the store does not answer; then nothing has changed, or the change is found by
 * repeating the call, which is safe.
 */
interface BudgetStore {

    /** What a window holds. */
    record Totals(long spent, long held, int told) {
        static final Totals NONE = new Totals(0, 0, 0);
    }

    /**
     * What a sweep found.
     *
     * @param reservations how many it ended
     * @param windows that changed, after it
     */
    record Expired(int reservations, Map<BudgetWindow, Totals> windows) {}

    /** Now, since the epoch, as all who share the store count time. */
    long now();

    /** Holds the worst case in all windows, or in none: then the windows without room come back as they are. */
    Map<BudgetWindow, Totals> reserve(Claim claim);

    /**
     * Ends reservations, each at most once: what is held becomes what is charged. One that expired is corrected, once; one that
     * has ended, or was never made, stays as it is.
     *
     * @return the windows that changed, after it
     */
    Map<BudgetWindow, Totals> close(List<Closing> closings);

    /** Ends at their worst case those that should have ended by themselves before this time, and forgets old ones. */
    Expired expire(long before);

    /** Windows that nobody used are all zero. */
    Map<BudgetWindow, Totals> read(Collection<BudgetWindow> windows);

    /** Whether this call is the first to tell of a threshold, in hundredths of a percent, or of a higher one. */
    boolean tell(BudgetWindow window, int threshold);

    /** How well worst cases fit, of what is not forgotten yet. */
    List<BudgetDrift> drift();
}
