package dev.pointsman.router.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ContentGapTest {

    private static final Duration STALL = Duration.ofSeconds(30);

    private final ContentGap gap = new ContentGap(STALL);

    @Test
    void silenceHasTheStallLimit() {
        assertThat(gap.left()).isEqualTo(STALL);
    }

    @Test
    void pingsBuyFourTimesTheLimitAndNoMore() {
        for (int pings = 0; pings < 9; pings++) {
            gap.frame(Duration.ofSeconds(10), 0);
        }
        assertThat(gap.left()).as("after 90 s of pings").isEqualTo(STALL);

        gap.frame(Duration.ofSeconds(20), 0);

        assertThat(gap.left()).as("after 110 s of pings").isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void contentBeginsTheGapAnew() {
        gap.frame(Duration.ofSeconds(110), 0);

        gap.frame(Duration.ofSeconds(9), 5);

        assertThat(gap.left()).isEqualTo(STALL);
    }
}
