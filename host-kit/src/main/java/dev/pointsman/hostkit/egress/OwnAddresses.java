package dev.pointsman.hostkit.egress;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collection;
import java.util.List;

/** Where this host itself listens; a provider must not lead back there. Thread-safe. */
final class OwnAddresses {

    private volatile List<InetSocketAddress> listening = List.of();

    void replace(Collection<InetSocketAddress> addresses) {
        listening = List.copyOf(addresses);
    }

    /** By the text of an URL, before any lookup. */
    boolean match(HostName host, int port) {
        for (InetSocketAddress own : listening) {
            if (own.getPort() == port && (sameName(own, host) || answersOnLoopback(own) && host.meansLoopback())) {
                return true;
            }
        }
        return false;
    }

    /** By the address a name led to. */
    boolean match(InetAddress address, int port) {
        for (InetSocketAddress own : listening) {
            if (own.getPort() == port && (address.equals(own.getAddress()) || reaches(own, address))) {
                return true;
            }
        }
        return false;
    }

    private static boolean sameName(InetSocketAddress own, HostName host) {
        return HostName.of(own.getHostString()).equals(host);
    }

    private static boolean answersOnLoopback(InetSocketAddress own) {
        InetAddress address = own.getAddress();
        return address != null && (address.isAnyLocalAddress() || address.isLoopbackAddress());
    }

    private static boolean reaches(InetSocketAddress own, InetAddress address) {
        if (answersOnLoopback(own) && address.isLoopbackAddress()) {
            return true;
        }
        InetAddress bound = own.getAddress();
        return bound != null && bound.isAnyLocalAddress() && isOfThisMachine(address);
    }

    private static boolean isOfThisMachine(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            // Interfaces cannot be listed: rather deny than loop.
            return true;
        }
    }
}
