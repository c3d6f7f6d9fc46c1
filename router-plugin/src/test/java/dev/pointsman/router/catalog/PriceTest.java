package dev.pointsman.router.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.exchange.Usage;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriceTest {

    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    @Test
    void aLongInputCostsItsTierFromItsFirstToken() {
        PriceTier above200k = new PriceTier(200_000, TWO, BigDecimal.TEN, new BigDecimal("0.2"), null, null);
        Price price =
                new Price(ONE, BigDecimal.valueOf(5), null, null, null, null, List.of(above200k), "test", null, null);

        assertThat(price.microsFor(Usage.of(200_000, 100))).isEqualTo(200_000 + 500);
        assertThat(price.microsFor(Usage.of(200_001, 100))).isEqualTo(400_002 + 1_000);
        assertThat(price.microsFor(new Usage(300_000, 100_000, 0, 0, 0))).isEqualTo(400_000 + 20_000);
    }

    @Test
    void theHighestTierThatIsPassedHolds() {
        PriceTier far = new PriceTier(500_000, BigDecimal.TEN, ONE, null, null, null);
        PriceTier near = new PriceTier(100_000, TWO, ONE, null, null, null);
        Price price = new Price(ONE, ONE, null, null, null, null, List.of(far, near), "test", null, null);

        assertThat(price.tierFor(100_000)).isNull();
        assertThat(price.tierFor(100_001)).isEqualTo(near);
        assertThat(price.tierFor(600_000)).isEqualTo(far);
    }

    @Test
    void aFeeIsChargedOncePerRequest() {
        Price price = new Price(ONE, ONE, null, null, null, new BigDecimal("0.005"), List.of(), "test", null, null);

        assertThat(price.microsFor(Usage.of(10, 10))).isEqualTo(5_000 + 20);
    }

    @Test
    void aPriceHoldsFromItsFirstDayOn() {
        Price now = new Price(TWO, TWO, null, null, "list", "2026-11-01", null);
        Price then = new Price(ONE, ONE, null, null, "list", "2026-11-01", "2026-12-01");
        PriceHistory history = new PriceHistory(List.of(then, now));

        assertThat(history.on(LocalDate.of(2026, 11, 30))).contains(now);
        assertThat(history.on(LocalDate.of(2026, 12, 1))).contains(then);
        assertThat(new PriceHistory(List.of(then)).on(LocalDate.of(2026, 11, 30)))
                .isEmpty();
    }
}
