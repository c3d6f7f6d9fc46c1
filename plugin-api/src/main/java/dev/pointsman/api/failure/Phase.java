package dev.pointsman.api.failure;

/** Which limit ran out. */
public enum Phase {
    CONNECT,
    /** No content within the first-content limit. */
    FIRST_CONTENT,
    /** Content began and then nothing came. */
    STALL,
    /** The call as a whole took too long. */
    TOTAL
}
