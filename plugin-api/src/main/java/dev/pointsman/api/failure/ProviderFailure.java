package dev.pointsman.api.failure;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, without anyone's words but ours. Plugins make failures, the router reads them, so the hierarchy may grow.
 *
 * <p>Both tables below are the whole of the rules for retrying and blaming; nothing else decides.
 */
public sealed interface ProviderFailure {

    /** May another endpoint help? */
    Retry retry();

    /** Whose fault was it? */
    Blame blame();

    /** Stable, lower case, for metrics and decisions: {@code rate_limited}. */
    String code();

    /**
     * The vendor limits us. Closes this credential for this model until the limit resets; the breaker is not touched.
     *
     * @param retryAfter as the vendor said it, unchecked; null when it did not
     */
    record RateLimited(@Nullable Duration retryAfter) implements ProviderFailure {
        @Override
        public Retry retry() {
            return Retry.ELSEWHERE;
        }

        @Override
        public Blame blame() {
            return Blame.PROVIDER;
        }

        @Override
        public String code() {
            return "rate_limited";
        }
    }

    /** The vendor answers 5xx or says that it is overloaded. */
    record Overloaded() implements ProviderFailure {
        @Override
        public Retry retry() {
            return Retry.ELSEWHERE;
        }

        @Override
        public Blame blame() {
            return Blame.PROVIDER;
        }

        @Override
        public String code() {
            return "overloaded";
        }
    }

    /** No connection, a failed TLS handshake, an unknown host, or a connection lost before the answer began. */
    record Unreachable() implements ProviderFailure {
        @Override
        public Retry retry() {
            return Retry.ELSEWHERE;
        }

        @Override
        public Blame blame() {
            return Blame.PROVIDER;
        }

        @Override
        public String code() {
            return "unreachable";
        }
    }

    /** A limit of ours ran out before the commit. */
    record TimedOut(Phase phase) implements ProviderFailure {
        @Override
        public Retry retry() {
            return Retry.ELSEWHERE;
        }

        @Override
        public Blame blame() {
            return Blame.PROVIDER;
        }

        @Override
        public String code() {
            return "timed_out";
        }
    }

    /**
     * The answer is not what its dialect allows: broken JSON or framing, too large, an end without a terminal mark.
     *
     * @param what in our own words, without anything from the answer
     */
    record Malformed(String what) implements ProviderFailure {
        @Override
        public Retry retry() {
            return Retry.ELSEWHERE;
        }

        @Override
        public Blame blame() {
            return Blame.PROVIDER;
        }

        @Override
        public String code() {
            return "malformed";
        }
    }

    /** The answer ended properly and had no content. */
    record Empty() implements ProviderFailure {
        @Override
        public Retry retry() {
            return Retry.ELSEWHERE;
        }

        @Override
        public Blame blame() {
            return Blame.PROVIDER;
        }

        @Override
        public String code() {
            return "empty";
        }
    }

    /** The credential is not accepted. Closes the credential; the operator must act. */
    record Unauthorized() implements ProviderFailure {
        @Override
        public Retry retry() {
            return Retry.OTHER_CREDENTIAL;
        }

        @Override
        public Blame blame() {
            return Blame.OPERATOR;
        }

        @Override
        public String code() {
            return "unauthorized";
        }
    }

    /** The credential's account has no money or quota left. */
    record QuotaExhausted() implements ProviderFailure {
        @Override
        public Retry retry() {
            return Retry.OTHER_CREDENTIAL;
        }

        @Override
        public Blame blame() {
            return Blame.OPERATOR;
        }

        @Override
        public String code() {
            return "quota_exhausted";
        }
    }

    /** The vendor does not know the model, or not for us. */
    record ModelUnavailable() implements ProviderFailure {
        @Override
        public Retry retry() {
            return Retry.ELSEWHERE;
        }

        @Override
        public Blame blame() {
            return Blame.OPERATOR;
        }

        @Override
        public String code() {
            return "model_unavailable";
        }
    }

    /** The request does not fit the model's context window. */
    record ContextTooLong() implements ProviderFailure {
        @Override
        public Retry retry() {
            return Retry.LARGER_WINDOW;
        }

        @Override
        public Blame blame() {
            return Blame.AGENT;
        }

        @Override
        public String code() {
            return "context_too_long";
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
        public Retry retry() {
            return Retry.NEVER;
        }

        @Override
        public Blame blame() {
            return Blame.AGENT;
        }

        @Override
        public String code() {
            return "invalid_request";
        }
    }

    /** The vendor refuses to answer this content. Another model is not asked unless the policy says so. */
    record Refused(@Nullable CallerText reason) implements ProviderFailure {
        @Override
        public Retry retry() {
            return Retry.NEVER;
        }

        @Override
        public Blame blame() {
            return Blame.AGENT;
        }

        @Override
        public String code() {
            return "refused";
        }
    }

    /**
     * The answer broke off after the commit. The agent is told by an error event of its dialect.
     *
     * @param cause the {@link #code()} of what broke it: {@code malformed}, {@code timed_out}
     */
    record Interrupted(String cause) implements ProviderFailure {
        @Override
        public Retry retry() {
            return Retry.NEVER;
        }

        @Override
        public Blame blame() {
            return Blame.PROVIDER;
        }

        @Override
        public String code() {
            return "interrupted";
        }
    }

    /** Somebody closed the response: the client left, a limit ran out, a hedge was lost. Blames nobody. */
    record Cancelled() implements ProviderFailure {
        @Override
        public Retry retry() {
            return Retry.NEVER;
        }

        @Override
        public Blame blame() {
            return Blame.AGENT;
        }

        @Override
        public String code() {
            return "cancelled";
        }
    }

    /**
     * A plugin threw something else. Made by the router at one place.
     *
     * @param exceptionType the class name, never the message
     */
    record Broken(String exceptionType) implements ProviderFailure {
        @Override
        public Retry retry() {
            return Retry.ELSEWHERE;
        }

        @Override
        public Blame blame() {
            return Blame.PROVIDER;
        }

        @Override
        public String code() {
            return "broken";
        }
    }

    /** No candidate may answer this request; why, per candidate, stands in the decision. Made by the router. */
    record NoEligibleCandidate(@Nullable Duration retryAfter) implements ProviderFailure {
        @Override
        public Retry retry() {
            return Retry.NEVER;
        }

        @Override
        public Blame blame() {
            return Blame.OPERATOR;
        }

        @Override
        public String code() {
            return "no_eligible_candidate";
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
        public Retry retry() {
            return Retry.NEVER;
        }

        @Override
        public Blame blame() {
            return Blame.OPERATOR;
        }

        @Override
        public String code() {
            return inFlight ? "in_flight_budget" : "budget_exhausted";
        }
    }

    /** Every attempt the rules allow has failed. Made by the router from the last failure. */
    record Exhausted(
            String lastCode, int attempts, @Nullable Duration retryAfter) implements ProviderFailure {
        @Override
        public Retry retry() {
            return Retry.NEVER;
        }

        @Override
        public Blame blame() {
            return Blame.PROVIDER;
        }

        @Override
        public String code() {
            return "exhausted";
        }
    }

    /**
     * The caller asked for a model, profile or provider that does not exist or is not open to it. Made by the router.
     *
     * @param wayOut what to ask for instead, in our own words
     */
    record UnknownModel(String wayOut) implements ProviderFailure {
        @Override
        public Retry retry() {
            return Retry.NEVER;
        }

        @Override
        public Blame blame() {
            return Blame.AGENT;
        }

        @Override
        public String code() {
            return "model_not_found";
        }
    }
}
