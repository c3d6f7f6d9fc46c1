package dev.pointsman.hostkit;

import dev.pointsman.api.host.Egress;
import dev.pointsman.api.host.Endpoint;
import dev.pointsman.api.host.HostContext;
import dev.pointsman.api.host.ProviderDirectory;
import dev.pointsman.api.host.Secrets;
import dev.pointsman.hostkit.egress.HostEgress;
import dev.pointsman.hostkit.secrets.HostSecrets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Everything a gateway lends its plugins, in one object. Thread-safe. Closing it ends what it made itself, the egress and the
 * timer, if it was given none; what it was given stays the giver's to close.
 */
public final class Host implements HostContext, AutoCloseable {

    private final HostEgress egress;
    private final boolean ownsEgress;
    private final Secrets secrets;
    private final ProviderDirectory providers;
    private final Map<Class<?>, Object> services;
    private final @Nullable ScheduledExecutorService ownTimer;

    private Host(Builder builder) {
        this.ownsEgress = builder.egress == null;
        this.egress = builder.egress == null ? HostEgress.create() : builder.egress;
        this.secrets = builder.secrets;
        this.providers = builder.providers;
        Map<Class<?>, Object> lent = new HashMap<>(builder.services);
        lent.putIfAbsent(InstantSource.class, InstantSource.system());
        this.ownTimer = lent.containsKey(ScheduledExecutorService.class) ? null : timer();
        if (ownTimer != null) {
            lent.put(ScheduledExecutorService.class, ownTimer);
        }
        this.services = Map.copyOf(lent);
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Egress egress(Endpoint endpoint) {
        return egress.egress(endpoint);
    }

    /** The client behind {@link #egress(Endpoint)}, to tell it where this gateway listens. */
    public HostEgress client() {
        return egress;
    }

    @Override
    public Secrets secrets() {
        return secrets;
    }

    @Override
    public ProviderDirectory providers() {
        return providers;
    }

    @Override
    public <T> Optional<T> service(Class<T> type) {
        return Optional.ofNullable(services.get(type)).map(type::cast);
    }

    @Override
    public void close() {
        if (ownTimer != null) {
            ownTimer.shutdownNow();
        }
        if (ownsEgress) {
            egress.close();
        }
    }

    /** For timeouts and other short work: whatever may block belongs on a thread of its own. */
    private static ScheduledExecutorService timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("pointsman-timer").factory());
        // A timeout that was not needed is the normal case, and must not hold its request until its time has come.
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    /** Everything optional: without more, the environment's secrets, no plugins, a clock and a timer. */
    public static final class Builder {

        private @Nullable HostEgress egress;
        private Secrets secrets = HostSecrets.ofProcess();
        private ProviderDirectory providers = ProviderDirectory.empty();
        private final Map<Class<?>, Object> services = new HashMap<>();

        private Builder() {}

        public Builder egress(HostEgress value) {
            this.egress = value;
            return this;
        }

        public Builder secrets(Secrets value) {
            this.secrets = value;
            return this;
        }

        public Builder providers(ProviderDirectory value) {
            this.providers = value;
            return this;
        }

        /** Lends a service under one type: {@code DataSource}, {@code MeterRegistry} …; replaces the one before. */
        public <T> Builder service(Class<T> type, T service) {
            services.put(type, Objects.requireNonNull(service, "service"));
            return this;
        }

        public Host build() {
            return new Host(this);
        }
    }
}
