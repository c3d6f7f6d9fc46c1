package dev.pointsman.router.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConcurrencyLimitTest {

    private final ConcurrencyLimit limit = new ConcurrencyLimit();

    @Test
    void risesWhileItIsUsedAndFirstContentsComeAsUsual() {
        begin(20);

        answers(50, 200);

        assertThat(limit.limit()).isGreaterThan(25);
    }

    @Test
    void doesNotRiseUnused() {
        begin(1);

        answers(50, 200);

        assertThat(limit.limit()).isEqualTo(20);
    }

    @Test
    void fallsToOneAndNoLowerWhereRequestsWait() {
        begin(20);
        answers(30, 100);

        for (int i = 1; i <= 40; i++) {
            limit.firstContent(100 * Math.pow(1.5, i));
        }

        assertThat(limit.limit()).isEqualTo(1);
    }

    @Test
    void fallsWithFailures() {
        for (int i = 0; i < 3; i++) {
            limit.failed();
        }

        assertThat(limit.limit()).isEqualTo(10);
    }

    @Test
    void isReachedByWhatRunsAndFreeAgainBehindIt() {
        begin(20);
        assertThat(limit.isReached()).isTrue();

        limit.ended();

        assertThat(limit.isReached()).isFalse();
    }

    private void begin(int requests) {
        for (int i = 0; i < requests; i++) {
            limit.began();
        }
    }

    private void answers(int times, double millis) {
        for (int i = 0; i < times; i++) {
            limit.firstContent(millis);
        }
    }
}
