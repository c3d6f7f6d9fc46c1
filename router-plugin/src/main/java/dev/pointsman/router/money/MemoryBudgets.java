package dev.pointsman.router.money;

import dev.pointsman.router.money.Claim.Share;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The table of reservations of one process, gone when it ends. */
final class MemoryBudgets implements BudgetStore {

    /** How long a truth may come late, and how long a window is kept after its end. */
    private static final long KEPT_MILLIS = Duration.ofDays(1).toMillis();

    private static final class Sums {
        private long spent;
        private long held;
        private int told;

        private Totals totals() {
            return new Totals(spent, held, told);
        }
    }

    private record Open(Claim claim, boolean expired) {}

    private record Whose(String provider, String model, boolean byok) {}

    private final InstantSource clock;
    private final Map<BudgetWindow, Sums> windows = new HashMap<>();
    private final Map<String, Open> open = new HashMap<>();
    private final Map<Whose, BudgetDrift> drift = new HashMap<>();

    MemoryBudgets(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public long now() {
        return clock.millis();
    }

    @Override
    public synchronized Map<BudgetWindow, Totals> reserve(Claim claim) {
        Map<BudgetWindow, Totals> full = new TreeMap<>();
        for (Share share : claim.shares()) {
            Sums sums = sums(share.window());
            // Compared by subtraction: a sum of three could overflow.
            if (claim.worst() > share.ceiling() - sums.spent - sums.held) {
                full.put(share.window(), sums.totals());
            }
        }
        if (full.isEmpty() && !open.containsKey(claim.id())) {
            claim.shares().forEach(share -> sums(share.window()).held += claim.worst());
            open.put(claim.id(), new Open(claim, false));
        }
        return full;
    }

    @Override
    public synchronized Map<BudgetWindow, Totals> close(List<Closing> closings) {
        Map<BudgetWindow, Totals> changed = new TreeMap<>();
        for (Closing closing : closings) {
            Open reservation = open.remove(closing.claim().id());
            if (reservation != null) {
                long held = reservation.expired() ? 0 : closing.claim().worst();
                long spentBefore = reservation.expired() ? closing.claim().worst() : 0;
                move(reservation.claim(), held, closing.charged() - spentBefore, changed);
                account(closing);
            }
        }
        return changed;
    }

    @Override
    public synchronized Expired expire(long before) {
        Map<BudgetWindow, Totals> changed = new TreeMap<>();
        int reservations = 0;
        for (Open reservation : new ArrayList<>(open.values())) {
            Claim claim = reservation.claim();
            if (!reservation.expired() && claim.expiresAt() <= before) {
                move(claim, claim.worst(), claim.worst(), changed);
                open.put(claim.id(), new Open(claim, true));
                reservations++;
            }
        }
        open.values().removeIf(one -> one.expired() && one.claim().expiresAt() <= before - KEPT_MILLIS);
        windows.entrySet()
                .removeIf(one -> one.getValue().held == 0
                        && one.getKey().endsAt().orElse(Long.MAX_VALUE) <= before - KEPT_MILLIS);
        return new Expired(reservations, changed);
    }

    @Override
    public synchronized Map<BudgetWindow, Totals> read(Collection<BudgetWindow> wanted) {
        Map<BudgetWindow, Totals> read = new LinkedHashMap<>();
        for (BudgetWindow window : wanted) {
            Sums sums = windows.get(window);
            read.put(window, sums == null ? Totals.NONE : sums.totals());
        }
        return read;
    }

    @Override
    public synchronized boolean tell(BudgetWindow window, int threshold) {
        Sums sums = sums(window);
        if (sums.told >= threshold) {
            return false;
        }
        sums.told = threshold;
        return true;
    }

    @Override
    public synchronized List<BudgetDrift> drift() {
        return List.copyOf(drift.values());
    }

    private void move(Claim claim, long released, long charged, Map<BudgetWindow, Totals> changed) {
        for (Share share : claim.shares()) {
            Sums sums = sums(share.window());
            sums.held -= released;
            sums.spent = Math.addExact(sums.spent, charged);
            changed.put(share.window(), sums.totals());
        }
    }

    private void account(Closing closing) {
        if (closing.isVoid()) {
            return;
        }
        Claim.Attribution whose = closing.claim().attribution();
        Whose key = new Whose(whose.provider(), whose.model(), whose.byok());
        BudgetDrift before = drift.getOrDefault(key, BudgetDrift.none(key.provider(), key.model(), key.byok()));
        drift.put(key, before.with(closing));
    }

    private Sums sums(BudgetWindow window) {
        return windows.computeIfAbsent(window, any -> new Sums());
    }
}
