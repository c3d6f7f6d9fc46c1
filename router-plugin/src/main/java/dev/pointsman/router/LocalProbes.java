package dev.pointsman.router;

import dev.pointsman.api.failure.Phase;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.api.failure.ProviderFailure.TimedOut;
import dev.pointsman.api.failure.ProviderFailure.Unreachable;
import dev.pointsman.router.health.EndpointHealth;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every 15 s whether local providers that took no connection take one again, by asking for their list of models: that costs
 * nothing. Who answers requests needs no probe, and a hosted vendor is never asked. Thread-safe.
 */
final class LocalProbes implements AutoCloseable {

    static final Duration EVERY = Duration.ofSeconds(15);

    private static final Logger LOG = LoggerFactory.getLogger(LocalProbes.class);

    private final EndpointHealth health;
    private final Consumer<String> listing;
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private final Future<?> rounds;

    /** @param listing asks a provider for its models; throws {@link ProviderException} when it does not answer */
    LocalProbes(EndpointHealth health, Consumer<String> listing, ScheduledExecutorService timers) {
        this.health = health;
        this.listing = listing;
        long every = EVERY.toSeconds();
        this.rounds = timers.scheduleWithFixedDelay(this::round, every, every, TimeUnit.SECONDS);
    }

    /** On the timers' thread, which must not wait for anybody. */
    void round() {
        for (String provider : health.suspects()) {
            if (running.add(provider)) {
                Thread.ofVirtual().name("pointsman-probe-" + provider).start(() -> {
                    try {
                        health.probed(provider, isReachable(provider));
                    } finally {
                        running.remove(provider);
                    }
                });
            }
        }
    }

    /** Whatever it answers, even an error: somebody is there. */
    private boolean isReachable(String provider) {
        try {
            listing.accept(provider);
            return true;
        } catch (ProviderException e) {
            return !isNoConnection(e.failure());
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue("provider", provider)
                    .addKeyValue("exception", e.getClass().getName())
                    .log("a provider plugin failed to list its models");
            return true;
        }
    }

    private static boolean isNoConnection(ProviderFailure failure) {
        return failure instanceof Unreachable || (failure instanceof TimedOut late && late.phase() == Phase.CONNECT);
    }

    @Override
    public void close() {
        rounds.cancel(false);
    }
}
