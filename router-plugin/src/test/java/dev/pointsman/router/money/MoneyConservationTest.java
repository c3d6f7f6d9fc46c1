package dev.pointsman.router.money;

import static dev.pointsman.router.money.Entries.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.decision.AttemptReport;
import dev.pointsman.hostkit.store.testing.OnEachStore;
import dev.pointsman.hostkit.store.testing.TestStore;
import dev.pointsman.router.config.BudgetConfig.Period;
import dev.pointsman.router.config.RetentionConfig;
import dev.pointsman.router.money.Claim.Attribution;
import dev.pointsman.router.money.Claim.Share;
import dev.pointsman.router.money.LedgerEntry.Ended;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever becomes of requests and of the processes that serve them, the ledger and the budgets tell the same sums, by day and in
 * all: nothing is charged twice, and nothing is forgotten.
 */
@OnEachStore
class MoneyConservationTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long WORST = 2_500;
    private static final int HISTORIES = 20;
    private static final int REQUESTS = 24;
    private static final int DAYS = 3;

    private enum Fate {
        SETTLED,
        VOIDED,
        /** Its process died, and nobody ever heard of its end. */
        LOST,
        /** Its process was thought dead; its end came after it had been given up. */
        LATE
    }

    private record Request(String id, long at, Claim claim, Fate fate) {}

    @TempDir
    Path folder;

    private final TestStore store;
    private final FakeClock clock = new FakeClock(Instant.ofEpochMilli(NOW).toString());

    MoneyConservationTest(TestStore store) {
        this.store = store;
    }

    @BeforeEach
    void empty() throws Exception {
        store.empty(List.of(
                "ledger_request",
                "ledger_attempt",
                "ledger_correction",
                "budget_window",
                "budget_reservation",
                "budget_share"));
    }

    @Test
    void ledgerAndBudgetsTellTheSameSumsAfterAnyHistory() throws Exception {
        for (int seed = 1; seed <= HISTORIES; seed++) {
            empty();
            JdbcBudgets budgets = new JdbcBudgets(store.dataSource(), clock);

            List<Request> served = serve(seed, budgets);

            assertThat(served).as("seed %d", seed).isNotEmpty();
            assertThat(spentByDay(budgets)).as("seed %d", seed).isEqualTo(ledgerByDay());
        }
    }

    /** Those that the budgets had room for. */
    private List<Request> serve(int seed, JdbcBudgets budgets) throws Exception {
        Random random = new Random(seed);
        List<Request> served = new ArrayList<>();
        List<byte[]> spooled = new ArrayList<>();
        List<Closing> closings = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            Request request = request(seed + "-" + i, random);
            if (!budgets.reserve(request.claim()).isEmpty()) {
                continue;
            }
            served.add(request);
            spooled.add(
                    SpoolLines.write(Entries.begun(request.id(), request.at()), Entries.dispatched(request.id(), 1)));
            if (request.fate() == Fate.SETTLED || request.fate() == Fate.VOIDED) {
                closings.add(closing(request));
                spooled.add(SpoolLines.write(ended(request)));
            }
        }
        // What a process told before it died is told again, in part, and in another order.
        closings.addAll(closings.subList(0, random.nextInt(closings.size() + 1)));
        Collections.shuffle(closings, random);
        budgets.close(closings);
        boolean twice = random.nextBoolean();
        kill(spooled);
        carryOn(List.of());
        if (twice) {
            kill(spooled);
        }
        budgets.expire(NOW + 2 * DAYS * DAY);
        List<Request> late =
                served.stream().filter(one -> one.fate() == Fate.LATE).toList();
        carryOn(late);
        late.forEach(one -> budgets.close(List.of(closing(one), closing(one))));
        return served;
    }

    private static Request request(String id, Random random) {
        long at = NOW + random.nextInt(DAYS) * DAY;
        List<Share> shares = List.of(
                new Share(BudgetWindow.at("all", Period.DAILY, at), 6 * WORST),
                new Share(BudgetWindow.at("all", Period.TOTAL, at), 16 * WORST));
        Claim claim = new Claim(id, WORST, shares, at + 60_000, new Attribution("w", "openai", "gpt", false));
        return new Request(id, at, claim, Fate.values()[random.nextInt(Fate.values().length)]);
    }

    private static Closing closing(Request request) {
        return request.fate() == Fate.VOIDED
                ? Closing.voided(request.claim())
                : Closing.settled(
                        request.claim(), Entries.ended(request.id()).bill().costMicros());
    }

    private static Ended ended(Request request) {
        if (request.fate() != Fate.VOIDED) {
            return Entries.ended(request.id());
        }
        AttemptReport refused =
                new AttemptReport(1, "openai", "gpt", "c1", List.of(), List.of(), "overloaded", 529, 3, null, 9);
        return new Ended(
                request.id(),
                request.at() + 9,
                RequestState.VOIDED,
                "exhausted",
                1,
                null,
                List.of(new BilledAttempt(refused, Bill.nothing())));
    }

    private void kill(List<byte[]> lines) throws IOException {
        try (SpoolFolder killed = SpoolFolder.create(folder)) {
            Spool spool = new Spool(killed.path(), Spool.Limits.DEFAULT);
            lines.forEach(spool::appendSurely);
            spool.close();
        }
    }

    /** The next process, which hears of some ends after all. */
    private void carryOn(List<Request> late) throws Exception {
        StoreWriter writer = new StoreWriter();
        SpooledLedger ledger = SpooledLedger.open(
                folder,
                clock,
                new Transactions(store.dataSource()),
                Spool.Limits.DEFAULT,
                () -> RetentionConfig.DEFAULT,
                writer);
        writer.start(List.of(ledger));
        try {
            assertThat(ledger.flush(LIMIT)).isTrue();
            late.forEach(one -> ledger.end(ended(one)));
            assertThat(ledger.flush(LIMIT)).isTrue();
        } finally {
            writer.close();
        }
    }

    private static Map<Long, Long> days() {
        Map<Long, Long> days = new LinkedHashMap<>();
        for (int day = 0; day < DAYS; day++) {
            days.put((NOW + day * DAY) / DAY, 0L);
        }
        return days;
    }

    /** By the windows of days, which must come to what the window of all time has. */
    private static Map<Long, Long> spentByDay(JdbcBudgets budgets) {
        Map<Long, Long> spent = days();
        spent.replaceAll((day, none) -> {
            BudgetWindow window = BudgetWindow.at("all", Period.DAILY, day * DAY);
            BudgetStore.Totals totals = budgets.read(List.of(window)).get(window);
            assertThat(totals.held()).isZero();
            return totals.spent();
        });
        BudgetWindow all = BudgetWindow.at("all", Period.TOTAL, NOW);
        assertThat(budgets.read(List.of(all)).get(all).spent())
                .isEqualTo(spent.values().stream().mapToLong(Long::longValue).sum());
        return spent;
    }

    /** As usage adds it up. */
    private Map<Long, Long> ledgerByDay() throws Exception {
        Map<Long, Long> charged = days();
        UsageReports reports = new UsageReports(new UsageTables(store.dataSource()), new MemoryLedger());
        charged.replaceAll(
                (day, none) -> reports.report(new UsageQuestion(day * DAY, (day + 1) * DAY, List.of(), Map.of(), null))
                        .total()
                        .costMicros());
        return charged;
    }
}
