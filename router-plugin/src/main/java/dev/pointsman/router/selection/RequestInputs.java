package dev.pointsman.router.selection;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The request as a decision sees it: sizes and needs, no words.
 *
 * @param model what was asked for
 * @param inputTokens estimated
 * @param maxOutputTokens what the client set; -1 when it set none
 * @param needs capabilities, sorted
 * @param pins state that cannot move, sorted
 * @param session how its conversation was recognised, and a fingerprint of it; null when it was not
 */
public record RequestInputs(
        String model,
        String workload,
        int inputTokens,
        int maxOutputTokens,
        int tools,
        int turns,
        boolean toolLoop,
        List<String> needs,
        List<String> pins,
        @Nullable String session) {

    public RequestInputs {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(workload, "workload");
        needs = List.copyOf(needs);
        pins = List.copyOf(pins);
    }
}
