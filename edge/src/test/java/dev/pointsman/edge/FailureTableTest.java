package dev.pointsman.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.failure.CallerText;
import dev.pointsman.api.failure.Phase;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.api.failure.ProviderFailure.BudgetExhausted;
import dev.pointsman.api.failure.ProviderFailure.ContextTooLong;
import dev.pointsman.api.failure.ProviderFailure.Exhausted;
import dev.pointsman.api.failure.ProviderFailure.InvalidRequest;
import dev.pointsman.api.failure.ProviderFailure.NoEligibleCandidate;
import dev.pointsman.api.failure.ProviderFailure.RateLimited;
import dev.pointsman.api.failure.ProviderFailure.Refused;
import dev.pointsman.api.failure.ProviderFailure.TimedOut;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureTableTest {

    /** Words from which agents conclude that their own key or limit is the matter. */
    private static final List<String> MISLEADING =
            List.of("unauthorized", "forbidden", "expired", "rate limit", "quota", "credit", "api key", "billing");

    private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");
    private final FailureTable table = new FailureTable(InstantSource.fixed(NOW));

    static Stream<Arguments> rows() {
        CallerText words = CallerText.of("tools.0.name is missing");
        return Stream.of(
                Arguments.of(new InvalidRequest(400, words), 400, "invalid_request"),
                Arguments.of(new InvalidRequest(413, words), 413, "request_too_large"),
                Arguments.of(new InvalidRequest(422, null), 422, "invalid_request"),
                Arguments.of(new InvalidRequest(402, null), 400, "invalid_request"),
                Arguments.of(new Refused(null), 400, "content_policy_violation"),
                Arguments.of(new ContextTooLong(), 400, "context_length_exceeded"),
                Arguments.of(new ProviderFailure.UnknownModel("did you mean \"auto\"?"), 404, "model_not_found"),
                Arguments.of(new NoEligibleCandidate(null), 503, "no_eligible_candidate"),
                Arguments.of(new BudgetExhausted(Duration.ofHours(1), false), 402, "budget_exhausted"),
                Arguments.of(new BudgetExhausted(null, true), 429, "in_flight_budget"),
                Arguments.of(
                        new ProviderFailure.LimitReached("6 requests per minute of this key", Duration.ofSeconds(9)),
                        429,
                        "rate_limit_exceeded"),
                Arguments.of(new ProviderFailure.Unrecordable(), 503, "ledger_unavailable"),
                Arguments.of(new ProviderFailure.PolicyInvalid(), 503, "policy_invalid"),
                Arguments.of(new TimedOut(Phase.TOTAL), 504, "timed_out"),
                Arguments.of(new TimedOut(Phase.FIRST_CONTENT), 503, "overloaded"),
                Arguments.of(new Exhausted("rate_limited", 3, null), 503, "overloaded"),
                Arguments.of(new ProviderFailure.HandedBack("overloaded", 3), 429, "overloaded"),
                Arguments.of(new RateLimited(null), 503, "overloaded"),
                Arguments.of(new ProviderFailure.Overloaded(), 503, "overloaded"),
                Arguments.of(new ProviderFailure.Unreachable(), 503, "overloaded"),
                Arguments.of(new ProviderFailure.Malformed("x"), 503, "overloaded"),
                Arguments.of(new ProviderFailure.Empty(), 503, "overloaded"),
                Arguments.of(new ProviderFailure.Broken("x"), 503, "overloaded"),
                Arguments.of(new ProviderFailure.Unauthorized(), 503, "overloaded"),
                Arguments.of(new ProviderFailure.QuotaExhausted(), 503, "overloaded"),
                Arguments.of(new ProviderFailure.ModelUnavailable(), 503, "overloaded"),
                Arguments.of(new ProviderFailure.Interrupted("malformed"), 503, "interrupted"),
                Arguments.of(new ProviderFailure.Cancelled(), 503, "overloaded"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void saysTheSameInEachDialect(ProviderFailure failure, int status, String code) {
        Problem problem = table.problem(failure);

        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.code()).isEqualTo(code);
        for (ErrorBody errors : List.of(new OpenAiErrorBody(), new AnthropicErrorBody())) {
            String body = new String(errors.body(problem, "req_1"), StandardCharsets.UTF_8);
            assertThat(body).contains("\"code\":\"" + code + "\"");
            if (status == 503) {
                assertThat(body).contains("overloaded_error");
                assertThat(body.toLowerCase(Locale.ROOT)).doesNotContain(MISLEADING);
            }
        }
    }

    @Test
    void hasARowForEveryKindOfFailure() {
        List<Class<?>> kinds =
                rows().<Class<?>>map(row -> row.get()[0].getClass()).toList();

        assertThat(kinds).contains(ProviderFailure.class.getPermittedSubclasses());
    }

    @Test
    void givesTheVendorsReasonToTheCallerWhoAsked() {
        Problem problem = table.problem(new InvalidRequest(400, CallerText.of("tools.0.name is missing")));

        assertThat(problem.message()).isEqualTo("tools.0.name is missing");
    }

    @Test
    void usesTheWordsThatMakeClientsCompact() {
        Problem problem = table.problem(new ContextTooLong());

        assertThat(new String(new OpenAiErrorBody().body(problem, "r"))).contains("maximum context length");
        assertThat(new String(new AnthropicErrorBody().body(problem, "r"))).contains("prompt is too long");
    }

    @Test
    void saysWhatToAskForInstead() {
        assertThat(table.problem(new ProviderFailure.UnknownModel("did you mean \"auto\"?"))
                        .message())
                .contains("did you mean \"auto\"?");
    }

    @Test
    void saysWhenTheBudgetBeginsAnew() {
        Problem problem = table.problem(new BudgetExhausted(Duration.ofHours(1), false));

        assertThat(new String(new OpenAiErrorBody().body(problem, "r")))
                .contains("\"resets_at\":\"2026-11-24T01:00:00Z\"");
    }

    @Test
    void clampsAWaitThatAVendorGotWrong() {
        assertThat(table.problem(new RateLimited(Duration.ofSeconds(-1))).retryAfter())
                .isEqualTo(Duration.ofSeconds(1));
        assertThat(table.problem(new RateLimited(Duration.ofDays(4000))).retryAfter())
                .isEqualTo(Duration.ofHours(1));
        assertThat(table.problem(new ProviderFailure.Overloaded()).retryAfter()).isNotNull();
    }
}
