package dev.pointsman.api.policy;

import org.pf4j.ExtensionPoint;

/** Keeps or drops a candidate. Pure and thread-safe. */
public interface CandidateFilter extends ExtensionPoint {

    /** The name that a profile lists; lower case letters, digits and dashes. */
    String name();

    Verdict judge(Candidate candidate, RequestFeatures request);
}
