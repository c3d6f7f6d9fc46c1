package dev.pointsman.hostkit.egress;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * The connections to endpoints of one kind. Public and local endpoints have a pool each: a connection that was checked as local
 * must not serve an endpoint of the same name that is not.
 */
final class ConnectionPool implements AutoCloseable {

    private static final int MOST_HEADERS = 256;

    private final PoolingHttpClientConnectionManager connections;
    private final CloseableHttpClient client;

    ConnectionPool(EgressLimits limits, Connector connector) {
        this.connections = connections(limits, connector);
        this.client = HttpClients.custom()
                .setConnectionManager(connections)
                .setRequestExecutor(new SendMarkingExecutor())
                .setDefaultRequestConfig(requestConfig(limits))
                .evictIdleConnections(TimeValue.of(limits.idleTime()))
                .evictExpiredConnections()
                .setUserAgent("pointsman")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableConnectionState()
                .build();
    }

    /** Connects or takes a pooled connection, sends, and waits for the head of the answer. */
    ClassicHttpResponse send(HttpHost target, ClassicHttpRequest request, HostCall call) throws IOException {
        HttpClientContext context = HttpClientContext.create();
        context.setAttribute(HostCall.ATTRIBUTE, call);
        return client.executeOpen(target, request, context);
    }

    /** Connections in use, for tests. */
    int leased() {
        return connections.getTotalStats().getLeased();
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }

    private static RequestConfig requestConfig(EgressLimits limits) {
        return RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.of(limits.connectTimeout()))
                // The library must do nothing on its own account: no upgrade, no second request to authenticate or to
                // announce.
                .setProtocolUpgradeEnabled(false)
                .setAuthenticationEnabled(false)
                .setExpectContinueEnabled(false)
                .build();
    }

    private static PoolingHttpClientConnectionManager connections(EgressLimits limits, Connector connector) {
        Http1Config http = Http1Config.custom()
                .setMaxLineLength(limits.headerBytes())
                .setMaxHeaderCount(MOST_HEADERS)
                .build();
        AtomicLong ids = new AtomicLong();
        return new Connections(connector)
                .setConnectionFactory(socket -> new QuietConnection("egress-" + ids.incrementAndGet(), http))
                .setMaxConnTotal(limits.connections())
                .setMaxConnPerRoute(limits.connectionsPerOrigin())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(limits.connectTimeout()))
                        .setSocketTimeout(Timeout.DISABLED)
                        // Before every reuse: the check costs no wait, see QuietConnection.
                        .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                        .setTimeToLive(TimeValue.ofMinutes(10))
                        .build())
                .build();
    }

    /** The library's builder with our own way of connecting. */
    private static final class Connections extends PoolingHttpClientConnectionManagerBuilder {

        private final Connector connector;

        Connections(Connector connector) {
            this.connector = connector;
        }

        @Override
        protected HttpClientConnectionOperator createConnectionOperator(
                SchemePortResolver ports, DnsResolver names, TlsSocketStrategy tls) {
            return connector;
        }
    }

    /** Tells the call that from now on the vendor may have seen something of it. */
    private static final class SendMarkingExecutor extends HttpRequestExecutor {

        @Override
        public ClassicHttpResponse execute(
                ClassicHttpRequest request,
                HttpClientConnection connection,
                HttpResponseInformationCallback information,
                HttpContext context)
                throws IOException, HttpException {
            HostCall.of(context).sending();
            return super.execute(request, connection, information, context);
        }
    }
}
