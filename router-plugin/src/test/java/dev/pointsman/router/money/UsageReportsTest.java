package dev.pointsman.router.money;

import static dev.pointsman.router.money.Entries.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.api.decision.AttemptReport;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.hostkit.store.testing.OnEachStore;
import dev.pointsman.hostkit.store.testing.TestStore;
import dev.pointsman.router.catalog.Price;
import dev.pointsman.router.catalog.PriceTier;
import dev.pointsman.router.money.LedgerEntry.Begun;
import dev.pointsman.router.money.LedgerEntry.Ended;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEachStore
class UsageReportsTest {

    private static final long DAY = 86_400_000;

    private final TestStore store;
    private final BreakableStore breakable;
    private final UsageReports reports;

    UsageReportsTest(TestStore store) {
        this.store = store;
        this.breakable = new BreakableStore(store.dataSource());
        this.reports = new UsageReports(new UsageTables(breakable), new MemoryLedger());
    }

    @BeforeEach
    void empty() throws Exception {
        store.empty(List.of("ledger_request", "ledger_attempt", "ledger_correction"));
    }

    @Test
    void addsUpRequestsTokensMoneyAndLatency() throws Exception {
        written(
                answered("a", NOW, "engineering", 100, 140L, "eng-1"),
                answered("b", NOW + 1, "engineering", 300, 60L, "engineering/own"),
                failed("c", NOW + 2));

        UsageTally tally = reports.report(question(UsageDimension.WORKSPACE)).total();

        assertThat(tally.requests()).isEqualTo(3);
        assertThat(tally.succeeded()).isEqualTo(2);
        assertThat(tally.failed()).isEqualTo(1);
        assertThat(tally.tokens()).isEqualTo(new Usage(2000, 400, 200, 200, 80));
        assertThat(tally.costMicros()).isEqualTo(200);
        assertThat(tally.unpriced()).isZero();
        assertThat(tally.latencies().longest()).hasValue(300);
        assertThat(tally.latencies().percentile(0.5)).hasValue(120);
    }

    @Test
    void tellsGroupsApartByWhatIsAskedFor() throws Exception {
        written(
                answered("a", NOW, "engineering", 100, 140L, null),
                answered("b", NOW + DAY, "engineering", 100, 1L, null),
                answered("c", NOW + DAY, "sales", 100, 2L, null));

        List<UsageGroup> groups = reports.report(question(UsageDimension.WORKSPACE, UsageDimension.DAY))
                .groups();

        assertThat(groups)
                .extracting(group ->
                        String.join(" ", group.values()) + " " + group.tally().costMicros())
                .containsExactly("engineering 2026-09-21 140", "engineering 2026-09-22 1", "sales 2026-09-22 2");
    }

    @Test
    void countsOnlyWhatWasAskedAbout() throws Exception {
        written(
                answered("a", NOW, "engineering", 100, 140L, null),
                answered("b", NOW, "sales", 100, 2L, null),
                answered("late", NOW + 10, "sales", 100, 4L, null));

        UsageQuestion sales = new UsageQuestion(
                NOW,
                NOW + 10,
                List.of(),
                Map.of(UsageDimension.WORKSPACE, "sales", UsageDimension.MODEL, "openai/gpt"),
                null);

        assertThat(reports.report(sales).total().costMicros()).isEqualTo(2);
        assertThat(reports.report(sales).groups()).hasSize(1);
    }

    @Test
    void ofNothingThereIsNothing() {
        UsageReport report = reports.report(question());

        assertThat(report.groups()).isEmpty();
        assertThat(report.total()).isEqualTo(UsageTally.NOTHING);
        assertThat(report.total().latencies().percentile(0.5)).isEmpty();
    }

    @Test
    void countsWhatWorkspacesPaidThemselves() throws Exception {
        written(
                answered("a", NOW, "engineering", 100, 140L, "engineering/own"),
                answered("b", NOW, "engineering", 100, 60L, "engineering"),
                answered("c", NOW, "eng%", 100, 10L, "engineering/own"));

        UsageTally tally = reports.report(question()).total();

        assertThat(tally.byok()).isEqualTo(1);
        assertThat(tally.byokMicros()).isEqualTo(140);
    }

    @Test
    void aLateTruthCountsInsteadOfWhatWasExpected() throws Exception {
        // Given
        Account expired = Account.expired(Entries.begun("a"), List.of(Entries.dispatched("a", 1)), NOW + 5);
        written(expired);
        assertThat(reports.report(question()).total().costMicros()).isEqualTo(2_500);
        assertThat(reports.report(question()).total().estimatedMicros()).isEqualTo(2_500);

        // When
        written(new Account(Entries.begun("a"), Entries.ended("a")));

        // Then
        UsageTally tally = reports.report(question()).total();
        assertThat(tally.costMicros()).isEqualTo(140);
        assertThat(tally.succeeded()).isEqualTo(1);
        assertThat(tally.expired()).isZero();
        assertThat(tally.estimated()).isZero();
        assertThat(reports.page(question(), null).getFirst().state()).isEqualTo("CORRECTED");
    }

    @Test
    void tellsWhatTheSameTokensCostAtTheBaseline() throws Exception {
        // Given: each has 700 full, 200 cached, 100 written input tokens and 100 output tokens
        written(
                answered("a", NOW, "engineering", 100, 140L, null),
                answered("b", NOW, "engineering", 100, 60L, null),
                answered("unpriced", NOW, "engineering", 100, null, null));
        Price price =
                new Price(new BigDecimal("3"), new BigDecimal("15"), new BigDecimal("0.3"), null, "policy", null, null);

        // When
        Compared compared =
                reports.report(question(new Baseline("x/y", price))).total().compared();

        // Then
        assertThat(compared.requests()).isEqualTo(2);
        assertThat(compared.costMicros()).isEqualTo(200);
        assertThat(compared.baselineMicros()).isEqualTo(2 * (700 * 3 + 60 + 100 * 3 + 100 * 15));
        assertThat(compared.savedMicros()).isEqualTo(2 * 3_960 - 200);
    }

    @Test
    void theBaselinesPriceForLongInputsHoldsForEachRequestByItself() throws Exception {
        // Given: two requests of 1,000 tokens are no request of 2,000
        written(answered("a", NOW, "engineering", 100, 1L, null), answered("b", NOW, "engineering", 100, 1L, null));
        BigDecimal one = BigDecimal.ONE;
        BigDecimal ten = BigDecimal.TEN;
        PriceTier above1500 = new PriceTier(1_500, ten, ten, ten, ten, ten);
        PriceTier above900 = new PriceTier(900, ten, ten, ten, ten, ten);

        // When, then
        assertThat(baseline(new Price(one, one, one, one, one, null, List.of(above1500), "policy", null, null)))
                .isEqualTo(2 * 1_100);
        assertThat(baseline(new Price(one, one, one, one, one, null, List.of(above900), "policy", null, null)))
                .isEqualTo(2 * 11_000);
    }

    @Test
    void readsEachRequestOnceInPages() throws Exception {
        // Given
        List<String> ids = new ArrayList<>();
        List<Account> accounts = new ArrayList<>();
        for (int i = 0; i < 1_203; i++) {
            String id = String.format("r%04d", i);
            ids.add(id);
            accounts.add(answered(id, NOW + i / 7, "engineering", 100, 1L, null));
        }
        written(accounts.reversed().toArray(Account[]::new));

        // When
        List<String> read = new ArrayList<>();
        List<LedgerLine> page = reports.page(question(), null);
        while (!page.isEmpty()) {
            page.forEach(line -> read.add(line.requestId()));
            page = reports.page(question(), page.getLast());
        }

        // Then
        assertThat(read).isEqualTo(ids);
    }

    @Test
    void saysSoWhenTheStoreDoesNotAnswer() {
        breakable.breakDown();

        assertThatThrownBy(() -> reports.report(question())).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void anAttemptBesideTheAnswerCountsToItsOwnModelAndIsNoRequest() throws Exception {
        // Given
        AttemptReport lost =
                new AttemptReport(1, "slow", "small", null, List.of(), List.of(), "hedge_lost", null, 1, null, 40);
        BilledAttempt beside =
                new BilledAttempt(lost, new Bill(Usage.of(500, 0), UsageSource.ESTIMATED, 60L, "policy", null));
        Ended alone = Entries.ended("a");
        AttemptReport won = new AttemptReport(2, "openai", "gpt", null, List.of(), List.of(), "ok", null, 20, 30L, 900);
        Bill told = alone.bill().toldBy(150L);
        Ended ended = new Ended(
                "a", NOW + 900, RequestState.SETTLED, "ok", 2, null, List.of(beside, new BilledAttempt(won, told)));

        // When
        written(new Account(begun("a", NOW, "engineering"), ended));

        // Then
        UsageReport report = reports.report(question(UsageDimension.MODEL));
        assertThat(report.groups())
                .extracting(group -> group.values().getFirst())
                .containsExactly("openai/gpt", "slow/small");
        assertThat(report.groups())
                .extracting(group -> group.tally().requests())
                .containsExactly(1L, 0L);
        assertThat(report.groups())
                .extracting(group -> group.tally().costMicros())
                .containsExactly(140L, 60L);
        assertThat(report.total().requests()).isEqualTo(1);
        assertThat(report.total().estimated()).isEqualTo(1);
        assertThat(report.total().estimatedMicros()).isEqualTo(60);
        assertThat(report.total().vendorMicros()).isEqualTo(150);
        assertThat(report.total().vendorComparedMicros()).isEqualTo(140);
        assertThat(reports.page(question(), null)).singleElement().satisfies(line -> {
            assertThat(line.costMicros()).isEqualTo(200);
            assertThat(line.vendorMicros()).isEqualTo(150);
            assertThat(line.tokens().input()).isEqualTo(1_500);
        });
    }

    private long baseline(Price price) {
        return reports.report(question(new Baseline("x/y", price)))
                .total()
                .compared()
                .baselineMicros();
    }

    private static UsageQuestion question(UsageDimension... by) {
        return new UsageQuestion(NOW, NOW + 10 * DAY, List.of(by), Map.of(), null);
    }

    private static UsageQuestion question(Baseline baseline) {
        return new UsageQuestion(NOW, NOW + 10 * DAY, List.of(), Map.of(), baseline);
    }

    private void written(Account... accounts) throws Exception {
        new Transactions(store.dataSource()).run(connection -> LedgerTables.write(connection, List.of(accounts)));
    }

    private static Account answered(
            String id, long at, String workspace, long millis, Long costMicros, String credential) {
        Ended end = Entries.ended(id);
        AttemptReport attempt =
                new AttemptReport(1, "openai", "gpt", credential, List.of(), List.of(), "ok", null, 3, 20L, millis);
        Bill bill = new Bill(
                end.bill().usage(), UsageSource.REPORTED, costMicros, costMicros == null ? null : "policy", null);
        Ended ended = new Ended(
                id, at + millis, RequestState.SETTLED, "ok", 1, "gpt-2026", List.of(new BilledAttempt(attempt, bill)));
        return new Account(begun(id, at, workspace), ended);
    }

    private static Account failed(String id, long at) {
        AttemptReport attempt =
                new AttemptReport(1, "openai", "gpt", null, List.of(), List.of(), "overloaded", 529, 1, null, 5);
        Ended ended = new Ended(
                id,
                at + 5,
                RequestState.VOIDED,
                "exhausted",
                1,
                null,
                List.of(new BilledAttempt(attempt, Bill.nothing())));
        return new Account(begun(id, at, "engineering"), ended);
    }

    private static Begun begun(String id, long at, String workspace) {
        Begun begun = Entries.begun(id, at);
        return new Begun(
                id,
                at,
                begun.expiresMillis(),
                workspace,
                begun.keyId(),
                begun.agent(),
                begun.sessionHash(),
                begun.userHash(),
                begun.profile(),
                begun.workload(),
                begun.dialect(),
                begun.askedModel(),
                begun.catalogVersion());
    }
}
