package dev.pointsman.router.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.api.exchange.Usage;
import dev.pointsman.api.failure.Phase;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.api.failure.ProviderFailure.BudgetExhausted;
import dev.pointsman.api.failure.ProviderFailure.Cancelled;
import dev.pointsman.api.failure.ProviderFailure.Exhausted;
import dev.pointsman.api.failure.ProviderFailure.NoEligibleCandidate;
import dev.pointsman.api.failure.ProviderFailure.Overloaded;
import dev.pointsman.api.failure.ProviderFailure.TimedOut;
import dev.pointsman.api.failure.ProviderFailure.Unreachable;
import dev.pointsman.api.host.ConnectFailedException;
import dev.pointsman.router.config.AttemptLimits;
import dev.pointsman.router.fake.FakeTime;
import dev.pointsman.router.health.EndpointHealth;
import dev.pointsman.router.health.HealthSettings;
import dev.pointsman.router.money.Opening;
import dev.pointsman.router.money.Refusal;
import dev.pointsman.router.money.Refusal.Reason;
import dev.pointsman.router.money.Reservation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each attempt is paid for before it is made, and its reservation ends once, whatever becomes of it. */
class PaidAttemptTest {

    private static final AttemptLimits LIMITS = new AttemptLimits(
            3, Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(30), Duration.ofMinutes(10));
    private static final Duration HOUR = Duration.ofHours(1);

    private final FakeTime time = new FakeTime();
    private final EndpointHealth health = new EndpointHealth(HealthSettings.defaults(), time::nanoTime);
    private final AttemptLoop loop =
            new AttemptLoop(health, new RetryBudget(RetryBudget.DEFAULTS, time::nanoTime), time, time::nanoTime);
    private final AttemptLog log = new AttemptLog(time::nanoTime);
    private final List<String> ends = new ArrayList<>();

    @Test
    void isSettledAtWhatTheVendorReported() {
        read(run(FakeHop.answering("one", "hello").opening(paid("one")).reporting(Usage.of(10, 5))));

        assertThat(ends).containsExactly("one settled 10/5");
    }

    @Test
    void costsItsWorstCaseWhenNobodyReported() {
        read(run(FakeHop.answering("one", "hello").opening(paid("one"))));

        assertThat(ends).containsExactly("one unreported");
    }

    @Test
    void costsItsWorstCaseWhenItBreaksOffOrIsLeft() {
        CommittedResponse broken =
                run(new FakeHop("one").frame("hello").cut().opening(paid("one")).reporting(Usage.of(10, 5)));
        catchThrowableOfType(ProviderException.class, () -> read(broken));
        CommittedResponse left = run(FakeHop.answering("two", "hello").opening(paid("two")));
        left.next();
        left.close();
        left.close();

        assertThat(ends).containsExactly("one unreported", "two unreported");
    }

    static List<ProviderFailure> refusals() {
        return List.of(
                new ProviderFailure.RateLimited(null),
                new Overloaded(),
                new ProviderFailure.Unauthorized(),
                new ProviderFailure.QuotaExhausted(),
                new ProviderFailure.ModelUnavailable(),
                new TimedOut(Phase.CONNECT));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void costsNothingWhenTheVendorRefusedIt(ProviderFailure failure) {
        read(run(
                FakeHop.failing("one", failure).opening(paid("one")),
                FakeHop.answering("two", "hello").opening(paid("two")).reporting(Usage.of(1, 1))));

        assertThat(ends).containsExactly("one voided", "two settled 1/1");
    }

    @Test
    void costsItsWorstCaseWhenItMayHaveBeenAnswered() {
        read(run(
                FakeHop.failing("one", new TimedOut(Phase.FIRST_CONTENT)).opening(paid("one")),
                FakeHop.failing("two", new Unreachable()).opening(paid("two")),
                FakeHop.answering("three", "hello").opening(paid("three")).reporting(Usage.of(1, 1))));

        assertThat(ends).containsExactly("one unreported", "two unreported", "three settled 1/1");
    }

    @Test
    void costsNothingWhenNoConnectionStood() {
        FakeHop hop = new FakeHop("one")
                .throwing(new ProviderException(
                        new Unreachable(), null, new ConnectFailedException("refused", false, new IOException())))
                .opening(paid("one"));

        catchThrowableOfType(ProviderException.class, () -> run(hop));

        assertThat(ends).containsExactly("one voided");
    }

    @Test
    void costsNothingWhenTheCallerLeftWhileItWaitedToBeSent() {
        Cancellation leaving = new Cancellation();
        Timers timers = (delay, task) -> {
            if (delay.compareTo(Duration.ofSeconds(1)) < 0) {
                leaving.cancel();
            }
            return () -> {};
        };
        AttemptLoop pausing =
                new AttemptLoop(health, new RetryBudget(RetryBudget.DEFAULTS, time::nanoTime), timers, time::nanoTime);
        FakeHop second = FakeHop.answering("two", "never").at("same").opening(paid("two"));

        ProviderException e = catchThrowableOfType(
                ProviderException.class,
                () -> pausing.run(
                        List.of(
                                FakeHop.failing("one", new Overloaded())
                                        .at("same")
                                        .opening(paid("one")),
                                second),
                        LIMITS,
                        leaving,
                        log,
                        (answer, outcome) -> {}));

        assertThat(e.failure()).isInstanceOf(Cancelled.class);
        assertThat(ends).containsExactly("one voided", "two voided");
        assertThat(second.closed).isPositive();
        assertThat(health.running(second.endpoint())).isZero();
        assertThat(log.reports()).hasSize(1);
    }

    @Test
    void aCandidateWithoutMoneyIsLeftForOneThatIsFree() {
        FakeHop dear = FakeHop.answering("dear", "never").opening(refused(Reason.SPENT, HOUR));

        List<String> words = read(run(dear, FakeHop.answering("free", "hello")));

        assertThat(words).containsExactly("hello", "end");
        assertThat(dear.closed).isPositive();
        assertThat(log.skipped())
                .singleElement()
                .satisfies(skipped -> assertThat(skipped.reason()).isEqualTo("budget"));
    }

    @Test
    void saysThatTheMoneyIsSpentAndWhenItComesBack() {
        assertThat(failure(
                        FakeHop.answering("one", "x").opening(refused(Reason.SPENT, Duration.ofDays(9))),
                        FakeHop.answering("two", "x").opening(refused(Reason.SPENT, HOUR)),
                        FakeHop.answering("three", "x").opening(refused(Reason.SPENT, null))))
                .isEqualTo(new BudgetExhausted(HOUR, false));
    }

    @Test
    void saysThatRunningRequestsHoldTheMoney() {
        assertThat(failure(
                        FakeHop.answering("one", "x").opening(refused(Reason.SPENT, HOUR)),
                        FakeHop.answering("two", "x").opening(refused(Reason.IN_FLIGHT, null))))
                .isEqualTo(new BudgetExhausted(null, true));
    }

    @Test
    void aStoreThatDoesNotAnswerIsNoBudgetThatIsSpent() {
        assertThat(failure(FakeHop.answering("one", "x").opening(refused(Reason.STORE_DOWN, null))))
                .isEqualTo(new NoEligibleCandidate(Duration.ofSeconds(5)));
        assertThat(failure(FakeHop.answering("one", "x").opening(refused(Reason.UNPRICED, null))))
                .isEqualTo(new NoEligibleCandidate(null));
    }

    @Test
    void afterAFailedAttemptMissingMoneyIsOnlyALeftOutCandidate() {
        assertThat(failure(
                        FakeHop.failing("one", new Overloaded()),
                        FakeHop.answering("two", "x").opening(refused(Reason.SPENT, HOUR))))
                .isEqualTo(new Exhausted("overloaded", 1, null));
    }

    private CommittedResponse run(FakeHop... hops) {
        return loop.run(List.of(hops), LIMITS, new Cancellation(), log, (response, outcome) -> {});
    }

    private ProviderFailure failure(FakeHop... hops) {
        return catchThrowableOfType(ProviderException.class, () -> run(hops)).failure();
    }

    private static List<String> read(CommittedResponse response) {
        List<String> words = new ArrayList<>();
        for (var frame = response.next(); frame.isPresent(); frame = response.next()) {
            words.add(frame.get().payload().utf8());
        }
        return words;
    }

    private static Opening refused(Reason reason, Duration resetsAfter) {
        return new Opening.Refused(new Refusal(reason, "b", resetsAfter, null));
    }

    private Opening paid(String name) {
        return new Opening.Opened(new Reservation() {
            @Override
            public void settled(Usage reported, @Nullable Long vendorMicros) {
                ends.add(name + " settled " + reported.input() + "/" + reported.output());
            }

            @Override
            public void unreported() {
                ends.add(name + " unreported");
            }

            @Override
            public void voided() {
                ends.add(name + " voided");
            }
        });
    }
}
