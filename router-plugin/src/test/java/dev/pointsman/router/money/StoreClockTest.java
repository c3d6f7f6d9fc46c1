package dev.pointsman.router.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pointsman.hostkit.store.testing.OnEachStore;
import dev.pointsman.hostkit.store.testing.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Windows of budgets are cut by the time of the server that all gateways share, whatever the clock of one of them does. */
@OnEachStore
record StoreClockTest(TestStore store) {

    private static final long SECONDS = Duration.ofSeconds(5).toMillis();

    @ParameterizedTest
    @ValueSource(ints = {60, -60})
    void aJumpOfThisMachinesClockMovesNoWindowOfAServer(int minutes) {
        AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
        StoreClock clock = new StoreClock(
                new BudgetTransactions(store.dataSource()), () -> Instant.now().plus(ahead.get()));
        assertThat(clock.millis()).isCloseTo(System.currentTimeMillis(), within(SECONDS));

        ahead.set(Duration.ofMinutes(minutes));

        long expected = store.toString().equals("PostgreSQL")
                ? System.currentTimeMillis()
                : System.currentTimeMillis() + ahead.get().toMillis();
        assertThat(clock.millis()).as("of %s", store).isCloseTo(expected, within(SECONDS));
    }

    @Test
    void aClockThatIsWrongFromTheStartIsTheServersToo() {
        StoreClock clock = new StoreClock(
                new BudgetTransactions(store.dataSource()), () -> Instant.now().plus(Duration.ofDays(40)));

        long wrong =
                store.toString().equals("PostgreSQL") ? 0 : Duration.ofDays(40).toMillis();

        assertThat(clock.millis()).isCloseTo(System.currentTimeMillis() + wrong, within(SECONDS));
    }
}
