package dev.pointsman.router.config;

/** What to do with a candidate whose price nobody knows. Unknown is never free. */
public enum UnknownPrices {
    /** It is scored as the dearest. */
    ALLOW,
    /** It is tried after those whose price is known. */
    AVOID,
    /** It is not tried. */
    FORBID
}
