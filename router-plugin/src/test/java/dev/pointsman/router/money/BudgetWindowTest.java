package dev.pointsman.router.money;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.router.config.BudgetConfig.Period;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetWindowTest {

    @ParameterizedTest
    @CsvSource({
        "DAILY,   2026-11-25T13:45:00Z, 2026-11-25T00:00:00Z, 2026-11-26T00:00:00Z",
        "DAILY,   2026-11-25T00:00:00Z, 2026-11-25T00:00:00Z, 2026-11-26T00:00:00Z",
        "DAILY,   2026-11-25T23:59:59.999Z, 2026-11-25T00:00:00Z, 2026-11-26T00:00:00Z",
        "WEEKLY,  2026-11-25T13:45:00Z, 2026-11-23T00:00:00Z, 2026-11-30T00:00:00Z",
        "WEEKLY,  2026-11-23T00:00:00Z, 2026-11-23T00:00:00Z, 2026-11-30T00:00:00Z",
        "WEEKLY,  2027-01-01T00:00:00Z, 2026-12-28T00:00:00Z, 2027-01-04T00:00:00Z",
        "MONTHLY, 2026-02-28T23:00:00Z, 2026-02-01T00:00:00Z, 2026-03-01T00:00:00Z",
        "MONTHLY, 2028-02-29T00:00:00Z, 2028-02-01T00:00:00Z, 2028-03-01T00:00:00Z"
    })
    void isCutInUtc(Period period, String now, String from, String to) {
        BudgetWindow window = BudgetWindow.at("b", period, Instant.parse(now).toEpochMilli());

        assertThat(Instant.ofEpochMilli(window.startsAt())).isEqualTo(from);
        assertThat(Instant.ofEpochMilli(window.endsAt().orElseThrow())).isEqualTo(to);
    }

    @Test
    void aTotalHasNoEnd() {
        BudgetWindow window = BudgetWindow.at("b", Period.TOTAL, 1_800_000_000_000L);

        assertThat(window.startsAt()).isZero();
        assertThat(window.endsAt()).isEmpty();
    }
}
