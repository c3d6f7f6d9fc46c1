package dev.pointsman.router;

import dev.pointsman.router.credentials.CredentialPools;
import dev.pointsman.router.credentials.CredentialState;
import dev.pointsman.router.credentials.Credentials;
import dev.pointsman.router.credentials.Pool;
import dev.pointsman.router.credentials.PooledCredential;
import dev.pointsman.router.health.Demand;
import dev.pointsman.router.health.EndpointHealth;
import dev.pointsman.router.health.EndpointKey;
import dev.pointsman.router.health.HealthReading;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What one request may authenticate with, and how that stands now. For the request's own thread. */
final class EndpointCredentials {

    private final CredentialPools pools;
    private final Credentials credentials;
    private final EndpointHealth health;
    private final String workspace;
    private final List<String> owners;
    private final LastCredential last;
    private final String spread;
    private final Function<EndpointKey, Demand> demand;
    /** By provider: a decision looks at every model of it. */
    private final Map<String, List<PooledCredential>> inOrder = new HashMap<>();

    /**
     * Resolves nothing yet.
     *
     * @param workspace the caller's
     * @param owners who may own a credential of this request; empty for anybody
     * @param last what served the conversation last, which comes first again
     * @param spread decides where weights do
     * @param demand what the request takes of a vendor's rate limits
     */
    EndpointCredentials(
            CredentialPools pools,
            Credentials credentials,
            EndpointHealth health,
            String workspace,
            List<String> owners,
            LastCredential last,
            String spread,
            Function<EndpointKey, Demand> demand) {
        this.pools = pools;
        this.credentials = credentials;
        this.health = health;
        this.workspace = workspace;
        this.owners = owners;
        this.last = last;
        this.spread = spread;
        this.demand = demand;
    }

    /** The id of what served a conversation last. */
    @FunctionalInterface
    interface LastCredential {

        LastCredential UNKNOWN = provider -> null;

        @Nullable
        String at(String provider);
    }

    /** In the order in which they are tried; empty where none is needed, and where none may be used. */
    List<PooledCredential> inOrder(EndpointKey endpoint) {
        return inOrder.computeIfAbsent(
                endpoint.provider(), provider -> pool(endpoint).inOrder(last.at(provider), spread));
    }

    boolean isNeeded(EndpointKey endpoint) {
        return pool(endpoint).needed();
    }

    Demand demand(EndpointKey endpoint) {
        return demand.apply(endpoint);
    }

    /** The state of the endpoint with the first credential that may be tried now, or else with the one that is the readiest. */
    HealthReading reading(EndpointKey endpoint) {
        return reading(endpoint, inOrder(endpoint), credentials, health, demand(endpoint));
    }

    /** As above, of any list of credentials; of the endpoint alone when there is none. */
    static HealthReading reading(
            EndpointKey endpoint,
            List<PooledCredential> inOrder,
            Credentials credentials,
            EndpointHealth health,
            Demand demand) {
        @Nullable HealthReading readiest = null;
        for (PooledCredential credential : inOrder) {
            HealthReading reading = reading(endpoint, credentials.of(credential), health, demand);
            if (reading.open()) {
                return reading;
            }
            if (readiest == null || reading.isReadierThan(readiest)) {
                readiest = reading;
            }
        }
        return readiest == null ? health.reading(endpoint, null, demand) : readiest;
    }

    static HealthReading reading(EndpointKey endpoint, CredentialState state, EndpointHealth health, Demand demand) {
        HealthReading reading =
                health.reading(endpoint, state.healthKey(), demand).with(state.id());
        return state instanceof CredentialState.Missing ? reading.closedBy("credential_bad") : reading;
    }

    private Pool pool(EndpointKey endpoint) {
        return pools.of(workspace, endpoint.provider()).ownedBy(owners);
    }
}
