package dev.pointsman.router.admission;

import dev.pointsman.api.exchange.RateLimits;
import java.util.List;

/**
 * A request's leave to run. Its tokens are put right once, and it ends once; both from any thread. One that ends without a word of
 * its usage has used nothing.
 */
public final class Admission {

    private final Admissions admissions;
    private final List<Holder> holders;
    private final RateLimits left;
    private final long reserved;
    // Guarded by the admissions.
    private boolean settled;
    private boolean over;

    Admission(Admissions admissions, List<Holder> holders, RateLimits left, long reserved) {
        this.admissions = admissions;
        this.holders = holders;
        this.left = left;
        this.reserved = reserved;
    }

    /** What is left behind this request, of the limit that is nearest; without windows where nothing is limited. */
    public RateLimits left() {
        return left;
    }

    /** What it really took, in tokens. */
    public void used(long tokens) {
        admissions.guarded(() -> settle(tokens));
    }

    /** It runs no longer. */
    public void end() {
        admissions.guarded(() -> {
            settle(0);
            if (!over) {
                over = true;
                holders.forEach(Holder::leave);
            }
        });
    }

    private void settle(long tokens) {
        if (!settled) {
            settled = true;
            holders.forEach(holder -> holder.correct(tokens - reserved));
        }
    }
}
