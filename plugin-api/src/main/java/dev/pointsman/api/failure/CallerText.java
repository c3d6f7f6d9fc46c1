package dev.pointsman.api.failure;

import java.util.Objects;

/**
 * A vendor's own words about a request that it found invalid, for the caller who sent that request and for nobody else: such
 * texts quote prompts. At most 1,024 characters, key patterns and organisation ids cut out when made. {@code toString} says
 * nothing.
 */
public final class CallerText {

    private final String text;

    private CallerText(String text) {
        this.text = text;
    }

    /** Cleans and cuts the vendor's text. */
    public static CallerText of(String vendorText) {
        return new CallerText(CallerTextCleaner.clean(Objects.requireNonNull(vendorText, "vendorText")));
    }

    /** For the body of the error answer to the same caller; never for a log, metric, trace, decision or ledger. */
    public String forCaller() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CallerText that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "CallerText[***]";
    }
}
