package dev.pointsman.provider.testkit.faultkit;

import static dev.pointsman.provider.testkit.faultkit.Expectation.ANSWERS;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Answers that are whole, and say something untrue or odd beside their content. */
final class OddAnswers {

    private static final Pattern USAGE = Pattern.compile(",?\"usage(Metadata)?\":\\{[^{}]*}");
    private static final Pattern TOKENS = Pattern.compile("(\"[a-zA-Z_]*(?:tokens|TokenCount)\":)\\d+");

    private OddAnswers() {}

    static List<VendorFault> all() {
        return List.of(
                VendorFault.of(
                        "odd-limits",
                        "F07",
                        "rate limit headers of -1, NaN and worse",
                        ANSWERS,
                        call -> call.whole(
                                200,
                                call.streamed() ? "text/event-stream" : "application/json",
                                call.properAnswer(Texts.FAULTY),
                                "x-ratelimit-remaining-requests: -1",
                                "x-ratelimit-remaining-tokens: NaN",
                                "x-ratelimit-limit-requests: 99999999999999999999",
                                "x-ratelimit-reset-requests: -6m0s",
                                "anthropic-ratelimit-requests-remaining: many",
                                "anthropic-ratelimit-requests-reset: 2026-99-99T00:00:00Z",
                                "retry-after: never")),
                odd(
                        "usage-missing",
                        "F24",
                        "no usage",
                        body -> USAGE.matcher(body).replaceAll("")),
                odd(
                        "usage-negative",
                        "F25",
                        "usage below zero",
                        body -> TOKENS.matcher(body).replaceAll("$1-5")),
                odd(
                        "usage-absurd",
                        "F25",
                        "usage of a million million",
                        body -> TOKENS.matcher(body).replaceAll("$11000000000000")),
                odd(
                        "other-model",
                        "F26",
                        "another model than asked for",
                        body -> body.replaceAll("(\"model(?:Version)?\":)\"[^\"]*\"", "$1\"model-z\"")));
    }

    private static VendorFault odd(String name, String row, String title, UnaryOperator<String> change) {
        return VendorFault.of(
                name,
                row,
                title,
                ANSWERS,
                call -> call.begin()
                        .send(change.apply(call.properAnswer(Texts.FAULTY_BEGINNING, Texts.FAULTY_END)))
                        .end());
    }
}
