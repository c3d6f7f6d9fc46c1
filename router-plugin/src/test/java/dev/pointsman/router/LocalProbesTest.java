package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.api.failure.ProviderFailure.Unauthorized;
import dev.pointsman.api.failure.ProviderFailure.Unreachable;
import dev.pointsman.router.health.EndpointHealth;
import dev.pointsman.router.health.EndpointKey;
import dev.pointsman.router.health.HealthSettings;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LocalProbesTest {

    private static final EndpointKey LOCAL = new EndpointKey("local", "model");
    private static final EndpointKey HOSTED = new EndpointKey("hosted", "model");

    private final EndpointHealth health = new EndpointHealth(HealthSettings.defaults(), System::nanoTime);
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
    private volatile ProviderFailure failure;
    private final LocalProbes probes = new LocalProbes(health, this::list, timers);

    @AfterEach
    void close() {
        probes.close();
        timers.shutdownNow();
    }

    @Test
    void onlyALocalProviderThatTookNoConnectionIsAsked() {
        health.useLocal(Set.of("local"));
        probes.round();
        fail(HOSTED);
        fail(LOCAL);

        probes.round();

        await(() -> health.suspects().isEmpty());
        assertThat(asked).containsExactly("local");
    }

    @Test
    void whoIsStillNotThereIsClosedAndWhoIsAgainOpens() {
        health.useLocal(Set.of("local"));
        fail(LOCAL);
        failure = new Unreachable();

        probes.round();
        await(() -> !health.reading(LOCAL, null).open());
        assertThat(health.reading(LOCAL, null).closedBy()).isEqualTo("unreachable");

        failure = new Unauthorized();
        await(() -> {
            probes.round();
            return health.reading(LOCAL, null).open();
        });
    }

    private void list(String provider) {
        asked.add(provider);
        if (failure != null) {
            throw new ProviderException(failure);
        }
    }

    private void fail(EndpointKey key) {
        health.tryAcquire(key, null).orElseThrow().failed(new Unreachable());
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - deadline).as("waited too long").isNegative();
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
        }
    }
}
