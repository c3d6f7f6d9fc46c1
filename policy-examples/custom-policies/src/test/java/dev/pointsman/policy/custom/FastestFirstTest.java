package dev.pointsman.policy.custom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.policy.Candidate;
import dev.pointsman.api.policy.RequestFeatures;
import org.junit.jupiter.api.Test;

class FastestFirstTest {

    private final FastestFirst policy = new FastestFirst();

    @Test
    void ratesTheFasterHigher() {
        assertThat(value(seconds(1.0))).isGreaterThan(value(seconds(2.0)));
        assertThat(value(seconds(4.0))).isEqualTo(0.5);
    }

    @Test
    void countsTheAttemptsThatFail() {
        assertThat(value(seconds(2.0).availability(0.5))).isEqualTo(value(seconds(4.0)));
    }

    @Test
    void ratesWhatNeverAnswersAndWhatNobodyTimedLowest() {
        assertThat(value(seconds(1.0).availability(0))).isZero();
        assertThat(value(Candidate.of("p", "m"))).isZero();
    }

    private static Candidate.Builder seconds(double seconds) {
        return Candidate.of("p", "m").expectedSeconds(seconds);
    }

    private double value(Candidate.Builder candidate) {
        return policy.score(candidate.build(), RequestFeatures.builder().build())
                .value();
    }
}
