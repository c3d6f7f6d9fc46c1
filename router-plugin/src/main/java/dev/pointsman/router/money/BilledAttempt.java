package dev.pointsman.router.money;

import dev.pointsman.api.decision.AttemptReport;
import java.util.Objects;

/** One attempt and what it used; an attempt that the vendor refused has a bill of nothing. */
public record BilledAttempt(AttemptReport report, Bill bill) {

    public BilledAttempt {
        Objects.requireNonNull(report, "report");
        Objects.requireNonNull(bill, "bill");
    }
}
