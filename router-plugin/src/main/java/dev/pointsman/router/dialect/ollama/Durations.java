package dev.pointsman.router.dialect.ollama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * How long an answer took, in nanoseconds, as clients of this dialect show it: up to the first content the prompt is read, from
 * then on the answer is written. Whoever answers in another dialect has no model to load. For one thread.
 */
final class Durations {

    private final InstantSource clock;
    private final Instant started;
    private @Nullable Instant content;

    Durations(InstantSource clock) {
        this.clock = clock;
        this.started = clock.instant();
    }

    void content() {
        if (content == null) {
            content = clock.instant();
        }
    }

    void write(ObjectNode last) {
        Instant now = clock.instant();
        Instant first = content == null ? now : content;
        last.put("total_duration", nanos(started, now));
        last.put("load_duration", 0);
        last.put("prompt_eval_duration", nanos(started, first));
        last.put("eval_duration", nanos(first, now));
    }

    private static long nanos(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toNanos());
    }
}
