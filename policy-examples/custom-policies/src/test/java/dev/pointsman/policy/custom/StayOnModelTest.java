package dev.pointsman.policy.custom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.policy.Candidate;
import dev.pointsman.api.policy.RequestFeatures;
import org.junit.jupiter.api.Test;

class StayOnModelTest {

    private final StayOnModel policy = new StayOnModel();
    private final Candidate same = Candidate.of("p", "same").build();
    private final Candidate other = Candidate.of("p", "other").build();

    @Test
    void prefersTheModelThatAnsweredLast() {
        RequestFeatures request =
                RequestFeatures.builder().sessionModel("p/same").build();

        assertThat(value(same, request)).isGreaterThan(value(other, request));
    }

    @Test
    void prefersItMostInTheMiddleOfAToolCall() {
        RequestFeatures.Builder request = RequestFeatures.builder().sessionModel("p/same");

        assertThat(value(same, request.toolLoop(true).build()))
                .isGreaterThan(value(same, request.toolLoop(false).build()));
    }

    @Test
    void ratesAllAlikeWhereNoConversationIsKnown() {
        RequestFeatures request = RequestFeatures.builder().build();

        assertThat(value(same, request)).isEqualTo(value(other, request));
    }

    private double value(Candidate candidate, RequestFeatures request) {
        return policy.score(candidate, request).value();
    }
}
