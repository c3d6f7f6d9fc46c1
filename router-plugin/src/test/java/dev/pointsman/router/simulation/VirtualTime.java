package dev.pointsman.router.simulation;

import dev.pointsman.router.attempt.Timers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;

/** The clock, the timers and the threads of one world. For one thread; what it starts runs on that. */
final class VirtualTime implements Timers, InstantSource {

    private static final Instant BEGINNING = Instant.parse("2026-11-25T12:00:00Z");
    private static final long ORIGIN = 1_000_000_000L;

    private record Event(long at, long number, Runnable task) {}

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
    private final SimulatedThreads threads = new SimulatedThreads();
    private long now = ORIGIN;
    private long numbers;

    long nanoTime() {
        return now;
    }

    /** Since the beginning. */
    Duration elapsed() {
        return Duration.ofNanos(now - ORIGIN);
    }

    @Override
    public Instant instant() {
        return BEGINNING.plusNanos(now - ORIGIN);
    }

    @Override
    public Runnable after(Duration delay, Runnable task) {
        numbers++;
        Event event = new Event(now + delay.toNanos(), numbers, task);
        events.add(event);
        return () -> events.remove(event);
    }

    /** A thread of its own, from a moment on. */
    void startAfter(Duration delay, Runnable task) {
        after(delay, () -> threads.start(task));
    }

    /** Lets the calling thread of this world wait; others go on. */
    void sleep(Duration span) throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        after(span, over::countDown);
        over.await();
    }

    /**
     * Until nothing is left to happen.
     *
     * @param look runs after each moment in which something did
     */
    void run(Runnable look) {
        threads.run();
        for (Event next = events.poll(); next != null; next = events.poll()) {
            now = Math.max(now, next.at());
            next.task().run();
            threads.run();
            look.run();
        }
    }

    /** Nothing happens for a while. */
    void pass(Duration span) {
        now += span.toNanos();
    }
}
