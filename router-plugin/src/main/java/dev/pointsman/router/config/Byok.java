package dev.pointsman.router.config;

/** Whose credentials serve a workspace. */
public enum Byok {
    /** Only its own. */
    ONLY,
    /** Its own first, then the platform's. */
    FIRST,
    /** Only the platform's. */
    OFF
}
