package dev.pointsman.router.money;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Requests that have something in common.
 *
 * @param values of the dimensions that were asked for, in their order; null where a request has none
 */
public record UsageGroup(List<@Nullable String> values, UsageTally tally) {

    public UsageGroup {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }
}
