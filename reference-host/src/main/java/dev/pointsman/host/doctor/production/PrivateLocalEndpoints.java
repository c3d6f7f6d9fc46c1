package dev.pointsman.host.doctor.production;

import dev.pointsman.hostkit.egress.AddressKind;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** What is called local is on this machine or in a private network. */
record PrivateLocalEndpoints() implements ProductionCheck {

    @Override
    public String id() {
        return "local-endpoints-private";
    }

    @Override
    public Outcome look(Installation installation) {
        List<LocalEndpoint> endpoints =
                LocalEndpoint.of(installation.configuration().policy());
        List<Outcome> outcomes = new ArrayList<>();
        endpoints.forEach(endpoint -> outcomes.add(look(endpoint)));
        return Outcome.all(
                outcomes,
                endpoints.isEmpty()
                        ? "no endpoint is local"
                        : "local endpoints in private networks: " + endpoints.size());
    }

    private static Outcome look(LocalEndpoint endpoint) {
        if (endpoint.url().isEmpty()) {
            return Outcome.unknown("where " + endpoint.name() + " is, is not written; write its baseUrl");
        }
        String host = endpoint.url().get().getHost();
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (AddressKind.of(address) != AddressKind.PRIVATE) {
                    return Outcome.broken(
                            endpoint.path() + ".baseUrl",
                            host + " is " + address.getHostAddress() + ", which is in no private network",
                            "take locality: local out of " + endpoint.path()
                                    + ", or let its baseUrl name a private address");
                }
            }
            return Outcome.held(host);
        } catch (UnknownHostException e) {
            return Outcome.unknown("nobody knows the address of " + host + ", where " + endpoint.name() + " is");
        }
    }
}
