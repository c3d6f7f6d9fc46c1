package dev.pointsman.host.config;

import java.time.Duration;

/**
 * The record of what operators did.
 *
 * @param keep how long an action stays in it
 */
public record AuditConfig(Duration keep) {

    /** As long as the ledger unless set, so that a bill can be held against what was changed. */
    static final AuditConfig DEFAULT = new AuditConfig(Duration.ofDays(400));

    private static final int MOST_DAYS = 36_500;

    static AuditConfig read(Section section) {
        int days = section.count("keepDays", (int) DEFAULT.keep.toDays(), 1, MOST_DAYS);
        section.end();
        return new AuditConfig(Duration.ofDays(days));
    }
}
