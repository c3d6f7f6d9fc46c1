package dev.pointsman.router.money;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.exchange.Usage;
import dev.pointsman.router.catalog.Price;
import dev.pointsman.router.money.Bill.Observed;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class BillTest {

    private static final Price PRICE = new Price(BigDecimal.ONE, BigDecimal.TWO, null, null, "policy", null, null);
    private static final Observed OBSERVED = new Observed(true, 1_000, 400, 8_000, 4_000);

    @Test
    void takesWhatTheVendorReported() {
        Bill bill = Bill.of(Usage.of(900, 50), OBSERVED, PRICE);

        assertThat(bill).isEqualTo(new Bill(Usage.of(900, 50), UsageSource.REPORTED, 1_000L, "policy", null));
    }

    @Test
    void estimatesWhatTheVendorDidNotReportAndNeverSaysZero() {
        Bill bill = Bill.of(null, OBSERVED, PRICE);

        assertThat(bill).isEqualTo(new Bill(Usage.of(1_000, 100), UsageSource.ESTIMATED, 1_200L, "policy", null));
    }

    @Test
    void takesAReportOfNothingOrLessForNone() {
        Bill bill = Bill.of(new Usage(-5, 0, 0, -1_000, 0), OBSERVED, PRICE);

        assertThat(bill.source()).isEqualTo(UsageSource.ESTIMATED);
        assertThat(bill.costMicros()).isEqualTo(1_200L);
    }

    @Test
    void cutsAnAbsurdReportToWhatTheModelHolds() {
        Bill bill = Bill.of(new Usage(1_000_000_000_000L, 7, 0, 1_000_000_000_000L, 0), OBSERVED, PRICE);

        assertThat(bill.source()).isEqualTo(UsageSource.CLAMPED);
        assertThat(bill.usage()).isEqualTo(new Usage(8_000, 7, 0, 4_000, 0));
    }

    @Test
    void countsWhatWasSeenOfAnAnswerThatBrokeOffBeforeItsReport() {
        Bill bill = Bill.of(Usage.of(900, 1), new Observed(false, 1_000, 400, 8_000, 4_000), PRICE);

        assertThat(bill.usage()).isEqualTo(Usage.of(900, 100));
        assertThat(bill.source()).isEqualTo(UsageSource.ESTIMATED);
    }

    @Test
    void hasNoCostWhereThePriceIsUnknown() {
        assertThat(Bill.of(Usage.of(900, 50), OBSERVED, null).costMicros()).isNull();
    }
}
