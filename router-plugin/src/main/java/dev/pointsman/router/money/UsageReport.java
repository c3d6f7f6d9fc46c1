package dev.pointsman.router.money;

import java.util.List;

/**
 * Usage of all requests that were asked about, and by group.
 *
 * @param groups in the order of their values
 */
public record UsageReport(UsageTally total, List<UsageGroup> groups) {

    public UsageReport {
        groups = List.copyOf(groups);
    }

    static UsageReport of(List<UsageGroup> groups) {
        UsageTally total = UsageTally.NOTHING;
        for (UsageGroup group : groups) {
            total = total.plus(group.tally());
        }
        return new UsageReport(total, groups);
    }
}
