package dev.pointsman.provider.support;

import dev.pointsman.api.host.OutboundRequest;
import dev.pointsman.api.host.Secret;

/** Where a credential of one secret stands in a request. Never in the URL: those are logged by everybody on the way. */
public enum CredentialStyle {
    BEARER("authorization", "Bearer "),
    API_KEY("api-key", ""),
    X_API_KEY("x-api-key", ""),
    X_GOOG_API_KEY("x-goog-api-key", "");

    private final String header;
    private final String prefix;

    CredentialStyle(String header, String prefix) {
        this.header = header;
        this.prefix = prefix;
    }

    /** The header's name, lower case. */
    public String header() {
        return header;
    }

    public void apply(OutboundRequest.Builder request, Secret key) {
        request.secret(header, prefix, key);
    }
}
