package dev.pointsman.api.decision;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at one candidate. The router makes it, listeners read it.
 *
 * @param number from 1
 * @param provider the {@code providers:} entry
 * @param model the vendor's id
 * @param credentialId which credential was used, never its value; null when none
 * @param edits what was changed in the body before it was sent: {@code model}, {@code temperature: removed} …; what was added to
 *     its answer follows: {@code answer usage.cost}
 * @param losses what a translation could not carry, each as a JSON path of the client's body and a reason; the first ones. What
 *     the client did not get of the answer follows when that has ended: {@code answer}, a path of the vendor's answer, a reason
 * @param outcome {@code ok} or a failure's code
 * @param status the vendor's HTTP status; null when there was no answer
 * @param startMillis since the request came in
 * @param firstContentMillis since the request came in; null when no content came
 * @param endMillis since the request came in
 */
public record AttemptReport(
        int number,
        String provider,
        String model,
        @Nullable String credentialId,
        List<String> edits,
        List<String> losses,
        String outcome,
        @Nullable Integer status,
        long startMillis,
        @Nullable Long firstContentMillis,
        long endMillis) {

    public AttemptReport {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(outcome, "outcome");
        edits = List.copyOf(edits);
        losses = List.copyOf(losses);
    }

    public boolean succeeded() {
        return outcome.equals("ok");
    }
}
