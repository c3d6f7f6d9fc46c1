package dev.pointsman.edge.keys;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/** The one spelling of a client's address, so that no second spelling has a limit of its own. */
final class RemoteAddress {

    private static final Pattern NUMERIC = Pattern.compile("[0-9a-fA-F.:]+");

    private RemoteAddress() {}

    /**
     * An IPv4-mapped IPv6 address becomes IPv4; of an IPv6 address the first 64 bits count, since a single customer owns that
     * many. What is no address stands for itself.
     */
    static String canonical(String address) {
        int zone = address.indexOf('%');
        String plain = zone < 0 ? address : address.substring(0, zone);
        if (!NUMERIC.matcher(plain).matches()) {
            return plain;
        }
        try {
            // Digits, dots and colons alone: never asks a name server. The JDK folds IPv4-mapped addresses itself.
            InetAddress parsed = InetAddress.getByName(plain);
            if (!(parsed instanceof Inet6Address)) {
                return parsed.getHostAddress();
            }
            byte[] bytes = parsed.getAddress();
            Arrays.fill(bytes, 8, 16, (byte) 0);
            // ::1 keeps its own name: it shares its first 64 bits with nothing that can reach us.
            return parsed.isLoopbackAddress()
                    ? "::1"
                    : InetAddress.getByAddress(bytes).getHostAddress() + "/64";
        } catch (UnknownHostException e) {
            return plain;
        }
    }
}
