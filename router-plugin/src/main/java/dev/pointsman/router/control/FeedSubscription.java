package dev.pointsman.router.control;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure.Cancelled;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One subscriber's events. One thread reads, any may offer and close. */
final class FeedSubscription implements ModelResponse {

    static final int MOST_WAITING = 256;

    private final Consumer<FeedSubscription> onClose;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<Payload> waiting = new ArrayDeque<>();
    private boolean dropped;
    private boolean over;

    FeedSubscription(Consumer<FeedSubscription> onClose) {
        this.onClose = onClose;
    }

    /** False when too many wait already: then this one is told so after them, and nothing more. */
    boolean offer(Payload event) {
        lock.lock();
        try {
            if (waiting.size() >= MOST_WAITING) {
                dropped = true;
            } else {
                waiting.add(event);
            }
            changed.signal();
            return !dropped;
        } finally {
            lock.unlock();
        }
    }

    /** An event {@code decision} for each request, and {@code dropped} as the last one for whoever was too slow. */
    @Override
    public Optional<Frame> next() {
        Payload event = await();
        if (event != null) {
            return Optional.of(new Frame("decision", event));
        }
        if (isFirstEnd()) {
            String told = "{\"reason\":\"events were read too slowly; subscribe again\"}";
            return Optional.of(new Frame("dropped", Payload.ofUtf8(told)));
        }
        return Optional.empty();
    }

    /** Null at the end. */
    private @Nullable Payload await() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !dropped && !over) {
                changed.await();
            }
            return waiting.poll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderException(new Cancelled());
        } finally {
            lock.unlock();
        }
    }

    private boolean isFirstEnd() {
        lock.lock();
        try {
            boolean first = dropped && !over;
            over = true;
            return first;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            over = true;
            waiting.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        onClose.accept(this);
    }
}
