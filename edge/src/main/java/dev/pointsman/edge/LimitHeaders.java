package dev.pointsman.edge;

import dev.pointsman.api.exchange.RateLimits;
import dev.pointsman.api.exchange.RateLimits.Kind;
import dev.pointsman.api.exchange.RateLimits.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What is left of the caller's own limits, in the response headers that a dialect's clients read. */
final class LimitHeaders {

    private LimitHeaders() {}

    /** {@code x-ratelimit-remaining-requests} and its like; a reset is a span, {@code 6m0s}. */
    static Map<String, String> openAi(RateLimits limits) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Window window : limits.windows()) {
            String kind = name(window.kind());
            window.limit().ifPresent(limit -> headers.put("x-ratelimit-limit-" + kind, Long.toString(limit)));
            window.remaining().ifPresent(left -> headers.put("x-ratelimit-remaining-" + kind, Long.toString(left)));
            window.resetsAfter().ifPresent(reset -> headers.put("x-ratelimit-reset-" + kind, span(reset)));
        }
        return headers;
    }

    /** {@code anthropic-ratelimit-requests-remaining} and its like; a reset is an instant, to the second. */
    static Map<String, String> anthropic(RateLimits limits, Instant now) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Window window : limits.windows()) {
            String prefix = "anthropic-ratelimit-" + name(window.kind());
            window.limit().ifPresent(limit -> headers.put(prefix + "-limit", Long.toString(limit)));
            window.remaining().ifPresent(left -> headers.put(prefix + "-remaining", Long.toString(left)));
            window.resetsAfter().ifPresent(reset -> headers.put(prefix + "-reset", instant(now.plus(reset))));
        }
        return headers;
    }

    private static String name(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String span(Duration span) {
        if (span.compareTo(Duration.ofSeconds(1)) < 0) {
            return span.toMillis() + "ms";
        }
        long seconds = roundedUp(span).toSeconds();
        return seconds < 60 ? seconds + "s" : seconds / 60 + "m" + seconds % 60 + "s";
    }

    private static String instant(Instant at) {
        return at.plusMillis(999).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static Duration roundedUp(Duration span) {
        return span.plusMillis(999).truncatedTo(ChronoUnit.SECONDS);
    }
}
