package dev.pointsman.provider.support;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a vendor says to come back: {@code retry-after-ms}, {@code retry-after} as seconds or as a date (RFC 9110, 10.2.3),
 * Google's {@code retryDelay} in the body. Total; what cannot be read is as if not said.
 */
final class RetryAfter {

    /** RFC 9110, 5.6.7: the form in use and the two old ones. */
    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.RFC_1123_DATE_TIME,
            DateTimeFormatter.ofPattern("EEEE, dd-MMM-yy HH:mm:ss zzz", Locale.US),
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.US).withZone(ZoneOffset.UTC));

    private RetryAfter() {}

    /** The longest that was said, since Azure sends {@code retry-after-ms: 0} beside {@code retry-after: 1}; null for none. */
    static @Nullable Duration read(Map<String, List<String>> headers, ErrorBody body, Instant arrival) {
        Duration longest = null;
        for (Optional<Duration> said : List.of(
                Durations.readMillis(first(headers, "retry-after-ms")),
                ofHeader(first(headers, "retry-after"), now(headers, arrival)),
                Durations.read(body.retryDelay()))) {
            if (said.isPresent() && (longest == null || said.get().compareTo(longest) > 0)) {
                longest = said.get();
            }
        }
        return longest;
    }

    /** The vendor's own clock where it tells it, so that clocks that differ do no harm. */
    static Instant now(Map<String, List<String>> headers, Instant arrival) {
        return date(first(headers, "date")).orElse(arrival);
    }

    static @Nullable String first(Map<String, List<String>> headers, String name) {
        List<String> values = headers.get(name);
        return values == null || values.isEmpty() ? null : values.getFirst();
    }

    private static Optional<Duration> ofHeader(@Nullable String value, Instant now) {
        Optional<Duration> span = Durations.read(value);
        return span.isPresent() ? span : date(value).map(date -> until(date, now));
    }

    static Duration until(Instant date, Instant now) {
        Duration span = Duration.between(now, date);
        return span.isNegative() ? Duration.ZERO : span;
    }

    private static Optional<Instant> date(@Nullable String value) {
        if (value == null || value.length() > 64) {
            return Optional.empty();
        }
        for (DateTimeFormatter format : DATES) {
            try {
                return Optional.of(Instant.from(format.parse(value.strip())));
            } catch (DateTimeException e) {
                // Not in this form; the next one is tried.
                continue;
            }
        }
        return Optional.empty();
    }
}
