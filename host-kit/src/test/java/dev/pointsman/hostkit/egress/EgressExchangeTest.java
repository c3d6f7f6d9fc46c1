package dev.pointsman.hostkit.egress;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.host.ConnectFailedException;
import dev.pointsman.api.host.Egress;
import dev.pointsman.api.host.EgressDeniedException;
import dev.pointsman.api.host.Endpoint;
import dev.pointsman.api.host.OutboundCall;
import dev.pointsman.api.host.OutboundRequest;
import dev.pointsman.api.host.OutboundResponse;
import dev.pointsman.api.host.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class EgressExchangeTest {

    private final HostEgress egress = HostEgress.builder()
            .limits(EgressLimits.defaults().withBodyBytes(4 << 20).withHeaderBytes(16 << 10))
            .build();

    @AfterEach
    void closeEgress() {
        egress.close();
    }

    @Test
    void sendsWhatThePluginWroteAndNothingElse() throws Exception {
        try (FakeVendor vendor = FakeVendor.answering(FakeVendor.ok("hello"))) {
            URI uri = vendor.url("/v1/a%2Fb?x=1%20y");
            OutboundRequest request = OutboundRequest.post(uri, Payload.ofUtf8("{\"a\":1}"))
                    .secret("authorization", "Bearer ", Secret.of("sk-secret"))
                    .build();

            OutboundResponse response = call(request).execute();

            assertThat(response.status()).isEqualTo(200);
            assertThat(text(response)).isEqualTo("hello");
            String sent = vendor.requests.take();
            assertThat(sent).startsWith("POST /v1/a%2Fb?x=1%20y HTTP/1.1\r\n").endsWith("\r\n\r\n{\"a\":1}");
            assertThat(sent.lines().skip(1).takeWhile(line -> !line.isEmpty()))
                    .containsExactlyInAnyOrder(
                            "content-type: application/json",
                            "authorization: Bearer sk-secret",
                            "Content-Length: 7",
                            "Host: 127.0.0.1:" + vendor.port(),
                            "Connection: keep-alive",
                            "User-Agent: pointsman");
        }
    }

    @Test
    void asksForNothingThatThePluginDidNot() throws Exception {
        try (FakeVendor vendor = FakeVendor.answering(FakeVendor.ok("hello"))) {
            text(call(OutboundRequest.get(vendor.url("/v1/models")).build()).execute());

            assertThat(vendor.requests.take().lines().skip(1).takeWhile(line -> !line.isEmpty()))
                    .containsExactlyInAnyOrder(
                            "Host: 127.0.0.1:" + vendor.port(), "Connection: keep-alive", "User-Agent: pointsman");
        }
    }

    @Test
    void doesNotFollowARedirect() throws Exception {
        try (FakeVendor elsewhere = FakeVendor.answering(FakeVendor.ok("stolen"));
                FakeVendor vendor = FakeVendor.answering("HTTP/1.1 307 Temporary Redirect\r\nlocation: "
                        + elsewhere.url("/") + "\r\ncontent-length: 0\r\n\r\n")) {
            OutboundResponse response = call(post(vendor)).execute();

            assertThat(response.status()).isEqualTo(307);
            assertThat(text(response)).isEmpty();
            assertThat(elsewhere.connections).hasValue(0);
        }
    }

    @Test
    void doesNotTryAgainWhenTheVendorIsUnavailable() throws Exception {
        try (FakeVendor vendor = FakeVendor.answering(
                "HTTP/1.1 503 Service Unavailable\r\nretry-after: 0\r\ncontent-length: 0\r\n\r\n")) {
            assertThat(call(post(vendor)).execute().status()).isEqualTo(503);
            assertThat(vendor.requests).hasSize(1);
        }
    }

    @Test
    void remembersNoCookieAndShowsNone() throws Exception {
        try (FakeVendor vendor =
                FakeVendor.answering("HTTP/1.1 200 OK\r\nset-cookie: id=1\r\ncontent-length: 2\r\n\r\nok")) {
            OutboundResponse first = call(post(vendor)).execute();
            text(first);
            text(call(post(vendor)).execute());

            assertThat(first.headers()).doesNotContainKey("set-cookie");
            vendor.requests.take();
            assertThat(vendor.requests.take()).doesNotContainIgnoringCase("cookie");
        }
    }

    @Test
    void usesAConnectionAgainAfterItsBodyWasReadAndTheCallClosed() throws Exception {
        try (FakeVendor vendor = FakeVendor.answering(FakeVendor.ok("hello"))) {
            for (int i = 0; i < 5; i++) {
                OutboundCall call = call(post(vendor));
                assertThat(text(call.execute())).isEqualTo("hello");
                call.close();
            }

            assertThat(vendor.connections).hasValue(1);
            assertThat(egress.busyConnections()).isZero();
        }
    }

    @Test
    void freesTheConnectionWhenExactlyTheAnnouncedLengthWasRead() throws Exception {
        try (FakeVendor vendor = FakeVendor.answering(FakeVendor.ok("hello"))) {
            OutboundCall call = call(post(vendor));
            call.execute().body().readNBytes(5);
            call.close();
            text(call(post(vendor)).execute());

            assertThat(vendor.connections).hasValue(1);
        }
    }

    @Test
    void anEmptyAnswerNeedsNoReading() throws Exception {
        try (FakeVendor vendor = FakeVendor.answering("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n")) {
            for (int i = 0; i < 3; i++) {
                OutboundCall call = call(post(vendor));
                call.execute();
                call.close();
            }

            assertThat(vendor.connections).hasValue(1);
        }
    }

    @Test
    void doesNotUseAConnectionAgainWhoseBodyWasNotReadToItsEnd() throws Exception {
        try (FakeVendor vendor = FakeVendor.answering(FakeVendor.ok("hello"))) {
            OutboundCall call = call(post(vendor));
            call.execute().body().read();
            call.close();
            assertThat(text(call(post(vendor)).execute())).isEqualTo("hello");

            assertThat(vendor.connections).hasValue(2);
            assertThat(vendor.clientGone.await(5, SECONDS)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\n\r\n"})
    void aConnectionThatTheVendorClosedWhileIdleIsNoFailure(String lastWords) throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        CountDownLatch mayClose = new CountDownLatch(1);
        try (FakeVendor vendor = FakeVendor.of(connection -> {
            connection.request();
            connection.send(FakeVendor.ok("hello"));
            awaitUninterrupted(mayClose);
            connection.send(lastWords);
            connection.close();
            closed.countDown();
        })) {
            text(call(post(vendor)).execute());
            mayClose.countDown();
            assertThat(closed.await(5, SECONDS)).isTrue();

            OutboundResponse second = call(post(vendor)).execute();

            assertThat(second.status()).isEqualTo(200);
            assertThat(text(second)).isEqualTo("hello");
            assertThat(vendor.requests).hasSize(2);
            assertThat(vendor.connections).hasValue(2);
        }
    }

    @Test
    void aRequestThatWasSentIsNeverSentAgain() throws Exception {
        try (FakeVendor vendor = FakeVendor.of(connection -> {
            connection.request();
            connection.send(FakeVendor.ok("hello"));
            connection.request();
            connection.close();
        })) {
            text(call(post(vendor)).execute());

            assertThatThrownBy(() -> call(post(vendor)).execute())
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(ConnectFailedException.class)
                    .hasMessageContaining("without an answer");
            assertThat(vendor.requests).hasSize(2);
            assertThat(vendor.connections).hasValue(1);
        }
    }

    @Test
    void anAnswerNobodyAskedForIsNotTakenForTheNextOne() throws Exception {
        // Given a vendor that sends two answers to one request, in one piece
        try (FakeVendor vendor = FakeVendor.of(connection -> {
            connection.request();
            connection.send(FakeVendor.ok("hello") + FakeVendor.ok("poison"));
            connection.request();
        })) {
            assertThat(text(call(post(vendor)).execute())).isEqualTo("hello");

            assertThat(text(call(post(vendor)).execute())).isEqualTo("hello");
            assertThat(vendor.connections).hasValue(2);
        }
    }

    @Test
    void saysWhenAllConnectionsAreInUse() throws Exception {
        EgressLimits one =
                EgressLimits.defaults().withConnectionsPerOrigin(1).withConnectTimeout(Duration.ofMillis(100));
        try (FakeVendor vendor = FakeVendor.answering("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\npart");
                HostEgress narrow = HostEgress.builder().limits(one).build()) {
            Egress bound = narrow.egress(new Endpoint(vendor.url("/"), true));
            try (OutboundCall open = bound.prepare(post(vendor))) {
                open.execute();

                assertThatThrownBy(() -> bound.prepare(post(vendor)).execute())
                        .isInstanceOfSatisfying(
                                ConnectFailedException.class,
                                e -> assertThat(e.timedOut()).isTrue())
                        .hasMessageContaining("all connections to it are in use");
            }
        }
    }

    @Test
    void aRefusedConnectionSaysThatNothingWasSent() throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = gone.getLocalPort();
        }
        URI uri = URI.create("http://127.0.0.1:" + port + "/");

        assertThatThrownBy(() -> call(OutboundRequest.get(uri).build()).execute())
                .isInstanceOfSatisfying(
                        ConnectFailedException.class,
                        e -> assertThat(e.timedOut()).isFalse())
                .hasMessageContaining("127.0.0.1:" + port)
                .hasMessageContaining("refused");
        assertThat(egress.busyConnections()).isZero();
    }

    @Test
    void aRequestsOwnConnectLimitHoldsWhereItIsShorter() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"))) {
            URI uri = URI.create("https://127.0.0.1:" + silent.getLocalPort() + "/");
            OutboundRequest hasty =
                    OutboundRequest.get(uri).build().connectingWithin(Optional.of(Duration.ofMillis(100)));
            long began = System.nanoTime();

            assertThatThrownBy(() -> call(hasty).execute())
                    .isInstanceOfSatisfying(
                            ConnectFailedException.class,
                            e -> assertThat(e.timedOut()).isTrue());

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(1_500));
        }
    }

    @Test
    void inflatesAnAnswerThatCameCompressedAndUsesItsConnectionAgain() throws Exception {
        byte[] zipped = gzip("hello ".repeat(1000).getBytes(StandardCharsets.US_ASCII));
        try (FakeVendor vendor = FakeVendor.of(connection -> {
            while (connection.request()) {
                connection.send(
                        "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: " + zipped.length + "\r\n\r\n");
                connection.send(zipped);
            }
        })) {
            OutboundResponse response = call(post(vendor)).execute();

            assertThat(text(response)).isEqualTo("hello ".repeat(1000));
            assertThat(response.headers()).doesNotContainKeys("content-encoding", "content-length");
            text(call(post(vendor)).execute());
            assertThat(vendor.connections).hasValue(1);
        }
    }

    @Test
    void endsAnAnswerThatInflatesWithoutMeasure() throws Exception {
        byte[] bomb = gzip(new byte[3 << 20]);
        try (FakeVendor vendor = FakeVendor.of(connection -> {
            connection.request();
            connection.send("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: " + bomb.length + "\r\n\r\n");
            connection.send(bomb);
            connection.awaitClientGone();
        })) {
            OutboundResponse response = call(post(vendor)).execute();

            assertThatThrownBy(() -> text(response))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("100 times");
        }
    }

    /** By counted bytes, since a clock tells nothing on a busy machine: a larger bomb is no more work. */
    @ParameterizedTest
    @ValueSource(ints = {3 << 20, 30 << 20, 120 << 20})
    void inflatesNoMoreOfALargerBomb(int size) throws Exception {
        byte[] bomb = gzip(new byte[size]);
        try (FakeVendor vendor = FakeVendor.of(connection -> {
            connection.request();
            connection.send("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: " + bomb.length + "\r\n\r\n");
            connection.send(bomb);
            connection.awaitClientGone();
        })) {
            InputStream body = call(post(vendor)).execute().body();
            long inflated = 0;
            IOException refusal = null;
            byte[] buffer = new byte[8192];
            while (refusal == null) {
                try {
                    inflated += body.read(buffer);
                } catch (IOException e) {
                    refusal = e;
                }
            }

            assertThat(refusal).hasMessageContaining("100 times");
            assertThat(inflated).isLessThanOrEqualTo((1 << 20) + 8192L);
        }
    }

    @Test
    void endsAnAnswerThatIsTooLong() throws Exception {
        String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
        try (FakeVendor vendor = FakeVendor.of(connection -> {
            connection.request();
            connection.send("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
            for (int i = 0; i < 1000; i++) {
                connection.send(chunk);
            }
        })) {
            OutboundResponse response = call(post(vendor)).execute();

            assertThatThrownBy(() -> text(response))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the answer is larger than 4194304 bytes");
            assertThat(vendor.clientGone.await(5, SECONDS)).isTrue();
            assertThat(egress.busyConnections()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100})
    void endsAnAnswerWhoseHeadersAreTooLong(int headers) throws Exception {
        String header = "x-long: " + "x".repeat(20_000 / headers) + "\r\n";
        try (FakeVendor vendor =
                FakeVendor.answering("HTTP/1.1 200 OK\r\n" + header.repeat(headers) + "content-length: 0\r\n\r\n")) {
            assertThatThrownBy(() -> call(post(vendor)).execute())
                    .isInstanceOf(IOException.class)
                    .hasMessageNotContaining("xxxx");
            assertThat(egress.busyConnections()).isZero();
        }
    }

    @Test
    void anAnswerThatBreaksOffIsAFailureAndNotAnEnd() throws Exception {
        try (FakeVendor vendor = FakeVendor.of(connection -> {
            connection.request();
            connection.send("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n");
            connection.close();
        })) {
            OutboundResponse response = call(post(vendor)).execute();

            assertThatThrownBy(() -> text(response)).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host",
                "cookie",
                "Content-Length",
                "transfer-encoding",
                "Connection",
                "te",
                "upgrade",
                "X-Forwarded-For",
                "proxy-authorization",
                "expect",
                "bad name",
                "new\r\nline"
            })
    void refusesAHeaderThatIsNotThePluginsToSet(String name) {
        URI uri = URI.create("http://127.0.0.1:9/");
        OutboundRequest request =
                OutboundRequest.get(uri).header(name, "sk-secret").build();

        assertThatThrownBy(() -> call(request))
                .isInstanceOf(EgressDeniedException.class)
                .hasMessageNotContaining("sk-secret");
    }

    @Test
    void refusesAValueThatWouldStartANewHeader() {
        URI uri = URI.create("http://127.0.0.1:9/");
        OutboundRequest request = OutboundRequest.get(uri)
                .header("x-note", "sk-secret\r\nhost: elsewhere")
                .build();

        assertThatThrownBy(() -> call(request))
                .isInstanceOf(EgressDeniedException.class)
                .hasMessageContaining("x-note")
                .hasMessageNotContaining("sk-secret");
    }

    private OutboundCall call(OutboundRequest request) {
        return egress.egress(new Endpoint(request.uri(), true)).prepare(request);
    }

    private static OutboundRequest post(FakeVendor vendor) {
        return OutboundRequest.post(vendor.url("/v1/messages"), Payload.ofUtf8("{}"))
                .build();
    }

    private static String text(OutboundResponse response) throws IOException {
        return new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.toByteArray();
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
