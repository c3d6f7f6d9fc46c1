package dev.pointsman.policy.custom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.policy.Candidate;
import dev.pointsman.api.policy.RequestFeatures;
import org.junit.jupiter.api.Test;

class CheapestCapableTest {

    private final CheapestCapable policy = new CheapestCapable();

    @Test
    void ratesTheCheaperOfTwoGoodOnesHigher() {
        assertThat(value(good().expectedCost(0.001))).isGreaterThan(value(good().expectedCost(0.01)));
    }

    @Test
    void ratesHalfACentInTheMiddleAndFreeAtTheTop() {
        assertThat(value(good().expectedCost(0.005))).isEqualTo(0.5);
        assertThat(value(good().expectedCost(0.0))).isEqualTo(1);
    }

    @Test
    void leavesOutWhatIsNotGoodEnoughHoweverCheap() {
        assertThat(value(Candidate.of("p", "m").quality(0.5).expectedCost(0.0))).isZero();
        assertThat(value(Candidate.of("p", "m").expectedCost(0.0))).isZero();
    }

    @Test
    void doesNotTakeAnUnknownPriceForFree() {
        assertThat(value(good())).isZero();
    }

    private static Candidate.Builder good() {
        return Candidate.of("p", "m").quality(0.7);
    }

    private double value(Candidate.Builder candidate) {
        return policy.score(candidate.build(), RequestFeatures.builder().build())
                .value();
    }
}
