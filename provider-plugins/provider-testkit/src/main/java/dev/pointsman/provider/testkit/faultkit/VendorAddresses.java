package dev.pointsman.provider.testkit.faultkit;

import java.net.URI;

/**
 * Where the vendors of the kit are, whether they run or not; for writing a gateway's configuration.
 *
 * @param open plain HTTP
 * @param untrusted https with a certificate that nobody vouches for
 * @param withoutTls https, where no TLS is spoken
 * @param nobody where nobody listens
 */
public record VendorAddresses(URI open, URI untrusted, URI withoutTls, URI nobody) {

    /** On this port and the three behind it. */
    public static VendorAddresses from(int port) {
        return new VendorAddresses(
                URI.create("http://127.0.0.1:" + port),
                URI.create("https://127.0.0.1:" + (port + 1)),
                URI.create("https://127.0.0.1:" + (port + 2)),
                URI.create("http://127.0.0.1:" + (port + 3)));
    }

    /** Without a version: {@code /v1} or what the dialect has comes behind it. */
    public URI of(FaultCase faultCase) {
        URI base = switch (faultCase.fault().place()) {
            case OPEN -> open;
            case NOBODY -> nobody;
            case UNKNOWN_HOST -> URI.create("http://vendor.invalid:" + open.getPort());
            case TLS_MISSING -> withoutTls;
            case TLS_UNTRUSTED -> untrusted;
        };
        return URI.create(base + "/" + faultCase.name());
    }

    /** Of the healthy vendor. */
    public URI ofSpare() {
        return URI.create(open + "/" + FaultyVendors.SPARE);
    }
}
