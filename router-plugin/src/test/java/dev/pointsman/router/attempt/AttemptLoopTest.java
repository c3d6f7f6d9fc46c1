package dev.pointsman.router.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.api.decision.AttemptReport;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.api.failure.CallerText;
import dev.pointsman.api.failure.Phase;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.api.failure.ProviderFailure.Cancelled;
import dev.pointsman.api.failure.ProviderFailure.ContextTooLong;
import dev.pointsman.api.failure.ProviderFailure.Exhausted;
import dev.pointsman.api.failure.ProviderFailure.Interrupted;
import dev.pointsman.api.failure.ProviderFailure.InvalidRequest;
import dev.pointsman.api.failure.ProviderFailure.NoEligibleCandidate;
import dev.pointsman.api.failure.ProviderFailure.Overloaded;
import dev.pointsman.api.failure.ProviderFailure.RateLimited;
import dev.pointsman.api.failure.ProviderFailure.TimedOut;
import dev.pointsman.router.config.AttemptLimits;
import dev.pointsman.router.fake.FakeTime;
import dev.pointsman.router.health.Demand;
import dev.pointsman.router.health.EndpointHealth;
import dev.pointsman.router.health.EndpointKey;
import dev.pointsman.router.health.HealthSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AttemptLoopTest {

    private static final AttemptLimits LIMITS = new AttemptLimits(
            3, Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(30), Duration.ofMinutes(10));

    private static final AttemptLimits LIMITS_OF_LONG_STALLS = new AttemptLimits(
            3, Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofMinutes(30), Duration.ofMinutes(10));

    private final FakeTime time = new FakeTime();
    private final EndpointHealth health = new EndpointHealth(HealthSettings.defaults(), time::nanoTime);
    private final AttemptLoop loop =
            new AttemptLoop(health, new RetryBudget(RetryBudget.DEFAULTS, time::nanoTime), time, time::nanoTime);
    private AttemptLog log = new AttemptLog(time::nanoTime);
    private final Cancellation cancellation = new Cancellation();
    private final List<String> endings = new ArrayList<>();

    @Test
    void theFirstCandidateAnswersAndEveryFrameReachesTheClientInOrder() {
        FakeHop first = FakeHop.answering("one", "role", "hello", "world");
        FakeHop second = FakeHop.answering("two", "never");

        List<String> words = read(run(first, second));

        assertThat(words).containsExactly("role", "hello", "world", "end");
        assertThat(second.prepared).isZero();
        assertThat(first.closed).isPositive();
        assertThat(endings).containsExactly("ok");
        assertThat(outcomes()).containsExactly("ok");
    }

    static List<ProviderFailure> failuresThatAnotherEndpointMayCure() {
        return List.of(
                new RateLimited(null),
                new Overloaded(),
                new ProviderFailure.Unreachable(),
                new ProviderFailure.Malformed("x"),
                new ProviderFailure.Empty(),
                new ProviderFailure.Unauthorized(),
                new ProviderFailure.QuotaExhausted(),
                new ProviderFailure.ModelUnavailable(),
                new TimedOut(Phase.FIRST_CONTENT));
    }

    @ParameterizedTest
    @MethodSource("failuresThatAnotherEndpointMayCure")
    void fallsBackBeforeTheCommit(ProviderFailure failure) {
        FakeHop first = FakeHop.failing("one", failure);
        FakeHop second = FakeHop.answering("two", "role", "hello");

        List<String> words = read(run(first, second));

        assertThat(words).containsExactly("role", "hello", "end");
        assertThat(outcomes()).containsExactly(failure.code(), "ok");
        assertThat(first.closed).isPositive();
    }

    @Test
    void framesOfAFailedAttemptNeverReachTheClient() {
        FakeHop first = new FakeHop("one").frame("role").frame("role").fail(new Overloaded());

        assertThat(read(run(first, FakeHop.answering("two", "hello")))).containsExactly("hello", "end");
    }

    @Test
    void anAnswerWithoutContentIsAFailure() {
        assertThat(read(run(FakeHop.answering("one"), FakeHop.answering("two", "hello"))))
                .containsExactly("hello", "end");
        assertThat(outcomes()).containsExactly("empty", "ok");
    }

    @Test
    void aCutBeforeTheContentFallsBack() {
        assertThat(read(run(new FakeHop("one").frame("role").cut(), FakeHop.answering("two", "hello"))))
                .containsExactly("hello", "end");
        assertThat(outcomes()).containsExactly("malformed", "ok");
    }

    @Test
    void aCutAfterTheContentIsInterruptedAndNeverACleanEnd() {
        CommittedResponse response = run(new FakeHop("one").frame("hello").cut(), FakeHop.answering("two", "never"));

        assertThat(response.next()).isPresent();
        ProviderException broken = catchThrowableOfType(ProviderException.class, response::next);

        assertThat(broken.failure()).isEqualTo(new Interrupted("malformed"));
        assertThat(endings).containsExactly("malformed");
    }

    @Test
    void anInvalidRequestIsNotTriedElsewhere() {
        InvalidRequest invalid = new InvalidRequest(400, CallerText.of("tools[0] has no name"));
        FakeHop second = FakeHop.answering("two", "never");

        ProviderException failed = failure(FakeHop.failing("one", invalid), second);

        assertThat(failed.failure()).isSameAs(invalid);
        assertThat(second.prepared).isZero();
    }

    @Test
    void aRequestThatIsTooLongGoesOnlyToLargerWindows() {
        FakeHop small = FakeHop.failing("small", new ContextTooLong()).contextWindow(8_000);
        FakeHop equal = FakeHop.answering("equal", "never").contextWindow(8_000);
        FakeHop large = FakeHop.answering("large", "hello").contextWindow(128_000);

        assertThat(read(run(small, equal, large))).containsExactly("hello", "end");
        assertThat(equal.prepared).isZero();
    }

    @Test
    void aRequestThatIsTooLongEverywhereIsToldAsSuch() {
        ProviderException failed = failure(
                FakeHop.failing("small", new ContextTooLong()).contextWindow(8_000),
                FakeHop.answering("equal", "never").contextWindow(8_000));

        assertThat(failed.failure()).isEqualTo(new ContextTooLong());
    }

    @Test
    void stopsAfterTheAllowedAttempts() {
        FakeHop fourth = FakeHop.answering("four", "never");

        ProviderException failed = failure(
                FakeHop.failing("one", new Overloaded()),
                FakeHop.failing("two", new Overloaded()),
                FakeHop.failing("three", new RateLimited(Duration.ofSeconds(7))),
                fourth);

        assertThat(failed.failure()).isEqualTo(new Exhausted("rate_limited", 3, Duration.ofSeconds(7)));
        assertThat(fourth.prepared).isZero();
    }

    @Test
    void constraintsAreJudgedAgainOnEveryHop() {
        FakeHop first = FakeHop.failing("one", new Overloaded());
        FakeHop second = FakeHop.answering("two", "never").dropped("locality");

        ProviderException failed = failure(first, second);

        assertThat(failed.failure()).isInstanceOf(Exhausted.class);
        assertThat(second.prepared).isZero();
        assertThat(log.skipped()).containsExactly(new AttemptLog.Skipped("two-vendor/two", null, "locality"));
    }

    @Test
    void aCandidateThatCannotCarryTheRequestIsLeftForOneThatCan() {
        InvalidRequest refused = new InvalidRequest(400, CallerText.of("tool web_search has no counterpart"));
        FakeHop cannot = new FakeHop("one").unsendable(new ProviderException(refused));

        assertThat(read(run(cannot, FakeHop.answering("two", "hello")))).containsExactly("hello", "end");
        assertThat(failure(new FakeHop("one").unsendable(new ProviderException(refused)))
                        .failure())
                .isSameAs(refused);
    }

    @Test
    void aPluginThatThrowsWhenAskedIsLeftForAnother() {
        FakeHop broken = new FakeHop("one").unsendable(new IllegalStateException("a prompt"));

        assertThat(read(run(broken, FakeHop.answering("two", "hello")))).containsExactly("hello", "end");
    }

    @Test
    void aProfileThatForbidsLossesIsNotAnsweredWithOne() {
        FakeHop losing = FakeHop.answering("one", "never").losing("$.messages[0].name");

        assertThat(read(run(losing, FakeHop.answering("two", "hello")))).containsExactly("hello", "end");
        assertThat(log.skipped()).containsExactly(new AttemptLog.Skipped("one-vendor/one", null, "translation_loss"));
    }

    @Test
    void withoutAnyAttemptThereWasNoEligibleCandidate() {
        assertThat(failure(FakeHop.answering("one", "never").dropped("region")).failure())
                .isEqualTo(new NoEligibleCandidate(null));
        assertThat(failure().failure()).isEqualTo(new NoEligibleCandidate(null));
    }

    @Test
    void aVendorThatSaysNothingIsLeftForTheNextOne() {
        FakeHop silent = new FakeHop("one").then(() -> time.advance(Duration.ofSeconds(21)));

        assertThat(read(run(silent, FakeHop.answering("two", "hello")))).containsExactly("hello", "end");
        assertThat(outcomes()).containsExactly("timed_out", "ok");
        assertThat(silent.closed).isPositive();
    }

    @Test
    void silenceAfterTheContentIsAStall() {
        FakeHop stalling = new FakeHop("one").frame("hello").then(() -> time.advance(Duration.ofSeconds(31)));
        CommittedResponse response = run(stalling);
        response.next();

        ProviderException broken = catchThrowableOfType(ProviderException.class, response::next);

        assertThat(broken.failure()).isEqualTo(new Interrupted("timed_out"));
    }

    @Test
    void silenceAfterAFinishReasonAndUsageIsTheEndSoonAfter() {
        FakeHop silent = new FakeHop("one")
                .reporting(Usage.of(10, 2))
                .frame("hello")
                .frame("end")
                .then(() -> time.advance(Duration.ofSeconds(3)));

        List<String> words = read(run(silent));

        assertThat(words).containsExactly("hello", "end");
        assertThat(endings).containsExactly("ok");
        assertThat(silent.closed).isPositive();
    }

    @Test
    void usageThatIsStillToComeIsWaitedForAsLongAsAnythingElse() {
        FakeHop slow = new FakeHop("one")
                .frame("hello")
                .frame("end")
                .frameAfter(() -> time.advance(Duration.ofSeconds(3)), "usage")
                .cut();

        assertThat(read(run(slow))).containsExactly("hello", "end", "usage");
    }

    @Test
    void theTotalLimitHoldsAfterAFinishReasonToo() {
        FakeHop silent =
                new FakeHop("one").frame("hello").frame("end").then(() -> time.advance(Duration.ofMinutes(11)));
        CommittedResponse response = runWithin(LIMITS_OF_LONG_STALLS, silent);
        response.next();
        response.next();

        ProviderException broken = catchThrowableOfType(ProviderException.class, response::next);

        assertThat(broken.failure()).isEqualTo(new Interrupted("timed_out"));
    }

    @Test
    void pingsDoNotKeepAnAnswerAliveThatStandsStill() {
        FakeHop pinging = new FakeHop("one").frame("hello");
        for (int ping = 0; ping < 5; ping++) {
            pinging.frame(() -> time.advance(Duration.ofSeconds(29)), "ping");
        }
        CommittedResponse response = run(pinging);
        response.next();

        ProviderException broken = catchThrowableOfType(ProviderException.class, () -> {
            while (response.next().isPresent()) {}
        });

        assertThat(broken.failure()).isEqualTo(new Interrupted("timed_out"));
    }

    @Test
    void aModelThatThinksMayBeSilentForLonger() {
        AttemptLimits limits = new AttemptLimits(
                3,
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                Duration.ofSeconds(30),
                Duration.ofSeconds(120),
                Duration.ofMinutes(10));
        FakeHop thinking = new FakeHop("one").reasoning().frame("hello");
        thinking.frame(() -> time.advance(Duration.ofSeconds(100)), "world").end();

        CommittedResponse response =
                loop.run(List.of(thinking), limits, cancellation, log, (answer, outcome) -> endings.add(outcome));

        assertThat(read(response)).containsExactly("hello", "world", "end");
    }

    @Test
    void anAttemptLeavesHalfOfTheTimeToThoseThatMayFollow() {
        FakeHop silent = new FakeHop("one").then(() -> time.advance(Duration.ofSeconds(5)));
        Terms terms = Terms.of(LIMITS.within(Duration.ofSeconds(10)));

        CommittedResponse response = loop.run(
                List.of(silent, FakeHop.answering("two", "hello")), terms, cancellation, log, (answer, outcome) -> {});

        assertThat(read(response)).containsExactly("hello", "end");
    }

    @Test
    void aCallerWithoutPatienceGetsItsAnswerInTime() {
        FakeHop silent = new FakeHop("one").then(() -> time.advance(Duration.ofSeconds(3)));
        Terms terms = new Terms(LIMITS, Duration.ofSeconds(3), null, false);

        ProviderException late = catchThrowableOfType(
                ProviderException.class,
                () -> loop.run(List.of(silent), terms, cancellation, log, (answer, outcome) -> {}));

        assertThat(late.failure()).isEqualTo(new TimedOut(Phase.TOTAL));
    }

    @Test
    void whoIsCutOffBeforeItCouldAnswerIsNotToBlame() {
        for (int i = 0; i < 10; i++) {
            FakeHop silent = new FakeHop("one").then(() -> time.advance(Duration.ofMillis(100)));
            failure(LIMITS.within(Duration.ofMillis(100)), silent);
        }

        assertThat(health.reading(new EndpointKey("one-vendor", "one"), null).open())
                .isTrue();
    }

    @Test
    void onlyTheSameProviderIsAskedAgainAfterAPause() {
        List<Duration> pauses = new ArrayList<>();
        Timers timers = (delay, task) -> {
            if (delay.compareTo(Duration.ofSeconds(1)) < 0) {
                pauses.add(delay);
                task.run();
            }
            return () -> {};
        };
        AttemptLoop pausing = new AttemptLoop(
                health, new RetryBudget(RetryBudget.DEFAULTS, time::nanoTime), timers, time::nanoTime, () -> 0.5);

        read(pausing.run(
                List.of(
                        FakeHop.failing("one", new Overloaded()).at("same"),
                        FakeHop.failing("two", new Overloaded()).at("same"),
                        FakeHop.answering("three", "hello")),
                LIMITS,
                cancellation,
                log,
                (answer, outcome) -> {}));

        assertThat(pauses).containsExactly(Duration.ofMillis(100));
    }

    @Test
    void whoHasLittlePatienceIsNotKeptWaitingByAPause() {
        List<Duration> pauses = new ArrayList<>();
        Timers timers = (delay, task) -> {
            if (delay.compareTo(Duration.ofMillis(60)) < 0) {
                pauses.add(delay);
                task.run();
            }
            return () -> {};
        };
        AttemptLoop pausing = new AttemptLoop(
                health, new RetryBudget(RetryBudget.DEFAULTS, time::nanoTime), timers, time::nanoTime, () -> 1);

        read(pausing.run(
                List.of(
                        FakeHop.failing("one", new Overloaded()).at("same"),
                        FakeHop.answering("two", "hello").at("same")),
                new Terms(LIMITS, Duration.ofMillis(100), null, false),
                cancellation,
                log,
                (answer, outcome) -> {}));

        assertThat(pauses).containsExactly(Duration.ofMillis(50));
    }

    @Test
    void anEndpointThatFailsGetsNoFurtherAttemptsButFirstOnes() {
        EndpointKey one = new EndpointKey("one-vendor", "one");
        for (int i = 0; i < 8; i++) {
            health.tryAcquireInPanic(one, null, Demand.NONE).orElseThrow().failed(new Overloaded());
        }
        time.advance(Duration.ofSeconds(8));
        log = new AttemptLog(time::nanoTime);

        FakeHop again = FakeHop.answering("one", "never");
        failure(FakeHop.failing("other", new Overloaded()), again);

        assertThat(again.prepared).isZero();
        assertThat(log.skipped()).containsExactly(new AttemptLog.Skipped("one-vendor/one", null, "retry_throttle"));
        assertThat(read(run(FakeHop.answering("one", "hello")))).containsExactly("hello", "end");
    }

    @Test
    void theLastOneLeftIsTriedAlthoughSomebodyElseProbesIt() {
        EndpointKey key = new EndpointKey("one-vendor", "one");
        for (int i = 0; i < 5; i++) {
            health.tryAcquire(key, null).orElseThrow().failed(new Overloaded());
        }
        time.advance(Duration.ofSeconds(7));
        assertThat(health.tryAcquire(key, null)).isPresent();

        assertThat(failure(FakeHop.answering("one", "never")).failure()).isEqualTo(new NoEligibleCandidate(null));
        assertThat(read(run(FakeHop.answering("one", "hello").passedInPanic()))).containsExactly("hello", "end");
    }

    @Test
    void aSlowClientIsNotAStalledVendor() {
        CommittedResponse response = run(FakeHop.answering("one", "hello", "world"));
        response.next();

        time.advance(Duration.ofMinutes(2));

        assertThat(response.next().map(frame -> frame.payload().utf8())).hasValue("world");
    }

    @Test
    void theTotalLimitEndsEverything() {
        FakeHop endless = new FakeHop("one").then(() -> time.advance(Duration.ofMinutes(11)));
        FakeHop second = FakeHop.answering("two", "never");

        ProviderException failed = failure(
                new AttemptLimits(
                        3, Duration.ofSeconds(5), Duration.ofHours(1), Duration.ofHours(1), Duration.ofMinutes(10)),
                endless,
                second);

        assertThat(failed.failure()).isEqualTo(new TimedOut(Phase.TOTAL));
        assertThat(second.prepared).isZero();
    }

    @Test
    void cancellingBlamesNobodyAndTriesNobodyElse() {
        FakeHop waiting = new FakeHop("one").then(cancellation::cancel);
        FakeHop second = FakeHop.answering("two", "never");

        ProviderException failed = failure(waiting, second);

        assertThat(failed.failure()).isEqualTo(new Cancelled());
        assertThat(waiting.closed).isPositive();
        assertThat(second.prepared).isZero();
        assertThat(health.reading(waiting.endpoint(), null).availability()).isEqualTo(0.98);
    }

    @Test
    void whatAnAnswerLostStandsWithItsAttempt() {
        read(run(FakeHop.answering("one", "hello").answerLosing("$.usage")));

        assertThat(log.reports().getLast().losses()).containsExactly("answer $.usage: no counterpart");
    }

    @Test
    void closingACommittedAnswerEndsItOnceAsCancelled() {
        FakeHop hop = FakeHop.answering("one", "hello", "world");
        CommittedResponse response = run(hop);
        response.next();

        response.close();
        response.close();

        assertThat(endings).containsExactly("cancelled");
        assertThat(hop.closed).isPositive();
        assertThat(time.pending()).isZero();
    }

    @Test
    void whateverAPluginThrowsBecomesBrokenAtOnePlace() {
        FakeHop broken = new FakeHop("one").throwing(new IllegalStateException("a prompt"));

        read(run(broken, FakeHop.answering("two", "hello")));

        assertThat(outcomes()).containsExactly("broken", "ok");
    }

    @Test
    void aRateLimitClosesTheEndpointUntilItsReset() {
        FakeHop limited = FakeHop.failing("one", new RateLimited(Duration.ofSeconds(30)));
        read(run(limited, FakeHop.answering("two", "hello")));

        FakeHop again = FakeHop.answering("one", "never");
        read(run(again, FakeHop.answering("two", "hello")));
        assertThat(again.prepared).isZero();

        time.advance(Duration.ofSeconds(31));
        FakeHop later = FakeHop.answering("one", "hello");
        read(run(later));
        assertThat(later.prepared).isEqualTo(1);
    }

    @Test
    void theRetryBudgetBoundsFallbacksWhateverFails() {
        int attempts = 0;
        for (int request = 0; request < 100; request++) {
            AttemptLog each = new AttemptLog(time::nanoTime);
            List<Hop> hops = List.of(
                    FakeHop.failing("a" + request, new Overloaded()), FakeHop.failing("b" + request, new Overloaded()));
            catchThrowableOfType(
                    ProviderException.class,
                    () -> loop.run(hops, LIMITS, new Cancellation(), each, (response, outcome) -> {}));
            attempts += each.reports().size();
        }

        assertThat(attempts).isBetween(110, 121);
    }

    private CommittedResponse run(FakeHop... hops) {
        return runWithin(LIMITS, hops);
    }

    private CommittedResponse runWithin(AttemptLimits limits, FakeHop... hops) {
        log = new AttemptLog(time::nanoTime);
        return loop.run(List.of(hops), limits, cancellation, log, (response, outcome) -> endings.add(outcome));
    }

    private ProviderException failure(FakeHop... hops) {
        return failure(LIMITS, hops);
    }

    private ProviderException failure(AttemptLimits limits, FakeHop... hops) {
        return catchThrowableOfType(
                ProviderException.class,
                () -> loop.run(List.of(hops), limits, cancellation, log, (response, outcome) -> endings.add(outcome)));
    }

    private static List<String> read(CommittedResponse response) {
        List<String> words = new ArrayList<>();
        for (Optional<Frame> frame = response.next(); frame.isPresent(); frame = response.next()) {
            words.add(frame.get().payload().utf8());
        }
        return words;
    }

    private List<String> outcomes() {
        return log.reports().stream().map(AttemptReport::outcome).toList();
    }
}
