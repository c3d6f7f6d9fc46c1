package dev.pointsman.router.dialect;

import org.jspecify.annotations.Nullable;

/** Knows whose reasoning is whose: it goes back to its issuer, and to another vendor it is an error. */
@FunctionalInterface
public interface Issuers {

    /** The request carries no reasoning: nobody need look for it. */
    Issuers ABSENT = signature -> null;

    /**
     * The {@code providers:} entry whose answer had this signature; null when nobody knows but the signature itself.
     *
     * @param signature as it stands in the request
     */
    @Nullable
    String of(String signature);
}
