package dev.pointsman.router.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.router.attempt.RetryBudget.Settings;
import dev.pointsman.router.fake.FakeTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {

    private final FakeTime time = new FakeTime();

    @Test
    void aPolicyWithALargerCapacityFillsTheNewRoomAndForgetsNothingThatWasSpent() {
        RetryBudget budget = new RetryBudget(new Settings(0, 3, 0), time::nanoTime);
        budget.tryTake();

        budget.use(new Settings(0, 10, 0));

        assertThat(budget.tokens()).isEqualTo(9);
    }

    @Test
    void aPolicyWithASmallerCapacityCutsWhatIsLeft() {
        RetryBudget budget = new RetryBudget(new Settings(0, 10, 0), time::nanoTime);

        budget.use(new Settings(0, 1, 0));

        assertThat(budget.tryTake()).isTrue();
        assertThat(budget.tryTake()).isFalse();
    }

    @Test
    void theTimeBeforeAChangeCountsAtTheOldRate() {
        RetryBudget budget = new RetryBudget(new Settings(0, 10, 1), time::nanoTime);
        while (budget.tryTake()) {
            // Until it is empty.
        }
        time.advance(Duration.ofSeconds(4));

        budget.use(new Settings(0, 10, 0));
        time.advance(Duration.ofSeconds(4));

        assertThat(budget.tokens()).isEqualTo(4);
    }
}
