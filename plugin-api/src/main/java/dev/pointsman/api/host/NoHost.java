package dev.pointsman.api.host;

/** The host that lends nothing. */
enum NoHost implements HostContext {
    INSTANCE
}
