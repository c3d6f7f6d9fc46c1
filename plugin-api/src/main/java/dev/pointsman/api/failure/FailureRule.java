package dev.pointsman.api.failure;

import java.util.Locale;

/**
 * The whole of the rules for retrying and blaming, a line for each kind of failure; nothing else decides. What a failure closes
 * beside that (a credential, a model, a breaker) is the router's health's.
 */
public enum FailureRule {
    RATE_LIMITED(Retry.ELSEWHERE, Blame.PROVIDER),
    OVERLOADED(Retry.ELSEWHERE, Blame.PROVIDER),
    UNREACHABLE(Retry.ELSEWHERE, Blame.PROVIDER),
    TIMED_OUT(Retry.ELSEWHERE, Blame.PROVIDER),
    MALFORMED(Retry.ELSEWHERE, Blame.PROVIDER),
    EMPTY(Retry.ELSEWHERE, Blame.PROVIDER),
    UNAUTHORIZED(Retry.OTHER_CREDENTIAL, Blame.OPERATOR),
    QUOTA_EXHAUSTED(Retry.OTHER_CREDENTIAL, Blame.OPERATOR),
    MODEL_UNAVAILABLE(Retry.ELSEWHERE, Blame.OPERATOR),
    CONTEXT_TOO_LONG(Retry.LARGER_WINDOW, Blame.AGENT),
    INVALID_REQUEST(Retry.NEVER, Blame.AGENT),
    REFUSED(Retry.NEVER, Blame.AGENT),
    INTERRUPTED(Retry.NEVER, Blame.PROVIDER),
    CANCELLED(Retry.NEVER, Blame.AGENT),
    BROKEN(Retry.ELSEWHERE, Blame.PROVIDER),
    NO_ELIGIBLE_CANDIDATE(Retry.NEVER, Blame.OPERATOR),
    IN_FLIGHT_BUDGET(Retry.NEVER, Blame.OPERATOR),
    BUDGET_EXHAUSTED(Retry.NEVER, Blame.OPERATOR),
    LIMIT_REACHED(Retry.NEVER, Blame.AGENT),
    EXHAUSTED(Retry.NEVER, Blame.PROVIDER),
    HANDED_BACK(Retry.NEVER, Blame.PROVIDER),
    LEDGER_UNAVAILABLE(Retry.NEVER, Blame.OPERATOR),
    POLICY_INVALID(Retry.NEVER, Blame.OPERATOR),
    MODEL_NOT_FOUND(Retry.NEVER, Blame.AGENT);

    private final Retry retry;
    private final Blame blame;
    private final String code = name().toLowerCase(Locale.ROOT);

    FailureRule(Retry retry, Blame blame) {
        this.retry = retry;
        this.blame = blame;
    }

    /** May another endpoint help? */
    public Retry retry() {
        return retry;
    }

    /** Whose fault was it? */
    public Blame blame() {
        return blame;
    }

    /** Stable, lower case, for metrics and decisions: {@code rate_limited}. */
    public String code() {
        return code;
    }
}
