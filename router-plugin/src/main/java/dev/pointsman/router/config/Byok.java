package dev.pointsman.router.config;

/** Whose credentials serve a workspace. */
public enum Byok {
    /** Its own alone at a provider where it has some, the platform's elsewhere. */
    DEFAULT,
    /** Only its own; where it has none, it is not served. */
    ONLY,
    /** Its own, then the platform's. */
    FIRST,
    /** Only the platform's. */
    OFF
}
