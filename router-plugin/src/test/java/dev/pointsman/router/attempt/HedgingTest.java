package dev.pointsman.router.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.api.decision.AttemptReport;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure.Cancelled;
import dev.pointsman.api.failure.ProviderFailure.InvalidRequest;
import dev.pointsman.api.failure.ProviderFailure.Overloaded;
import dev.pointsman.router.config.AttemptLimits;
import dev.pointsman.router.fake.FakeTime;
import dev.pointsman.router.health.EndpointHealth;
import dev.pointsman.router.health.HealthSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A second attempt beside a first one that says nothing. Candidates cost 1 USD each. */
@Timeout(20)
class HedgingTest {

    private static final Duration AFTER = Duration.ofMillis(800);

    private final FakeTime time = new FakeTime();
    private final EndpointHealth health = new EndpointHealth(HealthSettings.defaults(), time::nanoTime);
    private final RetryBudget retries = new RetryBudget(RetryBudget.DEFAULTS, time::nanoTime);
    private final AttemptLoop loop = new AttemptLoop(health, retries, time, time::nanoTime);
    private final AttemptLog log = new AttemptLog(time::nanoTime);
    private final Cancellation cancellation = new Cancellation();
    private final ExtraSpend spend = new ExtraSpend();

    @BeforeEach
    void twoSecondAttemptsAreSavedUp() {
        for (int request = 0; request < 40; request++) {
            spend.requested(1, 0.05);
        }
    }

    @Test
    void theFasterOneAnswersAndTheOtherIsClosedWithoutBlame() {
        FakeHop silent = silent("one");
        FakeHop fast = FakeHop.answering("two", "hello").costing(1);

        CommittedResponse response = run(silent, fast);

        assertThat(read(response)).containsExactly("hello", "end");
        assertThat(response.hop()).isSameAs(fast);
        assertThat(outcomes()).containsExactly("hedge_lost", "ok");
        assertThat(log.use(1).mayBeBilled()).isTrue();
        assertThat(log.use(1).reported()).isNull();
        assertThat(silent.closed).isPositive();
        assertThat(health.reading(silent.endpoint(), null).availability()).isEqualTo(0.98);
        assertThat(AttemptLog.answering(log.reports()).map(AttemptReport::model))
                .contains("two");
        assertThat(time.pending()).isZero();
    }

    @Test
    void whoAnswersInTimeIsAlone() {
        FakeHop second = FakeHop.answering("two", "never").costing(1);

        assertThat(read(run(FakeHop.answering("one", "hello").costing(1), second)))
                .containsExactly("hello", "end");
        assertThat(second.prepared).isZero();
        assertThat(retries.tokens()).isEqualTo(10);
    }

    @Test
    void aSecondAttemptIsPaidFromTheRetryBudget() {
        while (retries.tryTake()) {}
        FakeHop second = FakeHop.answering("two", "never").costing(1);
        FakeHop first = late("one", "hello");

        assertThat(read(run(first, second))).containsExactly("hello", "end");
        assertThat(outcomes()).containsExactly("ok");
    }

    @Test
    void secondAttemptsCostNoMoreThanTheirShare() {
        FakeHop second = FakeHop.answering("two", "never").costing(2.5);

        assertThat(read(run(late("one", "hello"), second))).containsExactly("hello", "end");
        assertThat(second.prepared).isZero();
    }

    @Test
    void aFirstAttemptThatFailsEarlyIsFollowedByTheNextAsEver() {
        FakeHop failing = FakeHop.failing("one", new Overloaded()).costing(1);

        assertThat(read(run(failing, FakeHop.answering("two", "hello").costing(1))))
                .containsExactly("hello", "end");
        assertThat(outcomes()).containsExactly("overloaded", "ok");
    }

    @Test
    void theFirstMayStillAnswerWhereTheSecondFails() {
        CountDownLatch secondFails = new CountDownLatch(1);
        FakeHop first = new FakeHop("one").costing(1);
        first.frame(
                        () -> {
                            time.advance(AFTER);
                            await(secondFails);
                        },
                        "hello")
                .end();
        FakeHop second = new FakeHop("two").costing(1);
        second.frame(
                () -> {
                    secondFails.countDown();
                    throw new ProviderException(new Overloaded());
                },
                "never");

        assertThat(read(run(first, second))).containsExactly("hello", "end");
        assertThat(outcomes()).contains("ok").doesNotContain("running");
    }

    @Test
    void aRequestThatIsWrongEndsBoth() {
        FakeHop silent = silent("one");
        InvalidRequest wrong = new InvalidRequest(400, null);

        ProviderException failed = catchThrowableOfType(
                ProviderException.class,
                () -> run(silent, FakeHop.failing("two", wrong).costing(1)));

        assertThat(failed.failure()).isSameAs(wrong);
        assertThat(silent.closed).isPositive();
        assertThat(outcomes()).containsExactly("hedge_lost", "invalid_request");
    }

    @Test
    void aClientThatLeavesEndsBoth() {
        FakeHop first = silent("one");
        FakeHop second = new FakeHop("two").costing(1).silent(cancellation::cancel);

        ProviderException failed = catchThrowableOfType(ProviderException.class, () -> run(first, second));

        assertThat(failed.failure()).isEqualTo(new Cancelled());
        assertThat(first.closed).isPositive();
        assertThat(second.closed).isPositive();
    }

    private FakeHop silent(String model) {
        return new FakeHop(model).costing(1).silent(() -> time.advance(AFTER));
    }

    private FakeHop late(String model, String word) {
        return new FakeHop(model)
                .costing(1)
                .frame(() -> time.advance(AFTER), word)
                .end();
    }

    private CommittedResponse run(FakeHop... hops) {
        Terms terms =
                new Terms(AttemptLimits.DEFAULT, AttemptLimits.DEFAULT.total(), new Hedging(AFTER, 0.05, spend), false);
        return loop.run(List.of(hops), terms, cancellation, log, (response, outcome) -> {});
    }

    private List<String> outcomes() {
        return log.reports().stream().map(AttemptReport::outcome).toList();
    }

    private static List<String> read(CommittedResponse response) {
        List<String> words = new ArrayList<>();
        for (Optional<Frame> frame = response.next(); frame.isPresent(); frame = response.next()) {
            words.add(frame.get().payload().utf8());
        }
        return words;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
