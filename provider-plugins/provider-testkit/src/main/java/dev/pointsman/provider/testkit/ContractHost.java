package dev.pointsman.provider.testkit;

import dev.pointsman.api.host.Egress;
import dev.pointsman.api.host.Endpoint;
import dev.pointsman.api.host.HostContext;
import dev.pointsman.api.host.Secret;
import dev.pointsman.api.host.SecretUnavailableException;
import dev.pointsman.api.host.Secrets;
import dev.pointsman.hostkit.egress.HostEgress;

/** A host with the real egress and one secret. */
public final class ContractHost implements HostContext, AutoCloseable {

    /** Leads to {@link #SECRET}. */
    public static final String REFERENCE = "${env:CONTRACT_KEY}";

    /** Must be found nowhere but in the one header it is meant for. */
    public static final String SECRET = "canary-7f3a91c2d4e8b605";

    private final HostEgress egress = HostEgress.create();

    @Override
    public Egress egress(Endpoint endpoint) {
        return egress.egress(endpoint);
    }

    @Override
    public Secrets secrets() {
        return reference -> {
            if (!reference.equals(REFERENCE)) {
                throw new SecretUnavailableException("only " + REFERENCE + " is known here");
            }
            return Secret.of(SECRET);
        };
    }

    @Override
    public void close() {
        egress.close();
    }
}
