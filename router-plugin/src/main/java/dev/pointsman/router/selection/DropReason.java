package dev.pointsman.router.selection;

import java.util.Locale;
import java.util.Optional;

/** Why a candidate may not answer. Printed in lower case: {@code context_window}. */
public enum DropReason {
    /** Taken out by the operator. */
    DISABLED,
    /** The caller's key or workspace does not allow it. */
    NOT_ALLOWED,
    /** State in the conversation binds it to another one. */
    LOCK,
    /** The profile requires a local endpoint. */
    LOCALITY,
    /** Not in a required region, or its region is not stated. */
    REGION,
    /** Keeps requests longer than required, or does not say. */
    RETENTION,
    /** Not of a required owner. */
    OWNER,
    /** Cannot do what the request needs. */
    CAPABILITY,
    /** The request and the answer it asks for do not fit. */
    CONTEXT_WINDOW,
    /** Nobody knows its price, and the profile fails closed or caps the price. */
    UNKNOWN_PRICE,
    /** Expected to cost more than the profile allows. */
    PRICE_CAP,
    /** Below the profile's quality, or not rated at all. */
    QUALITY_FLOOR,
    /** A plugin's filter said so; the detail names it. */
    FILTER,
    /** The vendor asked to wait. */
    RATE_LIMITED,
    /** It failed too often lately. */
    BREAKER_OPEN,
    /** Its address took no connection when it was last looked at. */
    UNREACHABLE,
    /** Its credential was refused. */
    CREDENTIAL_BAD,
    /** The caller's workspace has no credential there, and may not use the platform's. */
    NO_CREDENTIAL,
    /** The vendor does not serve this model. */
    MODEL_UNAVAILABLE,
    /** Health closed it for a reason of its own; the detail names it. */
    CLOSED,
    /** No money is left for it. */
    BUDGET,
    /** It could not answer before the caller's deadline. */
    DEADLINE,
    /** The request cannot be carried into its dialect without loss, and the profile forbids losses. */
    TRANSLATION_LOSS;

    private final String code = name().toLowerCase(Locale.ROOT);

    public String code() {
        return code;
    }

    /** Whether it does not count when nothing else is left. */
    boolean isPassedInPanic() {
        return this == BREAKER_OPEN || this == UNREACHABLE;
    }

    static Optional<DropReason> ofCode(String code) {
        for (DropReason reason : values()) {
            if (reason.code.equals(code)) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }
}
