package dev.pointsman.router.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which of its credentials' readings speaks for an endpoint. */
class HealthReadingTest {

    private static final HealthReading OPEN = HealthReading.unknown(0.9);
    private static final HealthReading FAILING = closed("breaker_open", 60_000);

    @Test
    void oneThatMayBeTriedSpeaksBeforeAllThatRest() {
        assertThat(OPEN.isReadierThan(FAILING)).isTrue();
        assertThat(FAILING.isReadierThan(OPEN)).isFalse();
        assertThat(OPEN.isReadierThan(OPEN)).isFalse();
    }

    @Test
    void oneThatMayBeTriedInPanicSpeaksBeforeOneThatRestsShorterButMayNot() {
        HealthReading limited = closed("rate_limited", 1_000);

        assertThat(FAILING.isReadierThan(limited)).isTrue();
        assertThat(limited.isReadierThan(FAILING)).isFalse();
    }

    @Test
    void whatNeverOpensByItselfRestsTheLongest() {
        assertThat(closed("credential_bad", 300_000).isReadierThan(closed("credential_bad", 0)))
                .isTrue();
    }

    private static HealthReading closed(String by, long millis) {
        return new HealthReading(by, millis, 0.9, -1, -1);
    }
}
