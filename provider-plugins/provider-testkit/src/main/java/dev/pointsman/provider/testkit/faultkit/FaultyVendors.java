package dev.pointsman.provider.testkit.faultkit;

import dev.pointsman.provider.testkit.Connection;
import dev.pointsman.provider.testkit.FaultyVendor;
import dev.pointsman.provider.testkit.Received;
import dev.pointsman.provider.testkit.Traffic;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/**
 * A vendor for each case and the spare beside them, all on 127.0.0.1: the first part of a path is the vendor's name, what follows
 * is the dialect's own. Thread-safe.
 */
public final class FaultyVendors implements AutoCloseable {

    /** The name of the healthy vendor. */
    public static final String SPARE = "spare";

    static final String STRANGER = "stranger";

    private final FaultyVendor open;
    private final FaultyVendor untrusted;
    private final FaultyVendor withoutTls;
    private final URI nobody;

    private FaultyVendors(FaultyVendor open, FaultyVendor untrusted, FaultyVendor withoutTls, URI nobody) {
        this.open = open;
        this.untrusted = untrusted;
        this.withoutTls = withoutTls;
        this.nobody = nobody;
    }

    /** On ports that are free. */
    public static FaultyVendors start() throws IOException {
        return start(0, 0, 0, FaultyVendor.nobody());
    }

    /**
     * On this port and the two behind it; on the third behind it nobody listens.
     *
     * @throws java.io.UncheckedIOException when another process has one of them
     */
    public static FaultyVendors start(int port) throws IOException {
        return start(port, port + 1, port + 2, VendorAddresses.from(port).nobody());
    }

    private static FaultyVendors start(int port, int tlsPort, int noTlsPort, URI nobody) throws IOException {
        FaultyVendor open = FaultyVendor.start(port, FaultyVendors::serve);
        FaultyVendor untrusted = FaultyVendor.start(tlsPort, FaultyVendors::serve, UntrustedCertificate.sockets());
        FaultyVendor withoutTls = FaultyVendor.start(
                noTlsPort, connection -> connection.raw("HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n"));
        return new FaultyVendors(open, untrusted, withoutTls, nobody);
    }

    /** Where they are. */
    public VendorAddresses addresses() {
        return new VendorAddresses(open.uri(), untrusted.secureUri(), withoutTls.secureUri(), nobody);
    }

    /** The requests that the vendor of this name got, in order. */
    public List<Received> received(String vendor) {
        String prefix = "/" + vendor + "/";
        return Stream.of(open, untrusted)
                .flatMap(each -> each.received().stream())
                .filter(request -> request.method().equals("POST"))
                .filter(request -> request.target().startsWith(prefix))
                .toList();
    }

    @Override
    public void close() {
        open.close();
        untrusted.close();
        withoutTls.close();
    }

    private static void serve(Connection connection) throws IOException {
        String target = connection.readRequest().request().target();
        String vendor = target.substring(1).split("/", 2)[0];
        VendorCall call = VendorCall.on(connection);
        if (connection.request().method().equals("GET")) {
            call.whole(200, "application/json", Traffic.openAiChat().models());
        } else if (vendor.equals(SPARE)) {
            call.answer(Texts.SPARE);
        } else if (vendor.equals(STRANGER)) {
            call.answer(Texts.STRANGER);
        } else {
            FaultCase played = FaultCatalog.find(vendor)
                    .orElseThrow(() -> new IOException("there is no case of the name " + vendor));
            played.fault().play().on(call);
        }
    }
}
