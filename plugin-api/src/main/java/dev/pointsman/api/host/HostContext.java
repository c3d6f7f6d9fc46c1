package dev.pointsman.api.host;

import java.util.Optional;

/** Everything a host lends. Thread-safe; lives longer than every provider that holds it. */
public interface HostContext {

    /** A host that lends nothing: secrets come from the environment, nothing can be reached, no extension is found. */
    static HostContext none() {
        return NoHost.INSTANCE;
    }

    /**
     * The way to one endpoint and nowhere else. Does no I/O.
     *
     * @param endpoint what the operator configured, never what a caller sent
     */
    default Egress egress(Endpoint endpoint) {
        return Egress.closed();
    }

    default Secrets secrets() {
        return Secrets.fromEnvironment();
    }

    default ProviderDirectory providers() {
        return ProviderDirectory.empty();
    }

    /**
     * A service by its type; empty when this host lends none. By JDK type travel {@code javax.sql.DataSource}, the one store;
     * {@code java.nio.file.Path}, a folder for what must outlive the process beside it; {@code InstantSource} and {@code
     * ScheduledExecutorService}.
     */
    default <T> Optional<T> service(Class<T> type) {
        return Optional.empty();
    }
}
