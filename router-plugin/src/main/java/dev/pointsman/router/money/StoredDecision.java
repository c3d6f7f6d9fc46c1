package dev.pointsman.router.money;

import org.jspecify.annotations.Nullable;

/**
 * A decision as a row. What its three documents mean is the affair of whoever writes and reads them.
 *
 * @param decidedAt since the epoch, as {@code endedAt}
 * @param choice {@code provider/model}; null when nobody could answer
 * @param outcome {@code ok} or a failure's code
 * @param costMicros USD times 1,000,000; null when unknown
 * @param result a fingerprint of what came out
 * @param factsId names the facts, which many decisions share
 * @param facts what was known of endpoints whatever the request
 * @param inputs the values the decision was made of
 * @param request what was asked and what became of it
 */
public record StoredDecision(
        String id,
        long decidedAt,
        long endedAt,
        String workspace,
        String profile,
        String workload,
        @Nullable String choice,
        String outcome,
        @Nullable Long costMicros,
        String result,
        String factsId,
        String facts,
        String inputs,
        String request) {}
