package dev.pointsman.host.config;

import java.nio.file.Path;
import java.util.Objects;

/**
 * What TLS is served with.
 *
 * @param certificate PEM, the server's own first, then the chain
 * @param key PEM, PKCS#8
 */
public record TlsFiles(Path certificate, Path key) {

    public TlsFiles {
        Objects.requireNonNull(certificate, "certificate");
        Objects.requireNonNull(key, "key");
    }
}
