package dev.pointsman.api.exchange;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor's headers said of its limits, in one vocabulary. A plugin maps its vendor's header names and leaves out what it
 * cannot read; it does not judge plausibility.
 *
 * @param windows one per limited quantity, possibly empty
 */
public record RateLimits(List<Window> windows) {

    public RateLimits {
        windows = List.copyOf(windows);
    }

    /** What a window counts. */
    public enum Kind {
        REQUESTS,
        TOKENS,
        INPUT_TOKENS,
        OUTPUT_TOKENS
    }

    /** One limited quantity: how much is left, and when it is full again. */
    public static final class Window {

        private final Kind kind;
        private final @Nullable Long limit;
        private final @Nullable Long remaining;
        private final @Nullable Duration resetsAfter;

        private Window(Kind kind, @Nullable Long limit, @Nullable Long remaining, @Nullable Duration resetsAfter) {
            this.kind = Objects.requireNonNull(kind, "kind");
            this.limit = limit;
            this.remaining = remaining;
            this.resetsAfter = resetsAfter;
        }

        public static Window of(
                Kind kind, @Nullable Long limit, @Nullable Long remaining, @Nullable Duration resetsAfter) {
            return new Window(kind, limit, remaining, resetsAfter);
        }

        public Kind kind() {
            return kind;
        }

        public OptionalLong limit() {
            return limit == null ? OptionalLong.empty() : OptionalLong.of(limit);
        }

        public OptionalLong remaining() {
            return remaining == null ? OptionalLong.empty() : OptionalLong.of(remaining);
        }

        /** Counted from the arrival of the headers. */
        public Optional<Duration> resetsAfter() {
            return Optional.ofNullable(resetsAfter);
        }

        @Override
        public String toString() {
            return kind + "[limit=" + limit + ", remaining=" + remaining + ", resetsAfter=" + resetsAfter + "]";
        }
    }
}
