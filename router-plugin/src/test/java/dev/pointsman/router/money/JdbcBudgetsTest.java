package dev.pointsman.router.money;

import static dev.pointsman.router.money.Situation.LEFT;
import static dev.pointsman.router.money.Situation.budgets;
import static dev.pointsman.router.money.Situation.offer;
import static dev.pointsman.router.money.Situation.opened;
import static dev.pointsman.router.money.Situation.size;
import static dev.pointsman.router.money.Situation.spender;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.exchange.Usage;
import dev.pointsman.hostkit.store.testing.OnEachStore;
import dev.pointsman.hostkit.store.testing.TestStore;
import dev.pointsman.router.config.BudgetConfig;
import dev.pointsman.router.config.BudgetConfig.Period;
import dev.pointsman.router.money.BudgetStore.Totals;
import dev.pointsman.router.money.Claim.Attribution;
import dev.pointsman.router.money.Claim.Share;
import dev.pointsman.router.money.Opening.Opened;
import dev.pointsman.router.money.Opening.Refused;
import dev.pointsman.router.money.Refusal.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEachStore
class JdbcBudgetsTest {

    private static final Offer CHEAP = offer(1, 2);

    private final TestStore store;
    private final FakeClock clock = new FakeClock("2026-11-25T12:00:00Z");
    private final AtomicInteger ids = new AtomicInteger();

    JdbcBudgetsTest(TestStore store) {
        this.store = store;
    }

    @BeforeEach
    void empty() throws Exception {
        store.empty(List.of("budget_window", "budget_reservation", "budget_share"));
    }

    @Test
    void aHundredRequestsAtTheEdgeOverspendNothing() throws Exception {
        // Given: room for ten worst cases, and for 41 answers as they turn out
        List<BudgetConfig> config = budgets(Map.of("all", Map.of("total", "0.03 USD", "daily", "0.03 USD")));
        Budgets first = open();
        Budgets second = open();
        ConcurrentLinkedQueue<Reservation> opened = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<Reason> refused = new ConcurrentLinkedQueue<>();

        // When
        atOnce(100, number -> {
            Budgets replica = number % 2 == 0 ? first : second;
            switch (purse(replica, config, 1_000).open(CHEAP, LEFT)) {
                case Opened one -> opened.add(one.reservation());
                case Refused one -> refused.add(one.refusal().reason());
            }
        });

        // Then
        assertThat(opened).hasSize(10);
        assertThat(refused).hasSize(90).containsOnly(Reason.IN_FLIGHT);
        assertThat(first.report(config).states()).allSatisfy(state -> {
            assertThat(state.held()).isEqualTo(30_000);
            assertThat(state.spent()).isZero();
        });

        // When
        opened.forEach(one -> one.settled(Usage.of(531, 100), null));
        first.sweep();
        second.sweep();

        // Then
        assertThat(first.report(config).states()).allSatisfy(state -> {
            assertThat(state.held()).isZero();
            assertThat(state.spent()).isEqualTo(7_310);
        });
    }

    @Test
    void aThousandAttemptsOfEightReplicasNeverExceedALimit() throws Exception {
        List<BudgetConfig> config = budgets(Map.of(
                "all", Map.of("total", "0.3 USD"),
                "vendor", Map.of("total", "0.2 USD", "match", Map.of("provider", "vendor"))));
        List<Budgets> replicas = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            replicas.add(open());
        }
        AtomicInteger settled = new AtomicInteger();

        atOnce(16, number -> {
            Random random = new Random(number);
            Budgets replica = replicas.get(number % 8);
            Offer offer = number % 2 == 0 ? CHEAP : new Offer("other", "m", CHEAP.facts(), false, false);
            for (int i = 0; i < 60; i++) {
                if (purse(replica, config, 1_000).open(offer, LEFT) instanceof Opened one) {
                    switch (random.nextInt(3)) {
                        case 0 -> one.reservation().voided();
                        case 1 -> one.reservation().unreported();
                        default -> {
                            one.reservation().settled(Usage.of(1_000, 200), null);
                            settled.incrementAndGet();
                        }
                    }
                }
            }
        });
        replicas.forEach(Budgets::close);

        assertThat(settled.get()).isPositive();
        assertThat(replicas.getFirst().report(config).states()).allSatisfy(state -> {
            assertThat(state.held()).isZero();
            assertThat(state.spent()).isPositive().isLessThanOrEqualTo(state.limit());
        });
    }

    @Test
    void whatAProcessForgotExpiresInAnotherAtItsWorstCase() {
        List<BudgetConfig> config = budgets(Map.of("all", Map.of("total", "1 USD")));
        Budgets ended = open();
        opened(purse(ended, config, 1_000).open(CHEAP, LEFT));
        Budgets restarted = open();

        restarted.sweep();
        BudgetState before = restarted.report(config).states().getFirst();
        clock.advance(LEFT.plusSeconds(61));
        JdbcBudgets later = new JdbcBudgets(store.dataSource(), clock);
        later.expire(later.now() + LEFT.plusSeconds(61).toMillis());
        BudgetState after = restarted.report(config).states().getFirst();

        assertThat(before.held()).isEqualTo(3_000);
        assertThat(after.held()).isZero();
        assertThat(after.spent()).isEqualTo(3_000);
    }

    @Test
    void aLateTruthCorrectsOnce() {
        JdbcBudgets table = new JdbcBudgets(store.dataSource(), clock);
        BudgetWindow window = new BudgetWindow("all", Period.TOTAL, 0);
        Claim claim = claim("late", 100, window, 1_000);
        table.reserve(claim);
        table.expire(1_000);

        table.close(List.of(Closing.settled(claim, 30)));
        table.close(List.of(Closing.settled(claim, 40), Closing.voided(claim)));

        assertThat(table.read(List.of(window))).containsEntry(window, new Totals(30, 0, 0));
    }

    @Test
    void twoSweepersEndEachOnce() throws Exception {
        JdbcBudgets table = new JdbcBudgets(store.dataSource(), clock);
        BudgetWindow window = new BudgetWindow("all", Period.TOTAL, 0);
        for (int i = 0; i < 50; i++) {
            table.reserve(claim("r" + i, 100, window, 10_000));
        }

        atOnce(4, number -> table.expire(1_000));

        assertThat(table.read(List.of(window))).containsEntry(window, new Totals(5_000, 0, 0));
    }

    @Test
    void aThresholdIsToldByOneReplica() throws Exception {
        JdbcBudgets table = new JdbcBudgets(store.dataSource(), clock);
        BudgetWindow window = new BudgetWindow("all", Period.TOTAL, 0);
        table.reserve(claim("r", 100, window, 10_000));
        AtomicInteger told = new AtomicInteger();

        atOnce(8, number -> {
            if (table.tell(window, 5_000)) {
                told.incrementAndGet();
            }
        });

        assertThat(told).hasValue(1);
        assertThat(table.tell(window, 8_000)).isTrue();
    }

    @Test
    void oldReservationsAreForgottenAndSumsStay() {
        JdbcBudgets table = new JdbcBudgets(store.dataSource(), clock);
        BudgetWindow window = new BudgetWindow("all", Period.TOTAL, 0);
        Claim claim = claim("old", 100, window, 1_000);
        table.reserve(claim);
        table.close(List.of(Closing.settled(claim, 30)));
        List<BudgetDrift> known = table.drift();

        table.expire(1_000 + Duration.ofDays(8).toMillis());

        assertThat(known).containsExactly(new BudgetDrift("vendor", "m", true, 1, 100, 30, 30, 0, 0, 0, 0, 0));
        assertThat(table.drift()).isEmpty();
        assertThat(table.read(List.of(window))).containsEntry(window, new Totals(30, 0, 0));
    }

    @Test
    void aStoreThatDoesNotAnswerServesOnlyWhatCostsNothing() {
        List<BudgetConfig> config = budgets(Map.of("all", Map.of("total", "1 USD")));
        Budgets broken = new Budgets(new JdbcBudgets(new BrokenStore(), clock), false);

        Opening paid = purse(broken, config, 10).open(CHEAP, LEFT);
        Opening free = purse(broken, config, 10).open(offer(0, 0), LEFT);

        assertThat(Situation.refused(paid).reason()).isEqualTo(Reason.STORE_DOWN);
        assertThat(free).isInstanceOf(Opened.class);
    }

    private Budgets open() {
        return new Budgets(new JdbcBudgets(store.dataSource(), clock), false);
    }

    private Purse purse(Budgets budgets, List<BudgetConfig> config, int output) {
        return budgets.purse(config, spender("w"), () -> size(output), "request-" + ids.incrementAndGet());
    }

    private static Claim claim(String id, long worst, BudgetWindow window, long ceiling) {
        return new Claim(
                id, worst, List.of(new Share(window, ceiling)), 1_000, new Attribution("w", "vendor", "m", true));
    }

    private interface Numbered {
        void run(int number);
    }

    private static void atOnce(int threads, Numbered work) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int number = i;
                running.add(executor.submit(() -> {
                    start.await();
                    work.run(number);
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> one : running) {
                one.get();
            }
        }
    }
}
