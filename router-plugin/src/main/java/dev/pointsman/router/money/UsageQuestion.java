package dev.pointsman.router.money;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which requests are added up, and how.
 *
 * @param sinceMillis when they came in at the earliest, since the epoch
 * @param untilMillis before which they came in, since the epoch
 * @param by one group for each combination of these; one group of all when empty
 * @param only those with these values; never by {@link UsageDimension#DAY}
 * @param baseline what they are compared with; null for nothing
 */
public record UsageQuestion(
        long sinceMillis,
        long untilMillis,
        List<UsageDimension> by,
        Map<UsageDimension, String> only,
        @Nullable Baseline baseline) {

    public UsageQuestion {
        by = List.copyOf(by);
        only = Map.copyOf(only);
    }

    /** The same requests, told apart otherwise. */
    public UsageQuestion by(UsageDimension... dimensions) {
        return new UsageQuestion(sinceMillis, untilMillis, List.of(dimensions), only, baseline);
    }
}
