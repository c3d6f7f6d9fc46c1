package dev.pointsman.hostkit.egress;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * What an address is, for the question whether an endpoint may be reached there. After the IANA special-purpose registries for
 * IPv4 and IPv6; whatever they do not list as global counts as {@link #FORBIDDEN}.
 */
public enum AddressKind {
    /** Globally reachable unicast. */
    PUBLIC,
    /** Loopback, private networks, shared space (100.64/10, used by overlay networks), unique local IPv6. */
    PRIVATE,
    /** Nobody's endpoint: link-local with its cloud metadata services, multicast, unspecified, documentation, tunnels … */
    FORBIDDEN;

    private static final List<Range> IPV4 = List.of(
            // Metadata services that lie outside link-local space stand first, as the first match wins.
            range(FORBIDDEN, 32, 100, 100, 100, 200),
            range(FORBIDDEN, 32, 168, 63, 129, 16),
            range(FORBIDDEN, 8, 0),
            range(PRIVATE, 8, 10),
            range(PRIVATE, 10, 100, 64),
            range(PRIVATE, 8, 127),
            range(FORBIDDEN, 16, 169, 254),
            range(PRIVATE, 12, 172, 16),
            range(FORBIDDEN, 24, 192, 0, 0),
            range(FORBIDDEN, 24, 192, 0, 2),
            range(FORBIDDEN, 24, 192, 88, 99),
            range(PRIVATE, 16, 192, 168),
            range(FORBIDDEN, 15, 198, 18),
            range(FORBIDDEN, 24, 198, 51, 100),
            range(FORBIDDEN, 24, 203, 0, 113),
            range(FORBIDDEN, 3, 224),
            range(PUBLIC, 0));

    private static final List<Range> IPV6 = List.of(
            range(PRIVATE, 128, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1),
            // Unique local in form, a cloud's own services in fact: AWS (fd00:ec2::/32), Google (fd20:ce::/32).
            range(FORBIDDEN, 32, 0xfd, 0, 0x0e, 0xc2),
            range(FORBIDDEN, 32, 0xfd, 0x20, 0, 0xce),
            range(PRIVATE, 7, 0xfc),
            range(FORBIDDEN, 23, 0x20, 0x01, 0),
            range(FORBIDDEN, 32, 0x20, 0x01, 0x0d, 0xb8),
            range(FORBIDDEN, 16, 0x20, 0x02),
            range(FORBIDDEN, 20, 0x3f, 0xff),
            range(PUBLIC, 3, 0x20),
            range(FORBIDDEN, 0));

    /** 64:ff9b::/96: a translator on the network connects to the IPv4 address in the last four bytes. */
    private static final Range TRANSLATED = range(FORBIDDEN, 96, 0, 0x64, 0xff, 0x9b);

    private static final Range MAPPED = range(FORBIDDEN, 96, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff);

    /** What this address is; looks nothing up. */
    public static AddressKind of(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return first(IPV4, bytes);
        }
        if (MAPPED.contains(bytes)) {
            return first(IPV4, Arrays.copyOfRange(bytes, 12, 16));
        }
        if (TRANSLATED.contains(bytes)) {
            // A private address behind a translator would be the translator's network, not ours.
            return first(IPV4, Arrays.copyOfRange(bytes, 12, 16)) == PUBLIC ? PUBLIC : FORBIDDEN;
        }
        return first(IPV6, bytes);
    }

    private static AddressKind first(List<Range> ranges, byte[] address) {
        for (Range range : ranges) {
            if (range.contains(address)) {
                return range.kind();
            }
        }
        return FORBIDDEN;
    }

    private static Range range(AddressKind kind, int bits, int... prefix) {
        return new Range(kind, bits, prefix);
    }

    /** The addresses whose first bits are equal; missing bytes of the prefix are zero. */
    private record Range(AddressKind kind, int bits, int[] prefix) {

        boolean contains(byte[] address) {
            for (int bit = 0; bit < bits; bit += 8) {
                int expected = bit / 8 < prefix.length ? prefix[bit / 8] : 0;
                int mask = bits - bit >= 8 ? 0xff : 0xff << (8 - (bits - bit)) & 0xff;
                if ((address[bit / 8] & mask) != (expected & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
