package dev.pointsman.router.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.exchange.RateLimits;
import dev.pointsman.api.exchange.RateLimits.Kind;
import dev.pointsman.api.exchange.RateLimits.Window;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.WithNull;
import org.junit.jupiter.api.Test;

class ShadowQuotaTest {

    private static final Demand LARGE = new Demand(1_000, 500);
    private static final long SECOND = 1_000_000_000L;

    private final ShadowQuota quota = new ShadowQuota();

    @Test
    void withoutHeadersEverythingFits() {
        quota.sent(LARGE);

        assertThat(quota.nanosUntil(LARGE, 0)).isZero();
    }

    @Test
    void aWindowFillsLittleByLittle() {
        told(Kind.TOKENS, 6_000L, 0L, Duration.ofSeconds(60));

        assertThat(quota.nanosUntil(LARGE, 0)).isEqualTo(15 * SECOND);
        assertThat(quota.nanosUntil(LARGE, 10 * SECOND)).isEqualTo(5 * SECOND);
        assertThat(quota.nanosUntil(LARGE, 15 * SECOND)).isZero();
    }

    @Test
    void whatIsUnderWayCountsUntilTheHeadersSpeakOfIt() {
        told(Kind.REQUESTS, 60L, 1L, Duration.ofSeconds(60));
        assertThat(quota.nanosUntil(LARGE, 0)).isZero();

        quota.sent(LARGE);
        assertThat(quota.nanosUntil(LARGE, 0)).isPositive();

        quota.answered(LARGE, null, 0);
        assertThat(quota.nanosUntil(LARGE, 0)).isZero();
    }

    @Test
    void inputAndOutputHaveWindowsOfTheirOwn() {
        told(Kind.OUTPUT_TOKENS, 10_000L, 400L, Duration.ofSeconds(60));

        assertThat(quota.nanosUntil(new Demand(9_000, 400), 0)).isZero();
        assertThat(quota.nanosUntil(new Demand(0, 500), 0)).isPositive();
    }

    @Test
    void whatMakesNoSenseIsAsIfNotSaid() {
        told(Kind.TOKENS, -1L, 0L, Duration.ofSeconds(60));
        told(Kind.TOKENS, 100L, -1L, Duration.ofSeconds(60));
        told(Kind.TOKENS, 0L, 0L, Duration.ofSeconds(60));
        told(Kind.TOKENS, 100L, 0L, Duration.ofDays(2));
        told(Kind.TOKENS, 100L, 0L, Duration.ofSeconds(-5));
        told(Kind.TOKENS, 100L, 0L, null);
        told(Kind.TOKENS, 100L, null, Duration.ofSeconds(60));

        assertThat(quota.nanosUntil(LARGE, 0)).isZero();
    }

    @Test
    void aRequestLargerThanTheWholeWindowWaitsForAFullOneAndNoLonger() {
        told(Kind.TOKENS, 600L, 300L, Duration.ofSeconds(30));

        assertThat(quota.nanosUntil(LARGE, 0)).isEqualTo(30 * SECOND);
        assertThat(quota.nanosUntil(LARGE, 30 * SECOND)).isZero();
    }

    /** Whatever a vendor says, nobody waits longer than a day, or past the reset that it names. */
    @Property(tries = 500)
    void anyHeadersGiveAWaitThatEnds(
            @ForAll Kind kind,
            @ForAll @WithNull Long limit,
            @ForAll @WithNull Long remaining,
            @ForAll @LongRange(min = -10, max = 200_000) long resetSeconds,
            @ForAll @LongRange(min = 0, max = 1_000_000) long tokens) {
        ShadowQuota said = new ShadowQuota();
        Demand demand = new Demand(tokens, tokens);
        Duration reset = Duration.ofSeconds(resetSeconds);
        said.sent(demand);
        said.answered(demand, new RateLimits(List.of(Window.of(kind, limit, remaining, reset))), 0);

        long wait = said.nanosUntil(demand, 0);

        assertThat(wait).isBetween(0L, Duration.ofHours(24).toNanos());
        assertThat(said.nanosUntil(demand, Math.max(0, reset.toNanos()))).isZero();
    }

    private void told(Kind kind, Long limit, Long remaining, Duration reset) {
        quota.sent(Demand.NONE);
        quota.answered(Demand.NONE, new RateLimits(List.of(Window.of(kind, limit, remaining, reset))), 0);
    }
}
