package dev.pointsman.router.money;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.router.config.BudgetConfig.Period;
import dev.pointsman.router.money.BudgetStore.Totals;
import dev.pointsman.router.money.Claim.Attribution;
import dev.pointsman.router.money.Claim.Share;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * The protocol against any interleaving: attempts that start, end, are forgotten by a crash, whose ends are told twice or late,
 * and sweeps at any time.
 */
class BudgetPropertiesTest {

    private static final BudgetWindow FIRST = new BudgetWindow("first", Period.TOTAL, 0);
    private static final BudgetWindow SECOND = new BudgetWindow("second", Period.TOTAL, 0);
    private static final Map<BudgetWindow, Long> CEILINGS = Map.of(FIRST, 100L, SECOND, 60L);
    private static final int LIFE = 10;

    private enum What {
        RESERVE_IN_FIRST,
        RESERVE_IN_BOTH,
        SETTLE,
        UNREPORTED,
        VOID,
        /** The process ends: whatever it had opened is never closed by it, but the vendor's truth may come later. */
        CRASH,
        SWEEP,
        WAIT
    }

    /** @param which of the reservations so far */
    record Step(What what, int which, int amount) {}

    /** What an observer beside the store knows of one reservation. */
    private static final class Known {
        private final Claim claim;
        private boolean lost;
        private boolean expired;
        private boolean ended;
        private long charged;

        private Known(Claim claim) {
            this.claim = claim;
        }
    }

    private final FakeClock clock = new FakeClock("2026-11-25T12:00:00Z");

    @Property(tries = 20_000)
    void neverExceedsALimitAndEndsEachReservationOnce(@ForAll("histories") List<Step> history) {
        MemoryBudgets store = new MemoryBudgets(clock);
        List<Known> made = new ArrayList<>();
        long now = 0;

        for (Step step : history) {
            Known known = made.isEmpty() ? null : made.get(step.which() % made.size());
            switch (step.what()) {
                case RESERVE_IN_FIRST -> reserve(store, made, now, step.amount(), List.of(FIRST));
                case RESERVE_IN_BOTH -> reserve(store, made, now, step.amount(), List.of(FIRST, SECOND));
                case SETTLE -> {
                    if (known != null) {
                        long used = step.amount() % (known.claim.worst() + 1);
                        close(store, known, Closing.settled(known.claim, used));
                    }
                }
                case UNREPORTED -> {
                    if (known != null) {
                        close(store, known, Closing.unreported(known.claim));
                    }
                }
                case VOID -> {
                    if (known != null) {
                        close(store, known, Closing.voided(known.claim));
                    }
                }
                case CRASH -> made.forEach(one -> one.lost = true);
                case SWEEP -> sweep(store, made, now);
                case WAIT -> now += step.amount();
            }
            check(store, made);
        }

        sweep(store, made, now + LIFE + 1);
        check(store, made);
        assertThat(store.read(CEILINGS.keySet()).values())
                .allSatisfy(totals -> assertThat(totals.held()).isZero());
    }

    private static void reserve(
            MemoryBudgets store, List<Known> made, long now, int amount, List<BudgetWindow> windows) {
        List<Share> shares = windows.stream()
                .map(window -> new Share(window, CEILINGS.get(window)))
                .toList();
        Claim claim =
                new Claim("r" + made.size(), amount, shares, now + LIFE, new Attribution("w", "vendor", "m", false));
        Map<BudgetWindow, Totals> before = store.read(windows);

        Map<BudgetWindow, Totals> full = store.reserve(claim);

        boolean fits = windows.stream()
                .allMatch(window ->
                        before.get(window).spent() + before.get(window).held() + amount <= CEILINGS.get(window));
        assertThat(full.isEmpty()).isEqualTo(fits);
        if (fits) {
            made.add(new Known(claim));
        }
    }

    /** A crashed process tells nothing by itself; only what expired may still be corrected. */
    private static void close(MemoryBudgets store, Known known, Closing closing) {
        if (known.lost && !known.expired) {
            return;
        }
        store.close(List.of(closing, closing));
        if (!known.ended) {
            known.ended = true;
            known.charged = closing.charged();
        }
    }

    private static void sweep(MemoryBudgets store, List<Known> made, long now) {
        store.expire(now);
        for (Known known : made) {
            if (!known.ended && !known.expired && known.claim.expiresAt() <= now) {
                known.expired = true;
                known.charged = known.claim.worst();
            }
        }
    }

    private static void check(MemoryBudgets store, List<Known> made) {
        Map<BudgetWindow, Long> spent = new LinkedHashMap<>(Map.of(FIRST, 0L, SECOND, 0L));
        Map<BudgetWindow, Long> held = new LinkedHashMap<>(Map.of(FIRST, 0L, SECOND, 0L));
        for (Known known : made) {
            for (Share share : known.claim.shares()) {
                spent.merge(share.window(), known.charged, Long::sum);
                held.merge(share.window(), known.ended || known.expired ? 0 : known.claim.worst(), Long::sum);
            }
        }
        store.read(CEILINGS.keySet()).forEach((window, totals) -> {
            assertThat(totals.spent()).isEqualTo(spent.get(window));
            assertThat(totals.held()).isEqualTo(held.get(window));
            assertThat(totals.spent() + totals.held()).isLessThanOrEqualTo(CEILINGS.get(window));
        });
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        return Combinators.combine(
                        Arbitraries.of(What.class),
                        Arbitraries.integers().between(0, 50),
                        Arbitraries.integers().between(1, 40))
                .as(Step::new)
                .list()
                .ofMaxSize(60);
    }
}
