package dev.pointsman.router;

import dev.pointsman.api.provider.CallContext;
import dev.pointsman.router.config.AttemptLimits;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What callers that time out and ask again by themselves leave us: OpenAI's and Anthropic's clients say after how many seconds
 * without an answer they give up, and the how manieth try this is. Answering after that would do the work twice.
 */
final class CallerPatience {

    /** In seconds. */
    static final String TIMEOUT = "x-stainless-timeout";

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}(?:\\.[0-9]{1,9})?");

    /** For the way to the client. */
    private static final double USED = 0.95;

    private CallerPatience() {}

    /** How long until the first content, at most. */
    static Duration of(CallContext context, AttemptLimits limits) {
        Duration total = limits.total();
        return Optional.ofNullable(context.headers().get(TIMEOUT))
                .filter(sent -> SECONDS.matcher(sent).matches())
                .map(sent -> Duration.ofMillis((long) (Double.parseDouble(sent) * 1_000 * USED)))
                .filter(timeout -> !timeout.isZero() && timeout.compareTo(total) < 0)
                .orElse(total);
    }

    /** Each try of the caller's own takes one of ours; one is always left. */
    static AttemptLimits lessRetries(AttemptLimits limits, CallContext context) {
        int retries = context.callerRetries();
        return retries <= 0 ? limits : limits.withMax(Math.max(1, limits.max() - retries));
    }
}
