package dev.pointsman.edge.audit;

import java.time.Instant;
import java.util.Objects;

/**
 * One thing an operator did, without its content.
 *
 * @param who the id of the admin key
 * @param from the address it came from
 * @param action its method: {@code POST}, {@code PUT} or {@code DELETE}
 * @param target its path below {@code /admin/v1}
 * @param status the HTTP status it was answered with
 * @param outcome {@code ok}, or the error's code
 * @param requestId as in the log
 */
public record AdminAction(
        Instant at,
        String who,
        String from,
        String action,
        String target,
        int status,
        String outcome,
        String requestId) {

    public AdminAction {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(who, "who");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(requestId, "requestId");
    }
}
