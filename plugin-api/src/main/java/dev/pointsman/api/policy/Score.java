package dev.pointsman.api.policy;

import java.util.Objects;

/**
 * How good a candidate is in one respect.
 *
 * @param value from 0, worst, to 1, best
 * @param reason in a few words, without content: {@code 12 ms to the first token}
 */
public record Score(double value, String reason) {

    public Score {
        Objects.requireNonNull(reason, "reason");
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("a score is from 0 to 1, not " + value);
        }
    }
}
