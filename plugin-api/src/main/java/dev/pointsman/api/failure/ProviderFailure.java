package dev.pointsman.api.failure;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, without anyone's words but ours. Plugins make failures, the router reads them, so the hierarchy may grow. What
 * follows from each stands in {@link FailureRule}.
 */
public sealed interface ProviderFailure {

    /** What follows from it. */
    FailureRule rule();

    /** May another endpoint help? */
    default Retry retry() {
        return rule().retry();
    }

    /** Whose fault was it? */
    default Blame blame() {
        return rule().blame();
    }

    /** Stable, lower case, for metrics and decisions: {@code rate_limited}. */
    default String code() {
        return rule().code();
    }

    /**
     * The vendor limits us. Closes this credential for this model until the limit resets; the breaker is not touched.
     *
     * @param retryAfter as the vendor said it, unchecked; null when it did not
     */
    record RateLimited(@Nullable Duration retryAfter) implements ProviderFailure {
        @Override
        public FailureRule rule() {
            return FailureRule.RATE_LIMITED;
        }
    }

    /** The vendor answers 5xx or says that it is overloaded. */
    record Overloaded() implements ProviderFailure {
        @Override
        public FailureRule rule() {
            return FailureRule.OVERLOADED;
        }
    }

    /** No connection, a failed TLS handshake, an unknown host, or a connection lost before the answer began. */
    record Unreachable() implements ProviderFailure {
        @Override
        public FailureRule rule() {
            return FailureRule.UNREACHABLE;
        }
    }

    /** A limit of ours ran out before the commit. */
    record TimedOut(Phase phase) implements ProviderFailure {
        @Override
        public FailureRule rule() {
            return FailureRule.TIMED_OUT;
        }
    }

    /**
     * The answer is not what its dialect allows: broken JSON or framing, too large, an end without a terminal mark.
     *
     * @param what in our own words, without anything from the answer
     */
    record Malformed(String what) implements ProviderFailure {
        @Override
        public FailureRule rule() {
            return FailureRule.MALFORMED;
        }
    }

    /** The answer ended properly and had no content. */
    record Empty() implements ProviderFailure {
        @Override
        public FailureRule rule() {
            return FailureRule.EMPTY;
        }
    }

    /** The credential is not accepted. Closes the credential; the operator must act. */
    record Unauthorized() implements ProviderFailure {
        @Override
        public FailureRule rule() {
            return FailureRule.UNAUTHORIZED;
        }
    }

    /** The credential's account has no money or quota left. */
    record QuotaExhausted() implements ProviderFailure {
        @Override
        public FailureRule rule() {
            return FailureRule.QUOTA_EXHAUSTED;
        }
    }

    /** The vendor does not know the model, or not for us. */
    record ModelUnavailable() implements ProviderFailure {
        @Override
        public FailureRule rule() {
            return FailureRule.MODEL_UNAVAILABLE;
        }
    }

    /** The request does not fit the model's context window. */
    record ContextTooLong() implements ProviderFailure {
        @Override
        public FailureRule rule() {
            return FailureRule.CONTEXT_TOO_LONG;
        }
    }

    /**
     * The vendor finds the request wrong.
     *
     * @param status what the vendor answered: 400, 413 or 422
     * @param reason its words, for the caller alone; null when it said nothing
     */
    record InvalidRequest(int status, @Nullable CallerText reason) implements ProviderFailure {
        @Override
        public FailureRule rule() {
            return FailureRule.INVALID_REQUEST;
        }
    }

    /** The vendor refuses to answer this content. Another model is not asked unless the policy says so. */
    record Refused(@Nullable CallerText reason) implements ProviderFailure {
        @Override
        public FailureRule rule() {
            return FailureRule.REFUSED;
        }
    }

    /**
     * The answer broke off after the commit. The agent is told by an error event of its dialect.
     *
     * @param cause the {@link #code()} of what broke it: {@code malformed}, {@code timed_out}
     */
    record Interrupted(String cause) implements ProviderFailure {
        @Override
        public FailureRule rule() {
            return FailureRule.INTERRUPTED;
        }
    }

    /** Somebody closed the response: the client left, a limit ran out, a hedge was lost. Blames nobody. */
    record Cancelled() implements ProviderFailure {
        @Override
        public FailureRule rule() {
            return FailureRule.CANCELLED;
        }
    }

    /**
     * A plugin threw something else. Made by the router at one place.
     *
     * @param exceptionType the class name, never the message
     */
    record Broken(String exceptionType) implements ProviderFailure {
        @Override
        public FailureRule rule() {
            return FailureRule.BROKEN;
        }
    }

    /** No candidate may answer this request; why, per candidate, stands in the decision. Made by the router. */
    record NoEligibleCandidate(@Nullable Duration retryAfter) implements ProviderFailure {
        @Override
        public FailureRule rule() {
            return FailureRule.NO_ELIGIBLE_CANDIDATE;
        }
    }

    /**
     * The budget does not cover the request. Made by the router.
     *
     * @param resetsAfter when the budget's window begins anew; null when it never does
     * @param inFlight whether only requests that still run hold the money
     */
    record BudgetExhausted(@Nullable Duration resetsAfter, boolean inFlight) implements ProviderFailure {
        @Override
        public FailureRule rule() {
            return inFlight ? FailureRule.IN_FLIGHT_BUDGET : FailureRule.BUDGET_EXHAUSTED;
        }
    }

    /**
     * The caller asks more often than its key or workspace may. Made by the router.
     *
     * @param limit which one, in our own words: {@code 60 requests per minute of this key}
     * @param retryAfter when it has room again
     */
    record LimitReached(String limit, Duration retryAfter) implements ProviderFailure {
        @Override
        public FailureRule rule() {
            return FailureRule.LIMIT_REACHED;
        }
    }

    /** The request cannot be written down, so it is not begun: what is not in the ledger must not cost anything. Made by the router. */
    record Unrecordable() implements ProviderFailure {
        @Override
        public FailureRule rule() {
            return FailureRule.LEDGER_UNAVAILABLE;
        }
    }

    /** The policy cannot be used, so nobody may be asked; the operator must act. Made by a host in the router's place. */
    record PolicyInvalid() implements ProviderFailure {
        @Override
        public FailureRule rule() {
            return FailureRule.POLICY_INVALID;
        }
    }

    /** Every attempt the rules allow has failed. Made by the router from the last failure. */
    record Exhausted(
            String lastCode, int attempts, @Nullable Duration retryAfter) implements ProviderFailure {
        @Override
        public FailureRule rule() {
            return FailureRule.EXHAUSTED;
        }
    }

    /**
     * Nobody answers here for now, and the policy says that the caller has other models to go to. Made by the router.
     *
     * @param lastCode the {@link #code()} of what came last
     */
    record HandedBack(String lastCode, int attempts) implements ProviderFailure {
        @Override
        public FailureRule rule() {
            return FailureRule.HANDED_BACK;
        }
    }

    /**
     * The caller asked for a model, profile or provider that does not exist or is not open to it. Made by the router.
     *
     * @param wayOut what to ask for instead, in our own words
     */
    record UnknownModel(String wayOut) implements ProviderFailure {
        @Override
        public FailureRule rule() {
            return FailureRule.MODEL_NOT_FOUND;
        }
    }
}
