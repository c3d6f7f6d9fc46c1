package dev.pointsman.router.selection;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The request as a decision sees it: sizes and needs, no words.
 *
 * @param model what was asked for
 * @param inputTokens as far as {@code countedBy} can tell
 * @param countedBy {@value #ESTIMATE}, or the tokenizer that counted because the estimate came near a window
 * @param maxOutputTokens what the client set; -1 when it set none
 * @param needs capabilities, sorted
 * @param pins state that cannot move, sorted
 * @param session how its conversation was recognised, and a fingerprint of it; null when it was not
 * @param deadlineMillis how long the caller still waits; -1 when it did not say
 * @param hourLongCache whether the client asks that its prompt be kept in the vendor's cache for an hour
 */
public record RequestInputs(
        String model,
        String workload,
        int inputTokens,
        String countedBy,
        int maxOutputTokens,
        int tools,
        int turns,
        boolean toolLoop,
        List<String> needs,
        List<String> pins,
        @Nullable String session,
        long deadlineMillis,
        boolean hourLongCache) {

    /** Characters divided by how many a token has. */
    public static final String ESTIMATE = "estimate";

    public RequestInputs {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(workload, "workload");
        needs = List.copyOf(needs);
        pins = List.copyOf(pins);
    }
}
