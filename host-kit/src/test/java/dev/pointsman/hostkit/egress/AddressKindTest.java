package dev.pointsman.hostkit.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.api.host.EgressDeniedException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressKindTest {

    @ParameterizedTest
    @CsvSource({
        "8.8.8.8, PUBLIC",
        "100.63.255.255, PUBLIC",
        "172.32.0.1, PUBLIC",
        "198.17.0.1, PUBLIC",
        "2606:4700::1111, PUBLIC",
        "64:ff9b::8.8.8.8, PUBLIC",
        "127.0.0.1, PRIVATE",
        "127.255.0.9, PRIVATE",
        "10.0.0.1, PRIVATE",
        "172.16.0.1, PRIVATE",
        "172.31.255.255, PRIVATE",
        "192.168.1.1, PRIVATE",
        "100.64.0.1, PRIVATE",
        "100.127.255.255, PRIVATE",
        "::1, PRIVATE",
        "fc00::1, PRIVATE",
        "fd12:3456::1, PRIVATE",
        "::ffff:10.0.0.1, PRIVATE",
        "0.0.0.0, FORBIDDEN",
        "0.1.2.3, FORBIDDEN",
        "169.254.169.254, FORBIDDEN",
        "100.100.100.200, FORBIDDEN",
        "192.0.0.192, FORBIDDEN",
        "168.63.129.16, FORBIDDEN",
        "168.63.129.17, PUBLIC",
        "169.254.170.2, FORBIDDEN",
        "169.254.170.23, FORBIDDEN",
        "192.0.2.1, FORBIDDEN",
        "198.18.0.1, FORBIDDEN",
        "224.0.0.1, FORBIDDEN",
        "255.255.255.255, FORBIDDEN",
        "::, FORBIDDEN",
        "fe80::1, FORBIDDEN",
        "ff02::1, FORBIDDEN",
        "fd00:ec2::254, FORBIDDEN",
        "fd00:ec2::23, FORBIDDEN",
        "fd20:ce::254, FORBIDDEN",
        "fd00:ec3::1, PRIVATE",
        "64:ff9b::10.0.0.1, FORBIDDEN",
        "64:ff9b::169.254.169.254, FORBIDDEN",
        "64:ff9b:1::1, FORBIDDEN",
        "::127.0.0.1, FORBIDDEN",
        "2001::1, FORBIDDEN",
        "2001:db8::1, FORBIDDEN",
        "2002:7f00:1::, FORBIDDEN",
        "::ffff:169.254.169.254, FORBIDDEN"
    })
    void knowsWhatAnAddressIs(String address, AddressKind kind) throws UnknownHostException {
        assertThat(AddressKind.of(InetAddress.getByName(address))).isEqualTo(kind);
    }

    @Test
    void seesThroughAMappedAddressThatWasKeptAsIpv6() throws UnknownHostException {
        byte[] mapped = new byte[16];
        mapped[10] = mapped[11] = (byte) 0xff;
        System.arraycopy(new byte[] {(byte) 169, (byte) 254, (byte) 169, (byte) 254}, 0, mapped, 12, 4);

        // The only way to make one: every other turns it into an IPv4 address.
        assertThat(AddressKind.of(Inet6Address.getByAddress("mapped.example", mapped, 0)))
                .isEqualTo(AddressKind.FORBIDDEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2130706433",
                "0177.0.0.1",
                "127.1",
                "0x7f.0.0.1",
                "0x7f000001",
                "127.0.0.0x1",
                "1.2.3.256",
                "fe80::1%eth0"
            })
    void refusesToInterpretAnAddressThatResolversReadDifferently(String host) {
        assertThatThrownBy(() -> HostName.of(host).literal())
                .isInstanceOf(EgressDeniedException.class)
                .hasMessageContaining("plain IP address");
    }

    @Test
    void readsNamesAndAddressesForWhatTheyAre() {
        assertThat(HostName.of("API.Example.com.").value()).isEqualTo("api.example.com");
        assertThat(HostName.of("api2.example1.com").literal()).isEmpty();
        assertThat(HostName.of("127.0.0.1.").literal()).contains(InetAddress.getLoopbackAddress());
        assertThat(HostName.of("[::1]").literal())
                .hasValueSatisfying(
                        address -> assertThat(address.isLoopbackAddress()).isTrue());
    }
}
