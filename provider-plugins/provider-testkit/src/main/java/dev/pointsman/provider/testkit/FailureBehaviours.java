package dev.pointsman.provider.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.api.failure.ProviderFailure.ContextTooLong;
import dev.pointsman.api.failure.ProviderFailure.InvalidRequest;
import dev.pointsman.api.failure.ProviderFailure.Malformed;
import dev.pointsman.api.failure.ProviderFailure.ModelUnavailable;
import dev.pointsman.api.failure.ProviderFailure.Overloaded;
import dev.pointsman.api.failure.ProviderFailure.QuotaExhausted;
import dev.pointsman.api.failure.ProviderFailure.RateLimited;
import dev.pointsman.api.failure.ProviderFailure.Unauthorized;
import dev.pointsman.api.failure.ProviderFailure.Unreachable;
import dev.pointsman.api.failure.Retry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What goes wrong comes out as data, and never as a clean end. */
interface FailureBehaviours extends OnBench {

    @Test
    default void tellsAnInvalidRequest() {
        for (int status : List.of(400, 413, 422)) {
            assertThat(bench().failureOf(status))
                    .isInstanceOfSatisfying(
                            InvalidRequest.class,
                            invalid -> assertThat(invalid.status()).isEqualTo(status));
        }
    }

    @Test
    default void tellsAPromptThatIsTooLong() {
        assertThat(bench().failureOf(400, Map.of(), bench().traffic().contextTooLong())
                        .failure())
                .isInstanceOf(ContextTooLong.class);
    }

    @Test
    default void tellsARejectedCredential() {
        assertThat(bench().failureOf(401)).isInstanceOf(Unauthorized.class);
    }

    @Test
    default void tellsAForbiddenCredential() {
        assertThat(bench().failureOf(403)).isInstanceOf(Unauthorized.class);
    }

    @Test
    default void tellsAnEmptyAccount() {
        assertThat(bench().failureOf(402)).isInstanceOf(QuotaExhausted.class);
    }

    @Test
    default void tellsAnUnknownModel() {
        assertThat(bench().failureOf(404)).isInstanceOf(ModelUnavailable.class);
    }

    @Test
    default void tellsARateLimitWithoutATime() {
        assertThat(bench().failureOf(429)).isEqualTo(new RateLimited(null));
    }

    @Test
    default void tellsARateLimitAndWhenToComeBack() {
        assertThat(bench().failureOf(429, Map.of("Retry-After", "7"), "{}").failure())
                .isEqualTo(new RateLimited(Duration.ofSeconds(7)));
    }

    @Test
    default void ignoresATimeThatCannotBeRead() {
        assertThat(bench().failureOf(429, Map.of("Retry-After", "soon"), "{}").failure())
                .isEqualTo(new RateLimited(null));
    }

    @Test
    default void tellsABrokenVendor() {
        assertThat(bench().failureOf(500)).isInstanceOf(Overloaded.class);
    }

    @Test
    default void tellsAnOverloadedVendor() {
        for (int status : List.of(502, 503, 504, 529)) {
            assertThat(bench().failureOf(status)).isInstanceOf(Overloaded.class);
        }
    }

    @Test
    default void tellsTheStatusBesideTheFailure() {
        assertThat(bench().failureOf(529, Map.of(), "{}").upstreamStatus()).contains(529);
    }

    @Test
    default void failsAgainWithTheSameFailure() {
        bench().fake().answersJson(404, "{}");
        ModelResponse response = bench().call(bench().fake().uri(), true);

        ProviderFailure first = Bench.failure(response).failure();

        assertThat(Bench.failure(response).failure()).isEqualTo(first);
    }

    @Test
    default void tellsAConnectionThatIsRefused() {
        assertThat(Bench.failure(bench().call(FaultyVendor.nobody(), true)).failure())
                .isInstanceOf(Unreachable.class);
    }

    @Test
    default void tellsAConnectionThatIsResetBeforeTheAnswer() {
        try (FaultyVendor vendor = FaultyVendor.start(Fault.resetBeforeHeaders())) {
            assertThat(Bench.failure(bench().stream(vendor)).failure()).isInstanceOf(Unreachable.class);
        }
    }

    @Test
    default void tellsAConnectionThatIsResetWithinTheAnswer() {
        CountDownLatch taken = new CountDownLatch(1);
        Fault fault = Fault.resetAfter(bench().body(bench().traffic().beginning("reset")), taken);

        try (FaultyVendor vendor = FaultyVendor.start(fault)) {
            ModelResponse response = bench().stream(vendor);
            for (int i = 0; i < bench().traffic().beginning("reset").size(); i++) {
                response.next();
            }
            taken.countDown();

            assertBreaks(response);
        }
    }

    @Test
    default void tellsAConnectionThatEndsWithinAnEvent() {
        Body body = bench().body(bench().traffic().beginning("cut"));

        try (FaultyVendor vendor = FaultyVendor.start(Fault.cutAfter(body.without(12)))) {
            assertBreaks(bench().stream(vendor));
        }
    }

    @Test
    default void tellsAnAnswerThatEndsBeforeItsTerminalMark() {
        bench().fake().streams(bench().body(bench().traffic().beginning("endless")));

        assertBreaks(bench().call(bench().fake().uri(), true));
    }

    @Test
    default void tellsAnErrorInsideAStream() {
        Body head = bench().body(bench().traffic().head());
        bench().fake().streams(head.and(bench().body(List.of(bench().traffic().errorFrame()))));

        assertThat(Bench.failure(bench().call(bench().fake().uri(), true)).failure())
                .isInstanceOf(Overloaded.class);
    }

    @Test
    default void tellsAnErrorThatSaysItIsFine() {
        bench().fake().answersJson(200, bench().traffic().wholeError());

        assertThat(Bench.failure(bench().call(bench().fake().uri(), false)).failure())
                .isInstanceOf(Overloaded.class);
    }

    @Test
    default void tellsAnErrorBodyWhereAStreamWasAskedFor() {
        bench().fake().answersJson(200, bench().traffic().wholeError());

        assertThat(Bench.failure(bench().call(bench().fake().uri(), true)).failure())
                .isInstanceOf(Overloaded.class);
    }

    @Test
    default void tellsAFrameThatIsNoJson() {
        Body broken = bench().body(List.of(Frame.ofUtf8("{\"broken\": tru")));
        bench().fake().streams(broken.and(bench().stream("a")));

        assertBreaks(bench().call(bench().fake().uri(), true));
    }

    @Test
    default void tellsHalfAnAnswer() {
        String whole = bench().traffic().whole();
        bench().fake().answersJson(200, whole.substring(0, whole.length() / 2));

        assertBreaks(bench().call(bench().fake().uri(), false));
    }

    @Test
    default void tellsAPageInsteadOfAnAnswer() {
        bench().fake().answers(200, "text/html", Map.of(), "<!doctype html><p>Please sign in</p>");

        assertBreaks(bench().call(bench().fake().uri(), false));
        assertBreaks(bench().call(bench().fake().uri(), true));
    }

    @Test
    default void doesNotReadALineWithoutEnd() {
        try (FaultyVendor vendor = FaultyVendor.start(Fault.longLine(10 << 20))) {
            assertBreaks(bench().stream(vendor));
        }
    }

    @Test
    default void doesNotInflateABomb() {
        try (FaultyVendor vendor = FaultyVendor.start(Fault.gzipBomb(40 << 20))) {
            assertBreaks(bench().call(vendor.uri(), false));
        }
    }

    @Test
    default void followsNoRedirect() {
        try (FaultyVendor elsewhere = FaultyVendor.start(Fault.none(bench().stream("a")))) {
            bench().fake().answers(302, "text/plain", Map.of("Location", elsewhere.uri() + "/v1"), "");

            assertThat(Bench.failure(bench().call(bench().fake().uri(), true)).failure())
                    .isInstanceOf(ProviderFailure.class);
            assertThat(elsewhere.connections()).isZero();
        }
    }

    @Test
    default void sendsOneRequestForOneCall() {
        bench().failureOf(503);

        assertThat(bench().fake().received()).hasSize(1);
    }

    private static void assertBreaks(ModelResponse response) {
        ProviderFailure failure = Bench.failure(response).failure();
        assertThat(failure).isInstanceOfAny(Malformed.class, Unreachable.class);
        assertThat(failure.retry()).isEqualTo(Retry.ELSEWHERE);
    }
}
