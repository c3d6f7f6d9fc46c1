package dev.pointsman.router.health;

import dev.pointsman.api.exchange.RateLimits;
import dev.pointsman.api.exchange.RateLimits.Kind;
import dev.pointsman.api.exchange.RateLimits.Window;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a vendor's rate limits for one credential and one model: what its headers said last, grown with the time since
 * then, less what we have sent that it has not spoken of yet. Vendors send -1, 0 of 0 and resets in years; what makes no sense
 * is as if not said. Thread-safe.
 */
final class ShadowQuota {

    private static final Duration LONGEST_RESET = Duration.ofHours(24);
    private static final long UNKNOWN = -1;

    private final Map<Kind, Level> levels = new EnumMap<>(Kind.class);
    private long unansweredRequests;
    private long unansweredInput;
    private long unansweredOutput;

    /** What the vendor said of one window, and when. */
    private record Level(long limit, long remaining, long at, long resetNanos) {}

    /** Sent; the vendor's headers do not count it yet. */
    synchronized void sent(Demand demand) {
        unansweredRequests++;
        unansweredInput += demand.inputTokens();
        unansweredOutput += demand.outputTokens();
    }

    /** Answered or given up; what the headers say counts it. Once for each {@link #sent}. */
    synchronized void answered(Demand demand, @Nullable RateLimits said, long now) {
        unansweredRequests--;
        unansweredInput -= demand.inputTokens();
        unansweredOutput -= demand.outputTokens();
        if (said != null) {
            said.windows().forEach(window -> believe(window, now));
        }
    }

    /** How long until the demand fits; 0 when it does now, as far as is known. */
    synchronized long nanosUntil(Demand demand, long now) {
        long longest = 0;
        for (Map.Entry<Kind, Level> entry : levels.entrySet()) {
            Kind kind = entry.getKey();
            long wanted = of(kind, 1, demand.inputTokens(), demand.outputTokens());
            long ahead = of(kind, unansweredRequests, unansweredInput, unansweredOutput);
            longest = Math.max(longest, nanosUntil(entry.getValue(), wanted, ahead, now));
        }
        return longest;
    }

    private void believe(Window window, long now) {
        long limit = window.limit().orElse(UNKNOWN);
        long remaining = window.remaining().orElse(UNKNOWN);
        Duration reset = window.resetsAfter().orElse(null);
        if (remaining < 0 || (window.limit().isPresent() && limit <= 0) || reset == null) {
            return;
        }
        if (reset.isNegative() || reset.compareTo(LONGEST_RESET) > 0) {
            return;
        }
        long most = limit == UNKNOWN ? remaining : Math.min(remaining, limit);
        levels.put(window.kind(), new Level(limit, most, now, reset.toNanos()));
    }

    /** Vendors fill their windows little by little; where one does it at once, we are told by a 429 and learn it so. */
    private static long nanosUntil(Level level, long wanted, long ahead, long now) {
        long passed = Math.max(0, now - level.at());
        if (passed >= level.resetNanos() || wanted == 0) {
            return 0;
        }
        long untilReset = level.resetNanos() - passed;
        if (level.limit() == UNKNOWN) {
            return wanted + ahead > level.remaining() ? untilReset : 0;
        }
        double perNano = (level.limit() - level.remaining()) / (double) level.resetNanos();
        double left = level.remaining() + perNano * passed - ahead;
        // What is more than the whole window is the vendor's to judge: our count is an estimate.
        double lacking = Math.min(wanted, level.limit()) - left;
        if (lacking <= 0) {
            return 0;
        }
        return perNano == 0 ? untilReset : (long) Math.min(untilReset, Math.ceil(lacking / perNano));
    }

    private static long of(Kind kind, long requests, long input, long output) {
        return switch (kind) {
            case REQUESTS -> requests;
            case TOKENS -> input + output;
            case INPUT_TOKENS -> input;
            case OUTPUT_TOKENS -> output;
        };
    }
}
