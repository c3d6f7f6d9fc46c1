package dev.pointsman.policy.custom;

import dev.pointsman.api.policy.Candidate;
import dev.pointsman.api.policy.CandidateScorer;
import dev.pointsman.api.policy.RequestFeatures;
import dev.pointsman.api.policy.Score;
import org.pf4j.Extension;

/**
 * Prefers the model that answered the conversation last: it knows the tone, and its prompt cache may be warm. In the middle of a
 * tool call it weighs fully, else half. Where nobody knows the last model, all are rated alike.
 */
@Extension
public final class StayOnModel implements CandidateScorer {

    @Override
    public String name() {
        return "stay-on-model";
    }

    @Override
    public Score score(Candidate candidate, RequestFeatures request) {
        if (request.sessionModel().isEmpty()) {
            return new Score(0.5, "no conversation known");
        }
        if (!request.sessionModel().get().equals(candidate.name())) {
            return new Score(0, "another model");
        }
        return request.toolLoop() ? new Score(1, "amid a tool call") : new Score(0.5, "answered last");
    }
}
