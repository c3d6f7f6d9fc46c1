package dev.pointsman.api.host;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;

/**
 * Where a provider lives. Credentials are bound to its scheme, host and port.
 *
 * @param baseUrl absolute, http or https, with or without a path; no user info
 * @param local whether the operator declared it local: only then may it resolve to a private or loopback address, and then to
 *     nothing else
 */
public record Endpoint(URI baseUrl, boolean local) {

    public Endpoint {
        Objects.requireNonNull(baseUrl, "baseUrl");
        String scheme = baseUrl.getScheme();
        boolean http = scheme != null && (scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"));
        if (!http || baseUrl.getHost() == null || baseUrl.getUserInfo() != null) {
            throw new IllegalArgumentException("An endpoint needs an absolute http or https URL without user info");
        }
    }

    /** Whether a URL has this endpoint's scheme, host and port. */
    public boolean covers(URI uri) {
        return uri.getHost() != null
                && uri.getUserInfo() == null
                && baseUrl.getScheme().equalsIgnoreCase(uri.getScheme())
                && baseUrl.getHost().equalsIgnoreCase(uri.getHost())
                && port(baseUrl) == port(uri);
    }

    /** The base URL with a path and query behind its own path: {@code …/v1} and {@code /models} make {@code …/v1/models}. */
    public URI resolve(String pathAndQuery) {
        String base = baseUrl.toString();
        String trimmed = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        return URI.create(trimmed + pathAndQuery);
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return uri.getScheme().toLowerCase(Locale.ROOT).equals("https") ? 443 : 80;
    }
}
