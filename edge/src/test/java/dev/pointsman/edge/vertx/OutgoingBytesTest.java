package dev.pointsman.edge.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.edge.ClientGoneException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OutgoingBytesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HandTimers timers = new HandTimers();
    private final AtomicInteger woken = new AtomicInteger();
    private final AtomicInteger dropped = new AtomicInteger();
    private final OutgoingBytes outgoing =
            new OutgoingBytes(100, PATIENCE, timers, woken::incrementAndGet, dropped::incrementAndGet);

    /** Timers that run when the test says so. */
    private static final class HandTimers implements Timers {

        private record Timer(Duration delay, Runnable action) {}

        private final List<Timer> armed = new CopyOnWriteArrayList<>();

        @Override
        public Runnable after(Duration delay, Runnable action) {
            Timer timer = new Timer(delay, action);
            armed.add(timer);
            return () -> armed.remove(timer);
        }

        void expire(Duration delay) {
            Conditions.await("a limit is set", () -> !armed.isEmpty());
            Timer timer = armed.getFirst();
            assertThat(timer.delay()).isEqualTo(delay);
            timer.action().run();
        }
    }

    private interface Writing {
        void run() throws ClientGoneException;
    }

    private static CompletableFuture<Void> onItsOwnThread(Writing writing) {
        CompletableFuture<Void> result = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                writing.run();
                result.complete(null);
            } catch (ClientGoneException e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    @Test
    void givesWhatWaitsTogetherInOneBatch() throws Exception {
        outgoing.put(new byte[] {1, 2});
        outgoing.put(new byte[] {3});

        OutgoingBytes.Batch batch = outgoing.take(64);

        assertThat(batch.bytes()).containsExactly(1, 2, 3);
        assertThat(batch.last()).isFalse();
        assertThat(outgoing.take(64)).isNull();
        assertThat(woken.get()).as("woken once for both").isEqualTo(1);
    }

    @Test
    void wakesAgainAfterTheLoopFoundNothing() throws Exception {
        outgoing.put(new byte[] {1});
        outgoing.take(64);
        outgoing.take(64);

        outgoing.put(new byte[] {2});

        assertThat(woken.get()).isEqualTo(2);
    }

    @Test
    void blocksTheWriterUntilThereIsRoom() throws Exception {
        outgoing.put(new byte[100]);
        CompletableFuture<Void> second = onItsOwnThread(() -> outgoing.put(new byte[1]));
        Conditions.await("the writer waits", () -> !timers.armed.isEmpty());
        assertThat(second).isNotDone();

        outgoing.take(64);

        second.get(5, TimeUnit.SECONDS);
        assertThat(timers.armed).as("no limit is left behind").isEmpty();
    }

    @Test
    void dropsAClientThatTakesNothing() {
        CompletableFuture<Void> writer = onItsOwnThread(() -> {
            outgoing.put(new byte[100]);
            outgoing.put(new byte[1]);
        });

        timers.expire(PATIENCE);

        assertThatThrownBy(() -> writer.get(5, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(ClientGoneException.class);
        assertThat(dropped.get()).isEqualTo(1);
    }

    @Test
    void dropsAClientThatDoesNotTakeTheEnd() {
        CompletableFuture<Void> writer = onItsOwnThread(() -> outgoing.finish(new byte[] {1}));

        timers.expire(PATIENCE);

        assertThatThrownBy(() -> writer.get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(ClientGoneException.class);
        assertThat(dropped.get()).isEqualTo(1);
    }

    @Test
    void isPatientWithAClientThatTakesAnything() {
        CompletableFuture<Void> writer = onItsOwnThread(() -> {
            outgoing.put(new byte[100]);
            outgoing.finish(new byte[1]);
        });
        Conditions.await("the writer waits", () -> !timers.armed.isEmpty());
        Runnable firstLimit = timers.armed.getFirst().action();
        outgoing.take(64);

        firstLimit.run();

        assertThat(dropped.get()).isZero();
        outgoing.take(64);
        outgoing.sent();
        assertThat(writer).succeedsWithin(Duration.ofSeconds(5));
    }

    @Test
    void endsWithTheLastBatch() {
        CompletableFuture<Void> writer = onItsOwnThread(() -> outgoing.finish(new byte[] {9}));
        Conditions.await("the writer waits", () -> !timers.armed.isEmpty());

        OutgoingBytes.Batch batch = outgoing.take(64);

        assertThat(batch.bytes()).containsExactly(9);
        assertThat(batch.last()).isTrue();
        assertThat(writer).isNotDone();
        outgoing.sent();
        assertThat(writer).succeedsWithin(Duration.ofSeconds(5));
    }

    @Test
    void refusesWhatIsWrittenAfterTheClientLeft() {
        outgoing.close("the client left");

        assertThatThrownBy(() -> outgoing.put(new byte[1]))
                .isInstanceOf(ClientGoneException.class)
                .hasMessage("the client left");
    }
}
