package dev.pointsman.hostkit.egress;

import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.host.Egress;
import dev.pointsman.api.host.EgressDeniedException;
import dev.pointsman.api.host.Endpoint;
import dev.pointsman.api.host.OutboundCall;
import dev.pointsman.api.host.OutboundRequest;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Collection;
import java.util.Objects;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;

/**
 * The one outbound HTTP client of a host (HTTP/1.1, with or without TLS), lent to every plugin as views bound to an endpoint.
 * Thread-safe. Has no limit on how long an answer takes: whoever waits closes the call.
 */
public final class HostEgress implements AutoCloseable {

    private final EgressLimits limits;
    private volatile Consumer<EgressDeniedException> onDenied;
    private final OwnAddresses own = new OwnAddresses();
    private final NameLookups lookups;
    private final ConnectionPool publicPool;
    private final ConnectionPool localPool;

    private HostEgress(Builder builder) {
        this.limits = builder.limits;
        this.onDenied = builder.onDenied;
        this.lookups = new NameLookups(builder.names);
        DefaultClientTlsStrategy tls = builder.tls == null
                ? DefaultClientTlsStrategy.createDefault()
                : new DefaultClientTlsStrategy(builder.tls);
        this.publicPool = new ConnectionPool(limits, new Connector(lookups, new AddressGuard(false, own), tls));
        this.localPool = new ConnectionPool(limits, new Connector(lookups, new AddressGuard(true, own), tls));
    }

    /** With the default limits and the operating system's names. */
    public static HostEgress create() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The way to one endpoint. Cheap; does no I/O. */
    public Egress egress(Endpoint endpoint) {
        Objects.requireNonNull(endpoint, "endpoint");
        return request -> prepare(endpoint, request);
    }

    /**
     * Where this host listens. Calls there are refused, whatever name they use, or a policy could send the router into itself.
     * Replaces what was set before; a wildcard address stands for every address of this machine.
     */
    public void ownAddresses(Collection<InetSocketAddress> addresses) {
        own.replace(addresses);
    }

    /** Whom to tell from now on of every call that was not allowed to leave, on the thread that asked. */
    public void onDenied(Consumer<EgressDeniedException> listener) {
        onDenied = Objects.requireNonNull(listener, "listener");
    }

    /** Ends every running call and closes all connections. */
    @Override
    public void close() {
        publicPool.close();
        localPool.close();
        lookups.close();
    }

    /** Connections that a call holds right now. */
    public int busyConnections() {
        return publicPool.leased() + localPool.leased();
    }

    private OutboundCall prepare(Endpoint endpoint, OutboundRequest outbound) {
        try {
            return call(endpoint, outbound);
        } catch (EgressDeniedException e) {
            onDenied.accept(e);
            throw e;
        }
    }

    private OutboundCall call(Endpoint endpoint, OutboundRequest outbound) {
        URI uri = outbound.uri();
        if (!endpoint.covers(uri)) {
            throw new EgressDeniedException("the request is for another scheme, host or port than its endpoint "
                    + Egress.printable(endpoint.baseUrl()));
        }
        HttpHost target = new HttpHost(uri.getScheme(), uri.getHost(), port(uri));
        HostName host = HostName.of(uri.getHost());
        if (own.match(host, target.getPort())) {
            throw new EgressDeniedException(target.toHostString() + " is this gateway itself");
        }
        HttpUriRequestBase request = new HttpUriRequestBase(outbound.method(), uri);
        for (OutboundRequest.Header header : outbound.headers()) {
            RequestHeaders.check(header);
            request.addHeader(header.name(), header.value());
        }
        outbound.body().map(Payload::array).ifPresent(bytes -> request.setEntity(new ByteArrayEntity(bytes, null)));
        return new HostCall(
                endpoint.local() ? localPool : publicPool, limits, target, request, outbound.connectWithin(), onDenied);
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    /** Everything optional. */
    public static final class Builder {

        private EgressLimits limits = EgressLimits.defaults();
        private NameLookup names = NameLookup.system();
        private Consumer<EgressDeniedException> onDenied = denied -> {};
        private @Nullable SSLContext tls;

        private Builder() {}

        public Builder limits(EgressLimits value) {
            this.limits = value;
            return this;
        }

        public Builder names(NameLookup value) {
            this.names = value;
            return this;
        }

        /** Told of every call that was not allowed to leave, on the thread that asked; to count them, for example. */
        public Builder onDenied(Consumer<EgressDeniedException> value) {
            this.onDenied = value;
            return this;
        }

        /** Whom to trust, when it is not whom the JDK trusts. Host names are checked in any case. */
        public Builder tls(SSLContext value) {
            this.tls = value;
            return this;
        }

        public HostEgress build() {
            return new HostEgress(this);
        }
    }
}
