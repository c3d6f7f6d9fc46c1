package dev.pointsman.provider.testkit.faultkit;

/** What the vendors say, so that the judge knows whose words a client got. */
final class Texts {

    static final String FAULTY_BEGINNING = "alpha ";
    static final String FAULTY_END = "omega";
    static final String FAULTY = FAULTY_BEGINNING + FAULTY_END;
    static final String SPARE = "rescued";
    /** The vendor that a redirect leads to, whom nobody configured. */
    static final String STRANGER = "strayed";
    /** Stands in the errors of vendors, and may reach no client unless the request is at fault. */
    static final String REASON = "the schema of tool river_length is no object";

    static final String VENDORS_TROUBLE = "key sk-faultkit of org-faultkit";

    private Texts() {}
}
