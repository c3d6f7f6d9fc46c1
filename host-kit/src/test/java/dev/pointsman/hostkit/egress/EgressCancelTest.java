package dev.pointsman.hostkit.egress;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.host.CallClosedException;
import dev.pointsman.api.host.Endpoint;
import dev.pointsman.api.host.OutboundCall;
import dev.pointsman.api.host.OutboundRequest;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EgressCancelTest {

    private static final Duration AT_ONCE = Duration.ofMillis(100);

    @Test
    void closingEndsACallThatIsStillResolvingItsName() throws Exception {
        CountDownLatch neverAnswered = new CountDownLatch(1);
        NameLookup slow = host -> {
            try {
                neverAnswered.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return List.of();
        };
        try (HostEgress egress = HostEgress.builder().names(slow).build()) {
            OutboundCall call = get(egress, URI.create("http://slow.example:8080/"), false);
            Running<?> running = Running.start(call::execute).untilBlocked();

            long closedAt = System.nanoTime();
            call.close();

            assertThat(running.failedWithin(AT_ONCE, closedAt)).isInstanceOf(CallClosedException.class);
            assertThat(egress.busyConnections()).isZero();
        }
    }

    @Test
    void closingEndsACallThatIsStillConnecting() throws Exception {
        // Given a listener whose queue is full: further connections get no answer at all
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                HostEgress egress = HostEgress.builder()
                        .limits(EgressLimits.defaults().withConnectTimeout(Duration.ofSeconds(20)))
                        .build()) {
            List<Socket> queued = fill(full);
            OutboundCall call = get(egress, URI.create("http://127.0.0.1:" + full.getLocalPort() + "/"), true);
            Running<?> running = Running.start(call::execute).untilBlocked();

            long closedAt = System.nanoTime();
            call.close();

            assertThat(running.failedWithin(AT_ONCE, closedAt)).isInstanceOf(CallClosedException.class);
            assertThat(egress.busyConnections()).isZero();
            for (Socket socket : queued) {
                socket.close();
            }
        }
    }

    @Test
    void closingEndsACallThatWaitsForHeadersAndTheVendorSeesIt() throws Exception {
        try (FakeVendor vendor = FakeVendor.of(connection -> {
                    connection.request();
                    connection.awaitClientGone();
                });
                HostEgress egress = HostEgress.create()) {
            OutboundCall call = post(egress, vendor, "{}");
            Running<?> running = Running.start(call::execute);
            assertThat(vendor.requests.poll(5, SECONDS)).isNotNull();
            running.untilBlocked();

            long closedAt = System.nanoTime();
            call.close();

            assertThat(running.failedWithin(AT_ONCE, closedAt)).isInstanceOf(CallClosedException.class);
            assertThat(vendor.clientGone.await(5, SECONDS)).isTrue();
            assertThat(egress.busyConnections()).isZero();
        }
    }

    @Test
    void closingEndsAReadOfTheBodyAndTheVendorSeesIt() throws Exception {
        try (FakeVendor vendor = FakeVendor.of(connection -> {
                    connection.request();
                    connection.send("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n");
                    connection.awaitClientGone();
                });
                HostEgress egress = HostEgress.create()) {
            OutboundCall call = post(egress, vendor, "{}");
            InputStream body = call.execute().body();
            assertThat(new String(body.readNBytes(5))).isEqualTo("hello");
            Running<?> running = Running.start(body::read).untilBlocked();

            long closedAt = System.nanoTime();
            call.close();

            assertThat(running.failedWithin(AT_ONCE, closedAt)).isInstanceOf(CallClosedException.class);
            assertThat(vendor.clientGone.await(5, SECONDS)).isTrue();
            assertThat(egress.busyConnections()).isZero();
            assertThatThrownBy(body::read).isInstanceOf(CallClosedException.class);
        }
    }

    @Test
    void closingEndsASendThatTheVendorDoesNotTake() throws Exception {
        // Given a vendor that never reads, so that the sockets' buffers fill up
        CountDownLatch testOver = new CountDownLatch(1);
        try (FakeVendor vendor = FakeVendor.of(connection -> await(testOver));
                HostEgress egress = HostEgress.create()) {
            OutboundCall call = post(egress, vendor, "x".repeat(32 << 20));
            Running<?> running = Running.start(call::execute).untilBlocked();

            long closedAt = System.nanoTime();
            call.close();

            assertThat(running.failedWithin(AT_ONCE, closedAt)).isInstanceOf(CallClosedException.class);
            testOver.countDown();
        }
    }

    @Test
    void closingEndsACallThatWaitsForAFreeConnection() throws Exception {
        try (FakeVendor vendor = FakeVendor.of(connection -> {
                    connection.request();
                    connection.awaitClientGone();
                });
                HostEgress egress = HostEgress.builder()
                        .limits(EgressLimits.defaults()
                                .withConnectionsPerOrigin(1)
                                .withConnectTimeout(Duration.ofSeconds(20)))
                        .build()) {
            OutboundCall first = post(egress, vendor, "{}");
            Running<?> occupying = Running.start(first::execute);
            assertThat(vendor.requests.poll(5, SECONDS)).isNotNull();
            OutboundCall second = post(egress, vendor, "{}");
            Running<?> running = Running.start(second::execute).untilBlocked();

            long closedAt = System.nanoTime();
            second.close();

            assertThat(running.failedWithin(AT_ONCE, closedAt)).isInstanceOf(CallClosedException.class);
            first.close();
            assertThat(occupying.failedWithin(Duration.ofSeconds(5), closedAt)).isInstanceOf(CallClosedException.class);
        }
    }

    @Test
    void aCallClosedBeforeItBeganSendsNothing() throws Exception {
        try (FakeVendor vendor = FakeVendor.answering(FakeVendor.ok("hello"));
                HostEgress egress = HostEgress.create()) {
            OutboundCall call = post(egress, vendor, "{}");

            call.close();

            assertThatThrownBy(call::execute).isInstanceOf(CallClosedException.class);
            assertThat(vendor.connections).hasValue(0);
        }
    }

    private static OutboundCall get(HostEgress egress, URI uri, boolean local) {
        return egress.egress(new Endpoint(uri, local))
                .prepare(OutboundRequest.get(uri).build());
    }

    private static OutboundCall post(HostEgress egress, FakeVendor vendor, String body) {
        URI uri = vendor.url("/v1/messages");
        return egress.egress(new Endpoint(uri, true))
                .prepare(OutboundRequest.post(uri, Payload.ofUtf8(body)).build());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Connects until the queue takes no more. */
    private static List<Socket> fill(ServerSocket server) throws java.io.IOException {
        List<Socket> sockets = new ArrayList<>();
        while (true) {
            Socket socket = new Socket();
            try {
                socket.connect(server.getLocalSocketAddress(), 200);
                sockets.add(socket);
            } catch (java.net.SocketTimeoutException e) {
                socket.close();
                return sockets;
            }
        }
    }
}
