package dev.pointsman.hostkit.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.util.List;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ConnectorTest {

    /** With Nagle's algorithm the end of a request would wait up to 40 ms for an acknowledgement; loopback does not show it. */
    @Test
    void opensSocketsThatSendAtOnceAndHaveNoReadLimit() throws Exception {
        Connector connector = new Connector(
                new NameLookups(host -> List.of()),
                new AddressGuard(true, new OwnAddresses()),
                DefaultClientTlsStrategy.createDefault());
        EgressLimits limits = EgressLimits.defaults();
        try (FakeVendor vendor = FakeVendor.of(FakeVendor.Connection::awaitClientGone);
                ConnectionPool pool = new ConnectionPool(limits, connector);
                QuietConnection connection = new QuietConnection("test", Http1Config.DEFAULT)) {
            HttpHost target = new HttpHost("http", "127.0.0.1", vendor.port());
            HttpClientContext context = HttpClientContext.create();
            HttpUriRequestBase request = new HttpUriRequestBase("GET", vendor.url("/"));
            context.setAttribute(
                    HostCall.ATTRIBUTE, new HostCall(pool, limits, target, request, Optional.empty(), denied -> {}));

            connector.connect(connection, target, null, TimeValue.ofSeconds(2), SocketConfig.DEFAULT, context);

            Socket socket = connection.getSocket();
            assertThat(socket.getTcpNoDelay()).isTrue();
            assertThat(socket.getKeepAlive()).isTrue();
            assertThat(socket.getSoTimeout()).isZero();
        }
    }
}
