package dev.pointsman.router.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.router.config.AttemptLimits;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ContentGapTest {

    private static final Duration STALL = Duration.ofSeconds(30);

    private final ContentGap gap = ContentGap.of(AttemptLimits.DEFAULT);

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

    @Test
    void aModelThatThinksMayBeSilentWithoutPings() {
        ContentGap thinking = ContentGap.whereItThinks(AttemptLimits.DEFAULT);
        assertThat(thinking.left()).isEqualTo(Duration.ofSeconds(120));

        thinking.frame(Duration.ofSeconds(100), 0);

        assertThat(thinking.left()).isEqualTo(Duration.ofSeconds(20));
    }
}
