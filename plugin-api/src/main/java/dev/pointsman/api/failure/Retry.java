package dev.pointsman.api.failure;

/** May another endpoint help? */
public enum Retry {
    /** Any other candidate may. */
    ELSEWHERE,
    /** Another credential of the same workspace may, then another provider that workspace may use. */
    OTHER_CREDENTIAL,
    /** Only a model with a larger context window may. */
    LARGER_WINDOW,
    /** No: the answer would be the same, or has already begun. */
    NEVER
}
