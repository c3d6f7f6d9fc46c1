package dev.pointsman.policy.custom;

import dev.pointsman.api.policy.Candidate;
import dev.pointsman.api.policy.CandidateFilter;
import dev.pointsman.api.policy.RequestFeatures;
import dev.pointsman.api.policy.Verdict;
import java.util.Locale;
import org.pf4j.Extension;

/**
 * Keeps a request in the region that its label {@code residency} names. A local endpoint is in every region; one whose region is
 * not stated is in none. Without the label everything may answer.
 */
@Extension
public final class DataResidency implements CandidateFilter {

    /** The caller's label that names the region. */
    static final String LABEL = "residency";

    @Override
    public String name() {
        return "data-residency";
    }

    @Override
    public Verdict judge(Candidate candidate, RequestFeatures request) {
        String wanted = request.caller().labels().get(LABEL);
        if (wanted == null || candidate.local()) {
            return Verdict.keep();
        }
        String region = wanted.toLowerCase(Locale.ROOT);
        return candidate.region().filter(region::equals).isPresent() ? Verdict.keep() : Verdict.drop("residency");
    }
}
