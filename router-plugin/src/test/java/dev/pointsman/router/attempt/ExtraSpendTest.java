package dev.pointsman.router.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExtraSpendTest {

    private final ExtraSpend spend = new ExtraSpend();

    @Test
    void secondAttemptsNeverCostMoreThanTheirShareOfWhatRequestsCost() {
        double requested = 0;
        double added = 0;
        for (int request = 1; request <= 1_000; request++) {
            double cost = 0.01 * (request % 7 + 1);
            spend.requested(cost, 0.05);
            requested += cost;
            added += spend.tryTake(cost) ? cost : 0;

            assertThat(added).isLessThanOrEqualTo(0.05 * requested + 1e-9);
        }
        assertThat(added).isGreaterThan(0.04 * requested);
    }

    @Test
    void aQuietTimeSavesUpForTenAtMost() {
        for (int request = 0; request < 10_000; request++) {
            spend.requested(1, 0.5);
        }

        int taken = 0;
        while (spend.tryTake(1)) {
            taken++;
        }
        assertThat(taken).isEqualTo(10);
    }
}
