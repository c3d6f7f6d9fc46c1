package dev.pointsman.router.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pointsman.api.exchange.RateLimits;
import dev.pointsman.api.exchange.RateLimits.Kind;
import dev.pointsman.api.exchange.RateLimits.Window;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.api.failure.ProviderFailure.Overloaded;
import dev.pointsman.api.failure.ProviderFailure.RateLimited;
import dev.pointsman.router.fake.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EndpointHealthTest {

    private static final EndpointKey ONE = new EndpointKey("vendor", "one");
    private static final EndpointKey TWO = new EndpointKey("vendor", "two");

    private final FakeTime time = new FakeTime();
    private double chance;
    private final EndpointHealth health = new EndpointHealth(HealthSettings.defaults(), time::nanoTime, () -> chance);

    @Test
    void opensTheBreakerAfterFiveFaultsOfTheProvider() {
        fail(ONE, new Overloaded(), 5);

        assertThat(health.reading(ONE, null).closedBy()).isEqualTo("breaker_open");
        assertThat(health.tryAcquire(ONE, null)).isEmpty();
        assertThat(health.reading(TWO, null).open()).isTrue();
    }

    @Test
    void letsProbesThroughAfterTheWaitAndClosesWhenTheySucceed() {
        fail(ONE, new Overloaded(), 5);
        time.advance(Duration.ofSeconds(7));

        for (int probe = 0; probe < 3; probe++) {
            health.tryAcquire(ONE, null).orElseThrow().succeeded(1_000_000, 0, 1);
        }

        assertThat(health.reading(ONE, null).open()).isTrue();
        for (int call = 0; call < 10; call++) {
            assertThat(health.tryAcquire(ONE, null)).isPresent();
        }
    }

    @Test
    void aReleasedProbeDoesNotKeepTheBreakerShut() {
        fail(ONE, new Overloaded(), 5);
        time.advance(Duration.ofSeconds(7));

        for (int probe = 0; probe < 20; probe++) {
            health.tryAcquire(ONE, null).orElseThrow().released();
        }

        assertThat(health.tryAcquire(ONE, null)).isPresent();
    }

    @Test
    void agentsMistakesNeverOpenABreaker() {
        fail(ONE, new ProviderFailure.InvalidRequest(400, null), 50);
        fail(ONE, new ProviderFailure.ContextTooLong(), 50);
        fail(ONE, new ProviderFailure.Cancelled(), 50);

        assertThat(health.reading(ONE, null).open()).isTrue();
        assertThat(health.reading(ONE, null).availability()).isEqualTo(0.98);
    }

    @Test
    void aRateLimitClosesOneCredentialForOneModelAndLeavesTheBreakerAlone() {
        health.tryAcquire(ONE, "key-a").orElseThrow().failed(new RateLimited(Duration.ofSeconds(30)));

        assertThat(health.reading(ONE, "key-a").closedBy()).isEqualTo("rate_limited");
        assertThat(health.reading(ONE, "key-a").closedForMillis()).isEqualTo(30_000);
        assertThat(health.reading(ONE, "key-b").open()).isTrue();
        assertThat(health.reading(TWO, "key-a").open()).isTrue();
    }

    @Test
    void anAbsurdRetryAfterIsClampedAndASecondLimitNeverShortensTheFirst() {
        health.tryAcquire(ONE, "a").orElseThrow().failed(new RateLimited(Duration.ofSeconds(1_000_000_000)));
        assertThat(health.reading(ONE, "a").closedForMillis()).isEqualTo(3_600_000);

        health.tryAcquire(ONE, "b").orElseThrow().failed(new RateLimited(Duration.ofSeconds(-1)));
        assertThat(health.reading(ONE, "b").closedForMillis()).isEqualTo(10_000);

        Permission first = health.tryAcquire(TWO, "a").orElseThrow();
        Permission second = health.tryAcquire(TWO, "a").orElseThrow();
        first.failed(new RateLimited(Duration.ofSeconds(60)));
        second.failed(new RateLimited(Duration.ofSeconds(2)));
        assertThat(health.reading(TWO, "a").closedForMillis()).isEqualTo(60_000);
    }

    @Test
    void aRefusedCredentialIsClosedForEveryModelOfItsProvider() {
        health.tryAcquire(ONE, "key-a").orElseThrow().failed(new ProviderFailure.Unauthorized());

        assertThat(health.reading(TWO, "key-a").closedBy()).isEqualTo("credential_bad");
        assertThat(health.reading(TWO, "key-b").open()).isTrue();
        time.advance(Duration.ofMinutes(6));
        assertThat(health.reading(TWO, "key-a").open()).isTrue();
    }

    @Test
    void anUnknownModelIsClosedForEveryCredential() {
        health.tryAcquire(ONE, "key-a").orElseThrow().failed(new ProviderFailure.ModelUnavailable());

        assertThat(health.reading(ONE, "key-b").closedBy()).isEqualTo("model_unavailable");
        assertThat(health.reading(TWO, "key-a").open()).isTrue();
    }

    @Test
    void availabilityFollowsFailuresAndForgetsThem() {
        fail(ONE, new Overloaded(), 3);
        double after = health.reading(ONE, null).availability();

        time.advance(Duration.ofMinutes(10));

        assertThat(after).isLessThan(0.6);
        assertThat(health.reading(ONE, null).availability()).isGreaterThan(0.97);
    }

    @Test
    void measuresTheTimeToTheFirstContentAndThePaceAfterIt() {
        health.tryAcquire(ONE, null).orElseThrow().succeeded(200_000_000, 990_000_000, 100);

        assertThat(health.reading(ONE, null).firstTokenMillis()).isEqualTo(200);
        assertThat(health.reading(ONE, null).millisPerToken()).isEqualTo(10);
    }

    @Test
    void oneProbeRunsAtATimeAndItsFirstContentLetsTheNextThrough() {
        fail(ONE, new Overloaded(), 5);
        time.advance(Duration.ofSeconds(7));

        Permission probe = health.tryAcquire(ONE, null).orElseThrow();
        assertThat(health.tryAcquire(ONE, null)).isEmpty();
        probe.begun(1_000_000, false);
        assertThat(health.tryAcquire(ONE, null)).isPresent();
    }

    @Test
    void aProbeThatSaysNothingForTenSecondsStandsInNobodysWay() {
        fail(ONE, new Overloaded(), 5);
        time.advance(Duration.ofSeconds(7));
        Permission hanging = health.tryAcquire(ONE, null).orElseThrow();

        time.advance(Duration.ofSeconds(10));

        health.tryAcquire(ONE, null).orElseThrow().succeeded(1, 0, 1);
        health.tryAcquire(ONE, null).orElseThrow().succeeded(1, 0, 1);
        assertThat(health.reading(ONE, null).open()).isTrue();
        hanging.failed(new Overloaded());
        assertThat(health.tryAcquire(ONE, null)).isPresent();
    }

    @Test
    void firstContentsThatComeTooLateOpenTheBreakerToo() {
        for (int call = 0; call < 5; call++) {
            Permission permission = health.tryAcquire(ONE, null).orElseThrow();
            permission.begun(15_000_000_000L, true);
            permission.succeeded(15_000_000_000L, 0, 1);
        }

        assertThat(health.reading(ONE, null).closedBy()).isEqualTo("breaker_open");
    }

    @Test
    void whoRecoveredGetsItsRequestsBackWithinHalfAMinute() {
        assertThat(share(ONE)).isEqualTo(1);
        fail(ONE, new Overloaded(), 5);
        time.advance(Duration.ofSeconds(7));
        for (int probe = 0; probe < 3; probe++) {
            health.tryAcquire(ONE, null).orElseThrow().succeeded(1, 0, 1);
        }

        assertThat(share(ONE)).isEqualTo(0.1, within(0.02));
        time.advance(Duration.ofSeconds(15));
        assertThat(share(ONE)).isEqualTo(0.55, within(0.02));
        time.advance(Duration.ofSeconds(15));
        assertThat(share(ONE)).isEqualTo(1);
    }

    /** Which of a hundred requests, spread evenly, are sent there first. */
    private double share(EndpointKey key) {
        int first = 0;
        for (int i = 0; i < 100; i++) {
            chance = i / 100.0;
            first += health.reading(key, null).closedBy() == null ? 1 : 0;
        }
        return first / 100.0;
    }

    @Test
    void whatTheHeadersLeaveIsNotOverdrawn() {
        Permission first = health.tryAcquire(ONE, "a", new Demand(100, 50)).orElseThrow();
        first.told(limits(Kind.TOKENS, 10_000L, 400L, Duration.ofSeconds(60)));
        Demand fits = new Demand(300, 50);
        assertThat(health.reading(ONE, "a", fits).open()).isTrue();

        Permission second = health.tryAcquire(ONE, "a", fits).orElseThrow();

        assertThat(health.reading(ONE, "a", fits).closedBy()).isEqualTo("rate_limited");
        assertThat(health.reading(ONE, "a", fits).closedForMillis()).isBetween(1_000L, 3_000L);
        assertThat(health.reading(ONE, "b", fits).open()).isTrue();
        second.released();
        assertThat(health.reading(ONE, "a", fits).open()).isTrue();
    }

    @Test
    void aLocalEndpointThatKeepsUpNoMoreIsAskedAfterTheOthers() {
        health.useLocal(Set.of("vendor"));
        List<Permission> running = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            assertThat(health.reading(ONE, null).closedBy()).isNull();
            running.add(health.tryAcquire(ONE, null).orElseThrow());
        }

        assertThat(health.reading(ONE, null).closedBy()).isEqualTo(HealthReading.BUSY);
        assertThat(health.reading(ONE, null).open()).isTrue();
        running.forEach(Permission::released);
        assertThat(health.reading(ONE, null).closedBy()).isNull();
    }

    @Test
    void aProviderThatTakesNoConnectionIsClosedUntilItDoes() {
        health.probed("vendor", false);
        assertThat(health.reading(TWO, null).closedBy()).isEqualTo("unreachable");
        assertThat(health.tryAcquire(ONE, null)).isEmpty();
        assertThat(health.tryAcquireInPanic(ONE, null, Demand.NONE)).isPresent();

        health.probed("vendor", true);

        assertThat(health.reading(TWO, null).open()).isTrue();
    }

    @Test
    void onlyLocalProvidersThatTookNoConnectionAreLookedAfterAndFoundSoonerThanTheBreakerWaits() {
        health.useLocal(Set.of("vendor"));
        fail(ONE, new ProviderFailure.Unreachable(), 5);
        fail(new EndpointKey("hosted", "x"), new ProviderFailure.Unreachable(), 5);
        fail(TWO, new Overloaded(), 1);
        assertThat(health.suspects()).containsExactly("vendor");
        assertThat(health.reading(ONE, null).closedBy()).isEqualTo("breaker_open");

        health.probed("vendor", true);

        assertThat(health.suspects()).isEmpty();
        assertThat(health.tryAcquire(ONE, null)).isPresent();
    }

    @Test
    void anEndpointThatFailsTakesNoFurtherAttemptsForAWhile() {
        EndpointKey key = new EndpointKey("vendor", "three");
        for (int i = 0; i < 5; i++) {
            assertThat(health.takesFurtherAttempts(key)).isTrue();
            health.tryAcquireInPanic(key, null, Demand.NONE).orElseThrow().failed(new Overloaded());
        }

        assertThat(health.takesFurtherAttempts(key)).isFalse();
        time.advance(Duration.ofSeconds(11));
        assertThat(health.takesFurtherAttempts(key)).isTrue();
    }

    @Test
    void whoDidWellForLongAndDiesIsClosedByFiveFailuresInARow() {
        for (int i = 0; i < 1_000; i++) {
            answer(ONE);
        }

        fail(ONE, new Overloaded(), 5);

        assertThat(health.reading(ONE, null).closedBy()).isEqualTo("breaker_open");
    }

    @Test
    void answersThatOnlyEndNowDoNotHideARowOfFailures() {
        List<Permission> running = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Permission answer = health.tryAcquire(ONE, null).orElseThrow();
            answer.begun(1_000_000, false);
            running.add(answer);
        }

        for (int i = 0; i < 5; i++) {
            running.removeFirst().succeeded(1_000_000, 0, 1);
            running.removeFirst().succeeded(1_000_000, 0, 1);
            fail(ONE, new Overloaded(), 1);
        }

        assertThat(health.reading(ONE, null).closedBy()).isEqualTo("breaker_open");
    }

    @Test
    void aFirstContentEndsARowOfFailures() {
        for (int i = 0; i < 50; i++) {
            answer(ONE);
        }

        fail(ONE, new Overloaded(), 4);
        answer(ONE);
        fail(ONE, new Overloaded(), 4);

        assertThat(health.reading(ONE, null).open()).isTrue();
    }

    @Test
    void whatWasSentBeforeItRecoveredSaysNothingOfItNow() {
        List<Permission> before = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            before.add(health.tryAcquire(ONE, null).orElseThrow());
        }
        recover();

        before.forEach(permission -> permission.failed(new Overloaded()));

        assertThat(health.reading(ONE, null).open()).isTrue();
        assertThat(health.tryAcquire(ONE, null)).isPresent();
    }

    @Test
    void aProbeThatNobodyWaitsForAnyMoreKeepsNobodyOut() {
        fail(ONE, new Overloaded(), 5);
        time.advance(Duration.ofSeconds(7));
        health.tryAcquire(ONE, null).orElseThrow();

        for (int i = 0; i < 3; i++) {
            Permission panicking =
                    health.tryAcquireInPanic(ONE, null, Demand.NONE).orElseThrow();
            panicking.succeeded(1_000_000, 0, 1);
        }

        assertThat(health.tryAcquire(ONE, null)).isPresent();
        assertThat(health.tryAcquire(ONE, null)).isPresent();
    }

    @Test
    void whatWasMeasuredLongAgoIsForgotten() {
        health.tryAcquire(ONE, null).orElseThrow().succeeded(9_000_000_000L, 0, 1);
        assertThat(health.reading(ONE, null).firstTokenMillis()).isEqualTo(9_000);

        time.advance(Duration.ofMinutes(11));

        assertThat(health.reading(ONE, null).firstTokenMillis()).isNegative();
    }

    private static RateLimits limits(Kind kind, Long limit, Long remaining, Duration reset) {
        return new RateLimits(List.of(Window.of(kind, limit, remaining, reset)));
    }

    private void recover() {
        fail(ONE, new Overloaded(), 5);
        time.advance(Duration.ofSeconds(7));
        for (int probe = 0; probe < 3; probe++) {
            answer(ONE);
        }
    }

    private void answer(EndpointKey key) {
        Permission permission = health.tryAcquire(key, null).orElseThrow();
        permission.begun(1_000_000, false);
        permission.succeeded(1_000_000, 0, 1);
    }

    private void fail(EndpointKey key, ProviderFailure failure, int times) {
        for (int i = 0; i < times; i++) {
            health.tryAcquire(key, null).orElseThrow().failed(failure);
        }
    }
}
