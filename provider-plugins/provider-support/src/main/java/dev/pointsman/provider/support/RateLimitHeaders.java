package dev.pointsman.provider.support;

import dev.pointsman.api.exchange.RateLimits;
import dev.pointsman.api.exchange.RateLimits.Kind;
import dev.pointsman.api.exchange.RateLimits.Window;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a vendor tells its limits in headers. Thread-safe, without state; total: what cannot be read is left out. */
@FunctionalInterface
public interface RateLimitHeaders {

    /** {@code x-ratelimit-{limit,remaining,reset}-{requests,tokens}}, resets as durations; also the names of those that add a period. */
    RateLimitHeaders OPENAI = (headers, arrival) -> {
        List<Window> windows = new ArrayList<>();
        for (String name : List.of("requests", "requests-minute", "req-minute")) {
            openAiWindow(headers, Kind.REQUESTS, name).ifPresent(windows::add);
        }
        for (String name : List.of("tokens", "tokens-minute")) {
            openAiWindow(headers, Kind.TOKENS, name).ifPresent(windows::add);
        }
        return limits(windows);
    };

    /** {@code anthropic-ratelimit-{requests,tokens,input-tokens,output-tokens}-{limit,remaining,reset}}, resets as RFC 3339. */
    RateLimitHeaders ANTHROPIC = (headers, arrival) -> {
        Instant now = RetryAfter.now(headers, arrival);
        List<Window> windows = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            String stem = "anthropic-ratelimit-"
                    + switch (kind) {
                        case REQUESTS -> "requests";
                        case TOKENS -> "tokens";
                        case INPUT_TOKENS -> "input-tokens";
                        case OUTPUT_TOKENS -> "output-tokens";
                    };
            window(
                            kind,
                            count(RetryAfter.first(headers, stem + "-limit")),
                            count(RetryAfter.first(headers, stem + "-remaining")),
                            instant(RetryAfter.first(headers, stem + "-reset"))
                                    .map(reset -> RetryAfter.until(reset, now)))
                    .ifPresent(windows::add);
        }
        return limits(windows);
    };

    /** For vendors that tell nothing. */
    RateLimitHeaders NONE = (headers, arrival) -> Optional.empty();

    /**
     * Empty when the headers tell nothing.
     *
     * @param headers by lower case name
     * @param arrival when they came
     */
    Optional<RateLimits> read(Map<String, List<String>> headers, Instant arrival);

    private static Optional<Window> openAiWindow(Map<String, List<String>> headers, Kind kind, String name) {
        return window(
                kind,
                count(RetryAfter.first(headers, "x-ratelimit-limit-" + name)),
                count(RetryAfter.first(headers, "x-ratelimit-remaining-" + name)),
                Durations.read(RetryAfter.first(headers, "x-ratelimit-reset-" + name)));
    }

    private static Optional<RateLimits> limits(List<Window> windows) {
        return windows.isEmpty() ? Optional.empty() : Optional.of(new RateLimits(windows));
    }

    private static Optional<Window> window(
            Kind kind, @Nullable Long limit, @Nullable Long remaining, Optional<Duration> resetsAfter) {
        return limit == null && remaining == null
                ? Optional.empty()
                : Optional.of(Window.of(kind, limit, remaining, resetsAfter.orElse(null)));
    }

    /** At most 18 digits, so that it fits; a sign makes it no count. */
    private static @Nullable Long count(@Nullable String text) {
        return text != null && text.strip().matches("\\d{1,18}") ? Long.valueOf(text.strip()) : null;
    }

    private static Optional<Instant> instant(@Nullable String text) {
        try {
            return text == null || text.length() > 64
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(text.strip()).toInstant());
        } catch (DateTimeException e) {
            // Not RFC 3339: as if it were not there.
            return Optional.empty();
        }
    }
}
