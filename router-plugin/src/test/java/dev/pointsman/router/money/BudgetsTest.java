package dev.pointsman.router.money;

import static dev.pointsman.router.money.Situation.LEFT;
import static dev.pointsman.router.money.Situation.budgets;
import static dev.pointsman.router.money.Situation.offer;
import static dev.pointsman.router.money.Situation.opened;
import static dev.pointsman.router.money.Situation.refused;
import static dev.pointsman.router.money.Situation.size;
import static dev.pointsman.router.money.Situation.spender;
import static dev.pointsman.router.money.Situation.total;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.exchange.Usage;
import dev.pointsman.router.catalog.ModelFacts;
import dev.pointsman.router.config.BudgetConfig;
import dev.pointsman.router.money.Refusal.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class BudgetsTest {

    /** A worst case of 1,000 × 1 + 1,000 × 2 = 3,000 micro-USD. */
    private static final Offer CHEAP = offer(1, 2);

    private final FakeClock clock = new FakeClock("2026-11-25T12:00:00Z");
    private final Budgets budgets = new Budgets(new MemoryBudgets(clock), true);
    private int ids;

    @Test
    void holdsTheWorstCaseAndSettlesAtWhatTheVendorReported() {
        List<BudgetConfig> config = total("1");
        Purse purse = purse(config, spender("w"), size(1_000));

        Reservation reservation = opened(purse.open(CHEAP, LEFT));
        long held = state(config).held();
        reservation.settled(Usage.of(400, 100), null);

        assertThat(held).isEqualTo(3_000);
        assertThat(state(config).held()).isZero();
        assertThat(state(config).spent()).isEqualTo(600);
        assertThat(budgets.report(config).drift())
                .containsExactly(new BudgetDrift("vendor", "m", false, 1, 3_000, 600, 600, 0, 0, 0, 0, 0));
    }

    @Test
    void aReservationEndsOnceWhateverComesAfter() {
        List<BudgetConfig> config = total("1");
        Reservation reservation =
                opened(purse(config, spender("w"), size(1_000)).open(CHEAP, LEFT));

        reservation.settled(Usage.of(400, 100), null);
        reservation.unreported();
        reservation.voided();

        assertThat(state(config).spent()).isEqualTo(600);
    }

    @Test
    void whatNobodyReportedCostsItsWorstCase() {
        List<BudgetConfig> config = total("1");

        opened(purse(config, spender("w"), size(1_000)).open(CHEAP, LEFT)).unreported();

        assertThat(state(config).spent()).isEqualTo(3_000);
    }

    @Test
    void whatWasNeverBilledCostsNothing() {
        List<BudgetConfig> config = total("1");

        opened(purse(config, spender("w"), size(1_000)).open(CHEAP, LEFT)).voided();

        assertThat(state(config).spent()).isZero();
        assertThat(state(config).held()).isZero();
    }

    @Test
    void onlyHeldMoneyInTheWayIsWorthWaitingFor() {
        List<BudgetConfig> config = total("0.005");
        Reservation running = opened(purse(config, spender("w"), size(1_000)).open(CHEAP, LEFT));

        Refusal refusal = refused(purse(config, spender("w"), size(1_000)).open(CHEAP, LEFT));
        running.voided();

        assertThat(refusal.reason()).isEqualTo(Reason.IN_FLIGHT);
        opened(purse(config, spender("w"), size(1_000)).open(CHEAP, LEFT));
    }

    @Test
    void spentMoneyComesBackWithTheNextWindow() {
        List<BudgetConfig> config = budgets(Map.of("day", Map.of("daily", "0.005 USD")));
        opened(purse(config, spender("w"), size(1_000)).open(CHEAP, LEFT)).unreported();

        Refusal refusal = refused(purse(config, spender("w"), size(1_000)).open(CHEAP, LEFT));
        clock.set("2026-11-26T00:00:00Z");

        assertThat(refusal.reason()).isEqualTo(Reason.SPENT);
        assertThat(refusal.budget()).isEqualTo("day");
        assertThat(refusal.resetsAfter()).isEqualTo(Duration.ofHours(12));
        opened(purse(config, spender("w"), size(1_000)).open(CHEAP, LEFT));
    }

    @Test
    void aRequestDearerThanTheWholeBudgetIsNotWorthWaitingFor() {
        Refusal refusal =
                refused(purse(total("0.002"), spender("w"), size(1_000)).open(CHEAP, LEFT));

        assertThat(refusal.reason()).isEqualTo(Reason.SPENT);
    }

    @Test
    void allBudgetsOfARequestHoldItOrNone() {
        List<BudgetConfig> config = budgets(Map.of(
                "large", Map.of("total", 1), "small", Map.of("total", 0.002, "match", Map.of("provider", "vendor"))));

        refused(purse(config, spender("w"), size(1_000)).open(CHEAP, LEFT));

        assertThat(budgets.report(config).states())
                .allSatisfy(state -> assertThat(state.held()).isZero());
    }

    @Test
    void countsWhatMatchesAlone() {
        List<BudgetConfig> config = budgets(Map.of(
                "coders",
                Map.of(
                        "match",
                        Map.of("agent", "coder-*", "labels", Map.of("team", "red"), "profile", "quality"),
                        "total",
                        0)));
        Map<String, String> red = Map.of("team", "red");

        opened(purse(config, spender("writer", red, "quality"), size(1)).open(CHEAP, LEFT));
        opened(purse(config, spender("coder-1", Map.of(), "quality"), size(1)).open(CHEAP, LEFT));
        opened(purse(config, spender("coder-1", red, "economy"), size(1)).open(CHEAP, LEFT));

        assertThat(refused(purse(config, spender("coder-1", red, "quality"), size(1))
                                .open(CHEAP, LEFT))
                        .budget())
                .isEqualTo("coders");
    }

    @Test
    void aBudgetOfAProviderLeavesTheOthersAlone() {
        List<BudgetConfig> config = budgets(Map.of("v", Map.of("match", Map.of("provider", "other"), "total", 0)));
        Purse purse = purse(config, spender("w"), size(1));

        opened(purse.open(CHEAP, LEFT));

        refused(purse.open(new Offer("other", "m", CHEAP.facts(), false, false), LEFT));
    }

    @Test
    void aSoftBudgetIsOverrunByItsEmergencyAndNoMore() {
        List<BudgetConfig> config =
                budgets(Map.of("soft", Map.of("total", "0.006 USD", "enforcement", "soft", "emergency", "50%")));

        for (int i = 0; i < 3; i++) {
            opened(purse(config, spender("w"), size(1_000)).open(CHEAP, LEFT)).unreported();
        }

        assertThat(state(config).spent())
                .isEqualTo(9_000)
                .isEqualTo(state(config).ceiling());
        assertThat(refused(purse(config, spender("w"), size(1_000)).open(CHEAP, LEFT))
                        .reason())
                .isEqualTo(Reason.SPENT);
    }

    @Test
    void aHardBudgetRefusesWhatNobodyCanPriceUnlessItIsLocal() {
        Offer unknown = new Offer("vendor", "m", ModelFacts.unknown("m"), false, false);
        Offer local = new Offer("vendor", "m", ModelFacts.unknown("m"), true, false);

        assertThat(refused(purse(total("1"), spender("w"), size(1)).open(unknown, LEFT))
                        .reason())
                .isEqualTo(Reason.UNPRICED);
        opened(purse(total("0"), spender("w"), size(1)).open(local, LEFT));
        opened(purse(total("0"), spender("w"), size(1)).open(offer(0, 0), LEFT));
    }

    @Test
    void whatMayReadMoreThanTheBodyIsBoundedByTheWindowAlone() {
        RequestSize stored = new RequestSize(100, 0, 1, true, true, OptionalInt.of(10), () -> 10);
        List<BudgetConfig> config = total("1");

        opened(purse(config, spender("w"), stored).open(CHEAP, LEFT));

        assertThat(state(config).held()).isEqualTo(100_000 + 20);
    }

    @Test
    void countsTokensWhereBytesWouldBeTooDear() {
        RequestSize picture = new RequestSize(2_000_000, 1, 1, false, true, OptionalInt.of(10), () -> 1_000);
        Purse purse = purse(total("0.01"), spender("w"), picture);

        opened(purse.open(CHEAP, LEFT));

        assertThat(state(total("0.01")).held()).isEqualTo(2 * 1_000 + 512 + 5_000 + 20);
    }

    @Test
    void anAnswerWithoutALimitOfItsOwnGetsTheBudgets() {
        RequestSize open = new RequestSize(976, 0, 2, false, true, OptionalInt.empty(), () -> 1_000_000);
        List<BudgetConfig> config = budgets(Map.of("all", Map.of("total", 1, "maxOutput", 500)));
        Purse purse = purse(config, spender("w"), open);

        opened(purse.open(CHEAP, LEFT));

        assertThat(purse.outputCap(CHEAP)).isEqualTo(500);
        assertThat(state(config).held()).isEqualTo(1_000 + 2 * 500 * 2);
        assertThat(purse(List.of(), spender("w"), open).outputCap(CHEAP)).isNull();
    }

    @Test
    void expiresAtItsWorstCaseAndIsCorrectedOnceByALateTruth() {
        List<BudgetConfig> config = total("1");
        Reservation forgotten = opened(purse(config, spender("w"), size(1_000)).open(CHEAP, LEFT));
        clock.advance(LEFT.plusSeconds(59));
        budgets.sweep();
        long beforeItsTime = state(config).held();
        clock.advance(Duration.ofSeconds(1));
        budgets.sweep();
        long expired = state(config).spent();

        forgotten.settled(Usage.of(400, 100), null);
        forgotten.settled(Usage.of(400, 100), null);

        assertThat(beforeItsTime).isEqualTo(3_000);
        assertThat(expired).isEqualTo(3_000);
        assertThat(state(config).spent()).isEqualTo(600);
        assertThat(state(config).held()).isZero();
    }

    @Test
    void tellsOfAThresholdOncePerWindow() {
        List<BudgetConfig> config = budgets(Map.of("day", Map.of("daily", "0.012 USD")));
        List<Double> told = new ArrayList<>();
        budgets.use(config);
        budgets.listen(alert -> told.add(alert.percent()));

        for (int i = 0; i < 4; i++) {
            opened(purse(config, spender("w"), size(1_000)).open(CHEAP, LEFT)).unreported();
        }
        List<Double> firstDay = List.copyOf(told);
        clock.advance(Duration.ofDays(1));
        opened(purse(config, spender("w"), size(2_500)).open(CHEAP, LEFT)).unreported();

        assertThat(firstDay).containsExactly(50.0, 100.0);
        assertThat(told).containsExactly(50.0, 100.0, 50.0);
    }

    @Test
    void aVendorThatBillsMoreThanTheWorstCaseIsBelievedAndNoted() {
        List<BudgetConfig> config = total("1");

        opened(purse(config, spender("w"), size(1_000)).open(CHEAP, LEFT)).settled(Usage.of(10_000, 0), null);

        assertThat(state(config).spent()).isEqualTo(10_000);
        assertThat(budgets.report(config).drift().getFirst().excess()).isEqualTo(7_000);
    }

    private Purse purse(List<BudgetConfig> config, Spender spender, RequestSize size) {
        ids++;
        return budgets.purse(config, spender, () -> size, "request-" + ids);
    }

    private BudgetState state(List<BudgetConfig> config) {
        return budgets.report(config).states().getFirst();
    }
}
