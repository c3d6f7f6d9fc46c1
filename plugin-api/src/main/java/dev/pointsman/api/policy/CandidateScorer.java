package dev.pointsman.api.policy;

import org.pf4j.ExtensionPoint;

/** Rates a candidate. Pure and thread-safe. */
public interface CandidateScorer extends ExtensionPoint {

    /** The name that a profile weighs; lower case letters, digits and dashes. */
    String name();

    /**
     * Against a fixed scale, never against the other candidates: a candidate that leaves must not reorder those that stay.
     */
    Score score(Candidate candidate, RequestFeatures request);
}
