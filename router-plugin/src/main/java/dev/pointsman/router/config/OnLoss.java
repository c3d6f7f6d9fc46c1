package dev.pointsman.router.config;

/** What to do with a candidate whose dialect cannot carry the whole request. */
public enum OnLoss {
    /** It is as good as any other. */
    ALLOW,
    /** It is tried after those that the request reaches whole. */
    AVOID,
    /** It is not tried when something would be lost. */
    FORBID
}
