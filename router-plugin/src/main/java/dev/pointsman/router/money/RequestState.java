package dev.pointsman.router.money;

/** How a request's account was closed. */
public enum RequestState {
    /** It was answered, or may have been billed: its usage and cost count. */
    SETTLED,
    /** No vendor answered it: nothing is owed. */
    VOIDED,
    /** Nobody knows how it ended: what it was expected to use at most counts, until a correction says better. */
    EXPIRED
}
