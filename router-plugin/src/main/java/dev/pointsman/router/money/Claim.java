package dev.pointsman.router.money;

import java.util.Comparator;
import java.util.List;

/**
 * What one attempt asks of its budgets.
 *
 * @param id unique
 * @param worst held until it ends, positive
 * @param shares the windows that it counts to, in their order
 * @param expiresAt since the epoch, when it ends by itself
 * @param attribution whose it is, for figures
 */
record Claim(String id, long worst, List<Share> shares, long expiresAt, Attribution attribution) {

    /**
     * @param window in which it is held
     * @param ceiling what spent and held together may reach there
     */
    record Share(BudgetWindow window, long ceiling) {}

    /** @param byok whether the workspace's own credential pays */
    record Attribution(String workspace, String provider, String model, boolean byok) {}

    Claim {
        if (worst <= 0) {
            throw new IllegalArgumentException("a claim needs an amount");
        }
        shares = shares.stream().sorted(Comparator.comparing(Share::window)).toList();
    }
}
