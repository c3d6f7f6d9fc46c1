package dev.pointsman.router.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.Payload;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class FeedSubscriptionTest {

    private static final Payload EVENT = Payload.ofUtf8("{}");

    private final AtomicInteger closes = new AtomicInteger();
    private final FeedSubscription subscription = new FeedSubscription(closed -> closes.incrementAndGet());

    @Test
    void givesEventsInTheirOrder() {
        subscription.offer(Payload.ofUtf8("1"));
        subscription.offer(Payload.ofUtf8("2"));

        assertThat(subscription.next()).contains(new Frame("decision", Payload.ofUtf8("1")));
        assertThat(subscription.next()).contains(new Frame("decision", Payload.ofUtf8("2")));
    }

    @Test
    void whoReadsTooSlowlyGetsWhatWaitsIsToldSoAndGetsNothingMore() {
        // Given
        for (int i = 0; i < FeedSubscription.MOST_WAITING; i++) {
            assertThat(subscription.offer(EVENT)).isTrue();
        }

        // When
        assertThat(subscription.offer(EVENT)).isFalse();

        // Then
        for (int i = 0; i < FeedSubscription.MOST_WAITING; i++) {
            assertThat(subscription.next().orElseThrow().name()).isEqualTo("decision");
        }
        assertThat(subscription.next().orElseThrow().name()).isEqualTo("dropped");
        assertThat(subscription.next()).isEmpty();
    }

    @Test
    void closingEndsAReaderThatWaits() throws Exception {
        CompletableFuture<Optional<Frame>> reader = CompletableFuture.supplyAsync(subscription::next);

        subscription.close();

        assertThat(reader.get(10, TimeUnit.SECONDS)).isEmpty();
        assertThat(closes).hasValue(1);
    }
}
