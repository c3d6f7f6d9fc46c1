package dev.pointsman.api.host;

import java.net.URI;

/**
 * The one outbound HTTP client, already bound to one {@link Endpoint}. No redirects, no cookies, no retries; every resolved
 * address is checked before it is connected to. Thread-safe.
 */
public interface Egress {

    /** An egress through which nothing goes: every call fails with {@link EgressDeniedException}. */
    static Egress closed() {
        return request -> {
            throw new EgressDeniedException("this host lends no egress");
        };
    }

    /**
     * Prepares a call; does no I/O.
     *
     * @throws EgressDeniedException when the URL is not the endpoint's own scheme, host and port
     */
    OutboundCall prepare(OutboundRequest request);

    /** For messages: an URL without query, user info and fragment. */
    static String printable(URI uri) {
        return uri.getScheme() + "://" + uri.getAuthority() + (uri.getRawPath() == null ? "" : uri.getRawPath());
    }
}
