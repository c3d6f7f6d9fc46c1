package dev.pointsman.hostkit.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.host.ConnectFailedException;
import dev.pointsman.api.host.EgressDeniedException;
import dev.pointsman.api.host.Endpoint;
import dev.pointsman.api.host.OutboundCall;
import dev.pointsman.api.host.OutboundRequest;
import dev.pointsman.api.host.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class EgressGuardTest {

    private final List<EgressDeniedException> denied = new CopyOnWriteArrayList<>();
    private FakeVendor vendor;

    @BeforeEach
    void startVendor() throws IOException {
        vendor = FakeVendor.answering(FakeVendor.ok("hello"));
    }

    @AfterEach
    void stopVendor() throws IOException {
        vendor.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.example.com:8443/v1/models",
                "http://api.example.com/v1/models",
                "https://other.example.com/v1/models",
                "https://api.example.com.evil.example/v1/models",
                "https://api.example.com@evil.example/v1/models",
                "https://user:pass@api.example.com/v1/models"
            })
    void aKeyIsNotSentToAnotherOriginThanItsEndpoint(String url) {
        try (HostEgress egress = egress(Map.of())) {
            OutboundRequest request = OutboundRequest.get(URI.create(url))
                    .secret("authorization", "Bearer ", Secret.of("sk-secret"))
                    .build();

            assertThatThrownBy(() -> egress.egress(new Endpoint(URI.create("https://api.example.com/v1"), false))
                            .prepare(request))
                    .isInstanceOf(EgressDeniedException.class)
                    .hasMessageContaining("https://api.example.com/v1")
                    .hasMessageNotContaining("sk-secret");
            assertThat(denied).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "false | 127.0.0.1",
                "false | 10.1.2.3",
                "false | 169.254.169.254",
                "false | ::1",
                "false | 8.8.8.8,127.0.0.1",
                "false | 127.0.0.1,8.8.8.8",
                "true  | 8.8.8.8",
                "true  | 127.0.0.1,8.8.8.8",
                "true  | 169.254.169.254",
                "true  | 0.0.0.0"
            })
    void everyAddressOfANameMustFitItsEndpoint(boolean local, String addresses) {
        try (HostEgress egress = egress(Map.of("name.example", addresses))) {
            OutboundCall call = get(egress, "http://name.example:" + vendor.port() + "/", local);

            assertThatThrownBy(call::execute)
                    .isInstanceOf(EgressDeniedException.class)
                    .hasMessageContaining("name.example")
                    .hasMessageNotContaining("127.0.0.1");
            assertThat(vendor.connections).hasValue(0);
            assertThat(denied).hasSize(1);
            assertThat(egress.busyConnections()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "0177.0.0.1", "[64:ff9b::7f00:1]"})
    void anAddressInTheUrlIsCheckedLikeALookedUpOne(String host) {
        try (HostEgress egress = HostEgress.create()) {
            OutboundCall call = get(egress, "http://" + host + ":" + vendor.port() + "/", false);

            assertThatThrownBy(call::execute).isInstanceOf(EgressDeniedException.class);
            assertThat(vendor.connections).hasValue(0);
        }
    }

    @Test
    void connectsToTheAddressThatWasCheckedAndAsksOnlyOnce() throws Exception {
        // Given a name that changes its answer from one lookup to the next
        AtomicInteger lookups = new AtomicInteger();
        NameLookup rebinding = host ->
                List.of(InetAddress.getByName(lookups.getAndIncrement() == 0 ? "127.0.0.1" : "169.254.169.254"));
        try (HostEgress egress = HostEgress.builder().names(rebinding).build()) {
            String url = "http://rebinding.example:" + vendor.port() + "/";

            try (OutboundCall call = get(egress, url, true)) {
                assertThat(call.execute().body().readAllBytes()).hasSize(5);
            }

            assertThat(lookups).hasValue(1);
            assertThat(vendor.requests.take()).contains("Host: rebinding.example:" + vendor.port());
        }
    }

    @Test
    void aConnectionMadeForALocalEndpointServesNoOther() throws Exception {
        try (HostEgress egress = egress(Map.of("name.example", "127.0.0.1"))) {
            String url = "http://name.example:" + vendor.port() + "/";
            try (OutboundCall call = get(egress, url, true)) {
                call.execute().body().readAllBytes();
            }

            assertThatThrownBy(() -> get(egress, url, false).execute()).isInstanceOf(EgressDeniedException.class);
        }
    }

    @Test
    void aSecondAddressIsTriedWhenTheFirstRefuses() throws Exception {
        try (HostEgress egress = egress(Map.of("two.example", "::1,127.0.0.1"));
                OutboundCall call = get(egress, "http://two.example:" + vendor.port() + "/", true)) {
            assertThat(call.execute().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "LOCALHOST.", "[::1]", "127.9.9.9", "gateway.localhost"})
    void theGatewayDoesNotCallItself(String host) {
        try (HostEgress egress = egress(Map.of())) {
            egress.ownAddresses(List.of(new InetSocketAddress("0.0.0.0", vendor.port())));

            assertThatThrownBy(() -> get(egress, "http://" + host + ":" + vendor.port() + "/v1", true))
                    .isInstanceOf(EgressDeniedException.class)
                    .hasMessageContaining("this gateway itself");
            assertThat(denied).hasSize(1);
        }
    }

    @Test
    void theGatewayDoesNotCallItselfThroughAnotherNameEither() {
        try (HostEgress egress = egress(Map.of("alias.example", "127.0.0.1"))) {
            egress.ownAddresses(List.of(new InetSocketAddress("127.0.0.1", vendor.port())));
            OutboundCall call = get(egress, "http://alias.example:" + vendor.port() + "/v1", true);

            assertThatThrownBy(call::execute)
                    .isInstanceOf(EgressDeniedException.class)
                    .hasMessageContaining("this gateway itself");
        }
    }

    @Test
    void anotherPortOfThisMachineIsNotTheGateway() throws Exception {
        try (HostEgress egress = egress(Map.of())) {
            egress.ownAddresses(List.of(new InetSocketAddress("0.0.0.0", vendor.port() == 1 ? 2 : 1)));

            try (OutboundCall call = get(egress, vendor.url("/").toString(), true)) {
                assertThat(call.execute().status()).isEqualTo(200);
            }
        }
    }

    @Test
    void aSlowLookupIsCutAtTheConnectLimit() {
        CountDownLatch neverAnswered = new CountDownLatch(1);
        NameLookup slow = host -> {
            try {
                neverAnswered.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new UnknownHostException(host);
        };
        EgressLimits limits = EgressLimits.defaults().withConnectTimeout(Duration.ofMillis(200));
        try (HostEgress egress = HostEgress.builder().names(slow).limits(limits).build()) {
            OutboundCall call = get(egress, "http://slow.example/", false);
            long start = System.nanoTime();

            assertThatThrownBy(call::execute)
                    .isInstanceOfSatisfying(
                            ConnectFailedException.class,
                            e -> assertThat(e.timedOut()).isTrue());
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(190), Duration.ofSeconds(2));
        }
    }

    @Test
    void aSlowNameDoesNotHoldUpOthers() throws Exception {
        CountDownLatch neverAnswered = new CountDownLatch(1);
        NameLookup mixed = host -> {
            if (host.equals("slow.example")) {
                try {
                    neverAnswered.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return List.of(InetAddress.getByName("127.0.0.1"));
        };
        try (HostEgress egress = HostEgress.builder().names(mixed).build()) {
            List<Running<?>> waiting = new ArrayList<>();
            List<OutboundCall> calls = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                OutboundCall slow = get(egress, "http://slow.example/", true);
                calls.add(slow);
                waiting.add(Running.start(slow::execute).untilBlocked());
            }

            try (OutboundCall call = get(egress, "http://quick.example:" + vendor.port() + "/", true)) {
                assertThat(call.execute().status()).isEqualTo(200);
            }
            calls.forEach(OutboundCall::close);
        }
    }

    @Test
    void aLookupThatFailsInItsOwnWayIsAFailureToConnectAndMayBeTriedAgain() throws Exception {
        AtomicInteger lookups = new AtomicInteger();
        NameLookup broken = host -> {
            if (lookups.getAndIncrement() == 0) {
                throw new IllegalStateException("broken");
            }
            return List.of(InetAddress.getLoopbackAddress());
        };
        try (HostEgress egress = HostEgress.builder().names(broken).build()) {
            String url = "http://name.example:" + vendor.port() + "/";
            assertThatThrownBy(() -> get(egress, url, true).execute()).isInstanceOf(ConnectFailedException.class);

            try (OutboundCall second = get(egress, url, true)) {
                assertThat(second.execute().status()).isEqualTo(200);
            }
        }
    }

    @Test
    void anUnknownNameSaysSo() {
        try (HostEgress egress = egress(Map.of())) {
            assertThatThrownBy(
                            () -> get(egress, "http://nowhere.example/", false).execute())
                    .isInstanceOfSatisfying(
                            ConnectFailedException.class,
                            e -> assertThat(e.timedOut()).isFalse())
                    .hasMessage("could not connect to nowhere.example:80: unknown host");
        }
    }

    private HostEgress egress(Map<String, String> names) {
        return HostEgress.builder()
                .onDenied(denied::add)
                .names(host -> addresses(names, host))
                .build();
    }

    private static List<InetAddress> addresses(Map<String, String> names, String host) throws UnknownHostException {
        String answer = names.get(host);
        if (answer == null) {
            throw new UnknownHostException(host);
        }
        List<InetAddress> addresses = new ArrayList<>();
        for (String address : Arrays.asList(answer.split(","))) {
            addresses.add(InetAddress.getByName(address));
        }
        return addresses;
    }

    private static OutboundCall get(HostEgress egress, String url, boolean local) {
        URI uri = URI.create(url);
        return egress.egress(new Endpoint(uri, local))
                .prepare(OutboundRequest.post(uri, Payload.ofUtf8("{}")).build());
    }
}
