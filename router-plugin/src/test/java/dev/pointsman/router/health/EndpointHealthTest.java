package dev.pointsman.router.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.api.failure.ProviderFailure.Overloaded;
import dev.pointsman.api.failure.ProviderFailure.RateLimited;
import dev.pointsman.router.fake.FakeTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EndpointHealthTest {

    private static final EndpointKey ONE = new EndpointKey("vendor", "one");
    private static final EndpointKey TWO = new EndpointKey("vendor", "two");

    private final FakeTime time = new FakeTime();
    private final EndpointHealth health = new EndpointHealth(HealthSettings.defaults(), time::nanoTime);

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

    private void fail(EndpointKey key, ProviderFailure failure, int times) {
        for (int i = 0; i < times; i++) {
            health.tryAcquire(key, null).orElseThrow().failed(failure);
        }
    }
}
