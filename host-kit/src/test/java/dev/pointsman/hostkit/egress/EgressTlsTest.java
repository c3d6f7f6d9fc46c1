package dev.pointsman.hostkit.egress;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.host.CallClosedException;
import dev.pointsman.api.host.ConnectFailedException;
import dev.pointsman.api.host.Endpoint;
import dev.pointsman.api.host.OutboundCall;
import dev.pointsman.api.host.OutboundRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EgressTlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    private static SSLContext tls;

    @BeforeAll
    static void makeCertificate(@TempDir Path folder) throws Exception {
        Path store = folder.resolve("vendor.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "vendor",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=vendor.example",
                        "-ext",
                        "SAN=dns:vendor.example",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes());
        assertThat(keytool.waitFor()).as(output).isZero();
        tls = contextOf(store);
    }

    @Test
    void usesASecuredConnectionAgain() throws Exception {
        try (FakeVendor vendor = answering(FakeVendor.ok("hello"));
                HostEgress egress = trusting("vendor.example")) {
            for (int i = 0; i < 4; i++) {
                try (OutboundCall call = post(egress, "https://vendor.example:" + vendor.port() + "/v1")) {
                    assertThat(call.execute().body().readAllBytes()).hasSize(5);
                }
            }

            assertThat(vendor.connections).hasValue(1);
        }
    }

    @Test
    void aSecuredConnectionThatTheVendorClosedWhileIdleIsNoFailure() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        CountDownLatch mayClose = new CountDownLatch(1);
        try (FakeVendor vendor = FakeVendor.secured(tls.getServerSocketFactory(), connection -> {
                    connection.request();
                    connection.send(FakeVendor.ok("hello"));
                    await(mayClose);
                    connection.close();
                    closed.countDown();
                });
                HostEgress egress = trusting("vendor.example")) {
            String url = "https://vendor.example:" + vendor.port() + "/v1";
            post(egress, url).execute().body().readAllBytes();
            mayClose.countDown();
            assertThat(closed.await(5, SECONDS)).isTrue();

            assertThat(post(egress, url).execute().status()).isEqualTo(200);
        }
    }

    @Test
    void refusesACertificateThatIsForAnotherName() throws Exception {
        try (FakeVendor vendor = answering(FakeVendor.ok("hello"));
                HostEgress egress = trusting("other.example")) {
            OutboundCall call = post(egress, "https://other.example:" + vendor.port() + "/v1");

            assertThatThrownBy(call::execute).isInstanceOf(ConnectFailedException.class);
            assertThat(vendor.requests).isEmpty();
            assertThat(egress.busyConnections()).isZero();
        }
    }

    @Test
    void refusesACertificateThatNobodyVouchesFor() throws Exception {
        try (FakeVendor vendor = answering(FakeVendor.ok("hello"));
                HostEgress egress = HostEgress.builder()
                        .names(host -> List.of(InetAddress.getLoopbackAddress()))
                        .build()) {
            OutboundCall call = post(egress, "https://vendor.example:" + vendor.port() + "/v1");

            assertThatThrownBy(call::execute)
                    .isInstanceOf(ConnectFailedException.class)
                    .hasMessageContaining("TLS");
            assertThat(vendor.requests).isEmpty();
        }
    }

    @Test
    void closingEndsAHandshakeThatTheVendorDoesNotAnswer() throws Exception {
        try (FakeVendor silent = FakeVendor.of(FakeVendor.Connection::awaitClientGone);
                HostEgress egress = HostEgress.builder()
                        .limits(EgressLimits.defaults().withConnectTimeout(Duration.ofSeconds(20)))
                        .names(host -> List.of(InetAddress.getLoopbackAddress()))
                        .build()) {
            OutboundCall call = post(egress, "https://vendor.example:" + silent.port() + "/v1");
            Running<?> running = Running.start(call::execute);
            while (silent.connections.get() == 0) {
                Thread.onSpinWait();
            }
            running.untilBlocked();

            long closedAt = System.nanoTime();
            call.close();

            assertThat(running.failedWithin(Duration.ofMillis(100), closedAt)).isInstanceOf(CallClosedException.class);
            assertThat(silent.clientGone.await(5, SECONDS)).isTrue();
        }
    }

    @Test
    void aHandshakeThatTheVendorDoesNotAnswerEndsAtTheConnectLimit() throws Exception {
        try (FakeVendor silent = FakeVendor.of(FakeVendor.Connection::awaitClientGone);
                HostEgress egress = HostEgress.builder()
                        .limits(EgressLimits.defaults().withConnectTimeout(Duration.ofMillis(300)))
                        .names(host -> List.of(InetAddress.getLoopbackAddress()))
                        .build()) {
            OutboundCall call = post(egress, "https://vendor.example:" + silent.port() + "/v1");

            assertThatThrownBy(call::execute)
                    .isInstanceOfSatisfying(
                            ConnectFailedException.class,
                            e -> assertThat(e.timedOut()).isTrue());
        }
    }

    @Test
    void closingEndsAReadOfASecuredBody() throws Exception {
        try (FakeVendor vendor = FakeVendor.secured(tls.getServerSocketFactory(), connection -> {
                    connection.request();
                    connection.send("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n");
                    connection.awaitClientGone();
                });
                HostEgress egress = trusting("vendor.example")) {
            OutboundCall call = post(egress, "https://vendor.example:" + vendor.port() + "/v1");
            InputStream body = call.execute().body();
            body.readNBytes(5);
            Running<?> running = Running.start(body::read).untilBlocked();

            long closedAt = System.nanoTime();
            call.close();

            assertThat(running.failedWithin(Duration.ofMillis(100), closedAt)).isInstanceOf(CallClosedException.class);
            assertThat(vendor.clientGone.await(5, SECONDS)).isTrue();
        }
    }

    private static FakeVendor answering(String answer) throws IOException {
        return FakeVendor.secured(tls.getServerSocketFactory(), connection -> {
            while (connection.request()) {
                connection.send(answer);
            }
        });
    }

    private static HostEgress trusting(String name) {
        return HostEgress.builder()
                .tls(tls)
                .names(host -> host.equals(name) ? List.of(InetAddress.getLoopbackAddress()) : List.of())
                .build();
    }

    private static OutboundCall post(HostEgress egress, String url) {
        URI uri = URI.create(url);
        return egress.egress(new Endpoint(uri, true))
                .prepare(OutboundRequest.post(uri, Payload.ofUtf8("{}")).build());
    }

    /** The vendor's own certificate is also the one trusted. */
    private static SSLContext contextOf(Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("vendor", keys.getCertificate("vendor"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
