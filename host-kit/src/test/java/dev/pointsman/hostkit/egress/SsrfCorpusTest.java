package dev.pointsman.hostkit.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.api.host.EgressDeniedException;
import dev.pointsman.api.host.Endpoint;
import dev.pointsman.api.host.OutboundCall;
import dev.pointsman.api.host.OutboundRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Ways to write a base URL that leads a gateway to itself, its network or its cloud. A service listens where they lead, on a
 * network whose name server answers with it whatever it is asked, and nobody comes.
 */
@Timeout(30)
class SsrfCorpusTest {

    private FakeVendor inner;

    @BeforeEach
    void listen() throws IOException {
        inner = FakeVendor.answering(FakeVendor.ok("the cloud's keys"));
    }

    @AfterEach
    void close() throws IOException {
        inner.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // This machine, in every spelling that some resolver understands.
                "127.0.0.1",
                "127.0.0.1.",
                "127.1",
                "127.0.1",
                "127.255.255.254",
                "2130706433",
                "017700000001",
                "0177.0.0.1",
                "0177.0.0.01",
                "00000177.0.0.1",
                "0x7f.0.0.1",
                "0x7f000001",
                "0X7F.1",
                "0x7f.0x0.0x0.0x1",
                "0",
                "0.0.0.0",
                "0x0",
                "[::1]",
                "[::]",
                "[0:0:0:0:0:0:0:1]",
                "[0000::1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[::127.0.0.1]",
                "[64:ff9b::127.0.0.1]",
                "[64:ff9b:1::7f00:1]",
                "[2002:7f00:1::]",
                "[::1%25lo]",
                "[fe80::1%25eth0]",
                "localhost",
                "LOCALHOST",
                "localhost.",
                "anything.localhost",
                "localhost.localdomain",
                // The network behind it.
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "192.168.257",
                "3232235777",
                "100.64.0.1",
                "100.127.255.255",
                "169.254.1.1",
                "255.255.255.255",
                "224.0.0.1",
                "240.0.0.1",
                "[fc00::1]",
                "[fd12:3456:789a::1]",
                "[fe80::1]",
                "[ff02::1]",
                // The cloud around it.
                "169.254.169.254",
                "169.254.169.254.",
                "2852039166",
                "0xa9fea9fe",
                "0251.0376.0251.0376",
                "0xa9.0xfe.0xa9.0xfe",
                "169.254.43518",
                "[::ffff:169.254.169.254]",
                "[::ffff:a9fe:a9fe]",
                "[64:ff9b::a9fe:a9fe]",
                "169.254.170.2",
                "169.254.170.23",
                "168.63.129.16",
                "100.100.100.200",
                "192.0.0.192",
                "[fd00:ec2::254]",
                "[fd00:ec2::23]",
                "[fd20:ce::254]",
                "metadata.google.internal",
                "metadata",
                "instance-data.ec2.internal",
                "169.254.169.254.nip.example",
                "127.0.0.1.nip.example",
                // Digits and dots that are none of ours, and names that are not what they look like.
                "①②⑦.⓪.⓪.①",
                "１２７.０.０.１",
                "127。0。0。1",
                "127.0.0.1\u00ad",
                "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ",
                "xn--localhost-.example",
                "api.example.com@127.0.0.1",
                "api.example.com:80@127.0.0.1",
                "api.example.com%00.127.0.0.1",
                "127.0.0.1%2f.example.com",
                "127.0.0.1#.example.com",
                "127.0.0.1\\.example.com",
                "%31%32%37.0.0.1",
                "127.0.0.1%20"
            })
    void leadsNowhere(String host) {
        NameLookup lies = name -> List.of(InetAddress.getLoopbackAddress());
        try (HostEgress egress = HostEgress.builder().names(lies).build()) {
            assertThatThrownBy(() -> fetch(egress, "http://" + host + portUnlessMalformed(host) + "/latest/meta-data/"))
                    .as("refused before anyone is connected to: by the URL's grammar or by the egress")
                    .isInstanceOfAny(EgressDeniedException.class, IllegalArgumentException.class);
            assertThat(inner.connections).hasValue(0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "gopher://127.0.0.1/",
                "jar:http://127.0.0.1/!/",
                "ftp://127.0.0.1/",
                "//127.0.0.1/",
                "http:/127.0.0.1/",
                "http:///",
                "dict://127.0.0.1:11211/"
            })
    void onlyHttpIsSpoken(String url) {
        assertThatThrownBy(() -> new Endpoint(URI.create(url), false)).isInstanceOf(IllegalArgumentException.class);
    }

    private String portUnlessMalformed(String host) {
        return host.endsWith("#.example.com") ? "" : ":" + inner.port();
    }

    private static void fetch(HostEgress egress, String url) throws IOException {
        URI uri = URI.create(url);
        OutboundRequest request = OutboundRequest.get(uri).build();
        try (OutboundCall call = egress.egress(new Endpoint(uri, false)).prepare(request)) {
            call.execute();
        }
    }
}
