package dev.pointsman.router.money;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What somebody thinks an answer was worth.
 *
 * @param from the id of a key, or {@code operator}; each has one word on a decision, the last
 * @param atMillis since the epoch
 * @param score from 0 to 1
 * @param reason in their words; null for none
 */
public record Feedback(
        String decisionId,
        String from,
        long atMillis,
        String workspace,
        double score,
        @Nullable String reason) {

    /** @throws IllegalArgumentException when the score is none */
    public Feedback {
        Objects.requireNonNull(decisionId, "decisionId");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(workspace, "workspace");
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("a score is a number from 0 to 1");
        }
    }

    /** Without the reason, which may quote an answer. */
    @Override
    public String toString() {
        return "Feedback[" + decisionId + ", " + from + ", " + score + "]";
    }
}
