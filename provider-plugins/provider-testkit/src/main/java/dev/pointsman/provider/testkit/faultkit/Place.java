package dev.pointsman.provider.testkit.faultkit;

/** Where a faulty vendor is to be found. */
public enum Place {
    /** At plain HTTP. */
    OPEN,
    /** At a port on which nobody listens. */
    NOBODY,
    /** At a name that does not resolve. */
    UNKNOWN_HOST,
    /** At https, and what listens there knows no TLS. */
    TLS_MISSING,
    /** At https, with a certificate of its own for another name. */
    TLS_UNTRUSTED
}
