package dev.pointsman.policy.custom;

import dev.pointsman.api.policy.Candidate;
import dev.pointsman.api.policy.CandidateScorer;
import dev.pointsman.api.policy.RequestFeatures;
import dev.pointsman.api.policy.Score;
import java.util.Locale;
import org.pf4j.Extension;

/** The sooner the last token is expected the better; an endpoint that fails half the time takes twice as long. */
@Extension
public final class FastestFirst implements CandidateScorer {

    /** An answer of this many seconds is rated 0.5. */
    private static final double HALF_AT_SECONDS = 4;

    @Override
    public String name() {
        return "fastest-first";
    }

    @Override
    public Score score(Candidate candidate, RequestFeatures request) {
        if (candidate.expectedSeconds().isEmpty() || candidate.availability() == 0) {
            return new Score(0, "no answer in sight");
        }
        double seconds = candidate.expectedSeconds().getAsDouble() / candidate.availability();
        return new Score(HALF_AT_SECONDS / (HALF_AT_SECONDS + seconds), String.format(Locale.ROOT, "%.1f s", seconds));
    }
}
