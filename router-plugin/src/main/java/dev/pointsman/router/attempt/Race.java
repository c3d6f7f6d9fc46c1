package dev.pointsman.router.attempt;

import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure.Cancelled;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Attempts of one request that run beside each other, each on a thread of its own until its first content. The request's thread
 * waits here, and reads on what the one that was faster has begun.
 */
final class Race {

    private final Cancellation cancellation;
    private final Timers timers;
    private final BlockingQueue<Optional<Finish>> finishes = new LinkedBlockingQueue<>();
    private final List<Attempt> running = new CopyOnWriteArrayList<>();

    /** @param failure null where its first content is there */
    record Finish(Attempt attempt, @Nullable ProviderException failure) {}

    Race(Cancellation cancellation, Timers timers) {
        this.cancellation = cancellation;
        this.timers = timers;
    }

    void enter(Attempt attempt) {
        running.add(attempt);
        cancellation.attach(() -> running.forEach(Attempt::close));
        Thread.ofVirtual()
                .name("pointsman-attempt-" + attempt.number())
                .start(() -> finishes.add(Optional.of(finish(attempt))));
    }

    /** Those that have neither committed nor failed as far as was asked here. */
    List<Attempt> running() {
        return running;
    }

    /**
     * Lets one attempt run for a while by itself.
     *
     * @return how it finished; empty when it has not in that time
     */
    Optional<Finish> headStart(Attempt attempt, Duration span) {
        Runnable cancelTimer = timers.after(span, () -> finishes.add(Optional.empty()));
        try {
            enter(attempt);
            return take();
        } finally {
            cancelTimer.run();
        }
    }

    /** The next that finishes, whenever that is: its watchdog sees that it is. */
    Finish next() {
        Optional<Finish> finish = take();
        while (finish.isEmpty()) {
            // The timer of before, which came late.
            finish = take();
        }
        return finish.get();
    }

    private Optional<Finish> take() {
        try {
            Optional<Finish> finish = finishes.take();
            finish.ifPresent(done -> running.remove(done.attempt()));
            return finish;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderException(new Cancelled(), e);
        }
    }

    private static Finish finish(Attempt attempt) {
        try {
            attempt.commit();
            return new Finish(attempt, null);
        } catch (ProviderException e) {
            return new Finish(attempt, e);
        }
    }
}
