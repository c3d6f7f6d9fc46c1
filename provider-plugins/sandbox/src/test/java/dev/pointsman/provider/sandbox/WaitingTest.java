package dev.pointsman.provider.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.provider.ModelProvider;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class WaitingTest {

    private static final String HELLO = Sandbox.saying("hello");

    @Test
    void endsABlockedReadWithin100MillisecondsOfItsClosing() throws Exception {
        // Given: a reader that waits 700 ms for the first token of smart
        try (ModelProvider provider = Sandbox.with(Map.of("speed", "realistic"))) {
            ModelResponse response = Sandbox.call(provider, "smart", true, HELLO);
            AtomicReference<Thread> reader = new AtomicReference<>();
            CompletableFuture<Long> cancelledAt = new CompletableFuture<>();
            CountDownLatch reading = new CountDownLatch(1);
            reader.set(Thread.ofPlatform().start(() -> {
                reading.countDown();
                try {
                    response.next();
                    cancelledAt.completeExceptionally(new AssertionError("it was not cancelled"));
                } catch (ProviderException e) {
                    assertThat(e).hasMessage("cancelled");
                    cancelledAt.complete(System.nanoTime());
                }
            }));
            assertThat(reading.await(5, TimeUnit.SECONDS)).isTrue();
            while (reader.get().getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }

            // When
            long closedAt = System.nanoTime();
            response.close();

            // Then
            assertThat(Duration.ofNanos(cancelledAt.get(5, TimeUnit.SECONDS) - closedAt))
                    .isLessThan(Duration.ofMillis(100));
        }
    }

    @Test
    void sendsNothingOnceItIsClosed() {
        try (ModelProvider provider = Sandbox.instant()) {
            ModelResponse response = Sandbox.call(provider, "cheap", true, HELLO);

            response.close();
            response.close();

            assertThatThrownBy(response::next).hasMessage("cancelled");
        }
    }

    @Test
    void canBeClosedInTheMiddle() {
        try (ModelProvider provider = Sandbox.instant();
                ModelResponse response = Sandbox.call(provider, "cheap", true, HELLO)) {
            assertThat(response.next()).isPresent();

            response.close();

            assertThatThrownBy(response::next).hasMessage("cancelled");
        }
    }

    @Test
    void staysEndedAfterItsEnd() {
        try (ModelProvider provider = Sandbox.instant();
                ModelResponse response = Sandbox.call(provider, "cheap", false, HELLO)) {
            Sandbox.read(response);

            assertThat(response.next()).isEmpty();
            assertThat(response.upstreamRequestId())
                    .hasValueSatisfying(id -> assertThat(id).startsWith("chatcmpl-"));
        }
    }

    @Test
    void takesTheTimeOfItsVendorWhenRealistic() {
        try (ModelProvider provider = Sandbox.with(Map.of());
                ModelResponse response = Sandbox.call(provider, "fast", true, HELLO)) {
            // When
            long begin = System.nanoTime();
            response.next();

            // Then
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(40));
        }
    }
}
