package dev.pointsman.edge;

import dev.pointsman.api.failure.CallerText;
import dev.pointsman.api.failure.Phase;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.api.failure.ProviderFailure.BudgetExhausted;
import dev.pointsman.api.failure.ProviderFailure.ContextTooLong;
import dev.pointsman.api.failure.ProviderFailure.Exhausted;
import dev.pointsman.api.failure.ProviderFailure.HandedBack;
import dev.pointsman.api.failure.ProviderFailure.Interrupted;
import dev.pointsman.api.failure.ProviderFailure.InvalidRequest;
import dev.pointsman.api.failure.ProviderFailure.LimitReached;
import dev.pointsman.api.failure.ProviderFailure.NoEligibleCandidate;
import dev.pointsman.api.failure.ProviderFailure.PolicyInvalid;
import dev.pointsman.api.failure.ProviderFailure.RateLimited;
import dev.pointsman.api.failure.ProviderFailure.Refused;
import dev.pointsman.api.failure.ProviderFailure.TimedOut;
import dev.pointsman.api.failure.ProviderFailure.UnknownModel;
import dev.pointsman.api.failure.ProviderFailure.Unrecordable;
import dev.pointsman.edge.Problem.Kind;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What a client is told of a failure: the one table. Clients classify by words: a text that speaks of keys, limits or money
 * makes an agent disable its key for ten minutes although only one of our vendors is in trouble, so every failure of that sort
 * is one and the same 503. A kind of failure that this version does not know is too.
 */
final class FailureTable {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration ELSEWHERE_MEANWHILE = Duration.ofMinutes(10);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final InstantSource clock;

    FailureTable(InstantSource clock) {
        this.clock = clock;
    }

    /** Of a failure that came before the first byte of the answer. */
    Problem problem(ProviderFailure failure) {
        return switch (failure) {
            case InvalidRequest invalid -> invalid(invalid);
            case Refused refused ->
                Problem.invalid(
                        "content_policy_violation",
                        words(refused.reason(), "The model declined this request because of its content policy."),
                        null);
            case ContextTooLong tooLong ->
                Problem.of(
                        400,
                        Kind.CONTEXT_TOO_LONG,
                        "context_length_exceeded",
                        "The request exceeds the context window of every model that may answer it.");
            case UnknownModel unknown -> Problem.unknownModel(unknown.wayOut());
            case NoEligibleCandidate none ->
                Problem.of(
                                503,
                                Kind.OVERLOADED,
                                "no_eligible_candidate",
                                "No model may answer this request at the moment. The decision named in the header"
                                        + " x-pointsman-decision tells the operator why.")
                        .retryAfter(wait(none.retryAfter()));
            case PolicyInvalid policy ->
                Problem.of(
                                503,
                                Kind.OVERLOADED,
                                "policy_invalid",
                                "The policy of this gateway cannot be used, so no model is asked. Its log and the command"
                                        + " doctor tell the operator why.")
                        .retryAfter(wait(null));
            case BudgetExhausted budget -> budget(budget);
            case LimitReached limit ->
                Problem.of(429, Kind.TOO_MANY, Problem.RATE_LIMIT, "The limit of " + limit.limit() + " is reached.")
                        .retryAfter(wait(limit.retryAfter()));
            case Unrecordable unrecordable ->
                Problem.of(
                                503,
                                Kind.OVERLOADED,
                                "ledger_unavailable",
                                "This gateway cannot record requests at the moment, so it begins none.")
                        .retryAfter(wait(null));
            case TimedOut late -> timedOut(late);
            case RateLimited limited -> overloaded(limited.retryAfter());
            case Exhausted exhausted -> overloaded(exhausted.retryAfter());
            case HandedBack handed -> handedBack();
            case Interrupted broken -> interrupted();
            default -> overloaded(null);
        };
    }

    /** Of an answer that had begun. */
    Problem interrupted() {
        return Problem.of(
                503,
                Kind.OVERLOADED,
                "interrupted",
                "The answer broke off before its end: service unavailable. What came so far is incomplete.");
    }

    private static Problem timedOut(TimedOut late) {
        return late.phase() == Phase.TOTAL
                ? Problem.of(
                        504, Kind.TIMED_OUT, "timed_out", "No model answered within the time that this request has.")
                : overloaded(null);
    }

    private static Problem overloaded(@Nullable Duration retryAfter) {
        return Problem.of(
                        503,
                        Kind.OVERLOADED,
                        "overloaded",
                        "Every model that may answer this request is overloaded or unavailable at the moment.")
                .retryAfter(wait(retryAfter));
    }

    /** Agents wait out a 429 that asks for less than a minute, and turn to their next model at once where it asks for more. */
    private static Problem handedBack() {
        return Problem.of(
                        429,
                        Kind.TOO_MANY,
                        "overloaded",
                        "Every model that may answer this request is overloaded or unavailable for now; use another one.")
                .retryAfter(ELSEWHERE_MEANWHILE);
    }

    private static Problem invalid(InvalidRequest invalid) {
        String text = words(invalid.reason(), "The model finds this request invalid and does not say why.");
        return switch (invalid.status()) {
            case 413 -> Problem.of(413, Kind.TOO_LARGE, "request_too_large", text);
            case 422 -> Problem.of(422, Kind.INVALID, "invalid_request", text);
            default -> Problem.invalid("invalid_request", text, null);
        };
    }

    private Problem budget(BudgetExhausted budget) {
        if (budget.inFlight()) {
            return Problem.of(
                            429,
                            Kind.TOO_MANY,
                            "in_flight_budget",
                            "Requests that still run hold the rest of the budget. Ask again when they are done.")
                    .retryAfter(wait(budget.resetsAfter()));
        }
        String text = "The budget does not cover this request.";
        Duration resets = budget.resetsAfter();
        return resets == null
                ? Problem.of(402, Kind.BUDGET, "budget_exhausted", text)
                : new Problem(
                        402,
                        Kind.BUDGET,
                        "budget_exhausted",
                        text,
                        null,
                        null,
                        clock.instant().plus(resets));
    }

    private static String words(@Nullable CallerText theirs, String ours) {
        return theirs == null || theirs.forCaller().isBlank() ? ours : theirs.forCaller();
    }

    /** A vendor's own figure is not checked before it gets here: it may be negative or years. */
    private static Duration wait(@Nullable Duration asked) {
        if (asked == null) {
            return SOON;
        }
        if (asked.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }
}
