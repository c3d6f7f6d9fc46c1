package dev.pointsman.policy.custom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.policy.Candidate;
import dev.pointsman.api.policy.RequestFeatures;
import dev.pointsman.api.policy.Verdict;
import dev.pointsman.api.provider.Bounds;
import dev.pointsman.api.provider.Caller;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DataResidencyTest {

    private final DataResidency policy = new DataResidency();

    @Test
    void keepsWhatIsInTheRegionAndWhatIsLocal() {
        assertThat(judge(Map.of("residency", "EU"), Candidate.of("p", "m").region("eu")))
                .isEqualTo(Verdict.keep());
        assertThat(judge(Map.of("residency", "eu"), Candidate.of("p", "m").local(true)))
                .isEqualTo(Verdict.keep());
    }

    @Test
    void dropsWhatIsElsewhereAndWhatDoesNotSay() {
        assertThat(judge(Map.of("residency", "eu"), Candidate.of("p", "m").region("us")))
                .isEqualTo(Verdict.drop("residency"));
        assertThat(judge(Map.of("residency", "eu"), Candidate.of("p", "m"))).isEqualTo(Verdict.drop("residency"));
        assertThat(judge(Map.of("residency", ""), Candidate.of("p", "m").region("us")))
                .isEqualTo(Verdict.drop("residency"));
    }

    @Test
    void asksNothingOfRequestsWithoutTheLabel() {
        assertThat(judge(Map.of("team", "eu"), Candidate.of("p", "m"))).isEqualTo(Verdict.keep());
    }

    private Verdict judge(Map<String, String> labels, Candidate.Builder candidate) {
        Caller caller = new Caller("default", null, null, null, null, labels, Bounds.unbounded());
        return policy.judge(
                candidate.build(), RequestFeatures.builder().caller(caller).build());
    }
}
