package dev.pointsman.hostkit.egress;

import dev.pointsman.api.host.EgressDeniedException;
import java.net.InetAddress;
import java.util.List;

/** Decides whether the addresses of a name may be connected to. */
record AddressGuard(boolean local, OwnAddresses own) {

    /**
     * Checks every address, since a name with one good and one bad answer is an attack or a mistake, and in neither case ours to
     * pick from.
     *
     * @throws EgressDeniedException naming the host and the rule; it does not tell the address, which would map the inner
     *     network to whoever can configure a name
     */
    void check(HostName host, List<InetAddress> addresses, int port) {
        for (InetAddress address : addresses) {
            AddressKind kind = AddressKind.of(address);
            if (kind == AddressKind.FORBIDDEN) {
                throw new EgressDeniedException(host.value()
                        + " leads to an address that no endpoint can have (link-local, metadata, multicast …)");
            }
            if (local && kind != AddressKind.PRIVATE) {
                throw new EgressDeniedException(
                        host.value()
                                + " is declared local but leads to a public address; remove \"locality: local\" if that is meant");
            }
            if (!local && kind != AddressKind.PUBLIC) {
                throw new EgressDeniedException(
                        host.value()
                                + " leads to a private or loopback address; write \"locality: local\" at the provider if that is meant");
            }
            if (own.match(address, port)) {
                throw new EgressDeniedException(host.value() + ":" + port + " is this gateway itself");
            }
        }
    }
}
