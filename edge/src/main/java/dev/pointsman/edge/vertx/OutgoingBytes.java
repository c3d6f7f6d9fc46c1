package dev.pointsman.edge.vertx;

import dev.pointsman.edge.ClientGoneException;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What waits between the thread that writes an answer and the event loop that sends it: a bounded buffer. The writer blocks
 * while it is full; a client that takes nothing for too long is dropped. Frames that wait together leave together.
 */
final class OutgoingBytes {

    private final int capacity;
    private final Duration patience;
    private final Timers timers;
    private final Runnable wake;
    private final Runnable drop;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<byte[]> chunks = new ArrayDeque<>();
    private int pending;
    private long taken;
    private boolean awake;
    private boolean finished;
    private boolean sent;
    private @Nullable String goneBecause;

    /**
     * @param capacity in bytes; one chunk may exceed it
     * @param patience how long the client may take nothing
     * @param wake tells the event loop that there is something to take; called once until {@link #take} finds nothing
     * @param drop cuts the connection of a client that takes nothing
     */
    OutgoingBytes(int capacity, Duration patience, Timers timers, Runnable wake, Runnable drop) {
        this.capacity = capacity;
        this.patience = patience;
        this.timers = timers;
        this.wake = wake;
        this.drop = drop;
    }

    /** A part of the answer on its way to the network. */
    record Batch(byte[] bytes, boolean last) {}

    /** The writer adds; blocks while the buffer is full. */
    void put(byte[] bytes) throws ClientGoneException {
        lock.lock();
        try {
            add(bytes);
            wakeOnce();
        } finally {
            lock.unlock();
        }
    }

    /** The writer adds a last part, possibly empty, and blocks until everything is handed to the network. */
    void finish(byte[] last) throws ClientGoneException {
        lock.lock();
        try {
            add(last);
            finished = true;
            wakeOnce();
            await(() -> sent);
        } finally {
            lock.unlock();
        }
    }

    /** The event loop takes at least {@code most} bytes where so many wait; null when nothing does, and then it will be woken again. */
    @Nullable
    Batch take(int most) {
        lock.lock();
        try {
            if (chunks.isEmpty() && !finished) {
                awake = false;
                return null;
            }
            byte[] bytes = join(most);
            pending -= bytes.length;
            taken++;
            changed.signalAll();
            return new Batch(bytes, finished && chunks.isEmpty());
        } finally {
            lock.unlock();
        }
    }

    /** The last batch has reached the network. */
    void sent() {
        lock.lock();
        try {
            sent = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The client is gone: releases a blocked writer. */
    void close(String because) {
        lock.lock();
        try {
            if (goneBecause == null) {
                goneBecause = because;
            }
            chunks.clear();
            pending = 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void add(byte[] bytes) throws ClientGoneException {
        await(() -> pending < capacity);
        if (bytes.length > 0) {
            chunks.add(bytes);
            pending += bytes.length;
        }
    }

    private byte[] join(int most) {
        byte[] first = chunks.isEmpty() ? new byte[0] : chunks.remove();
        if (chunks.isEmpty() || first.length >= most) {
            return first;
        }
        ByteArrayOutputStream joined = new ByteArrayOutputStream(Math.min(most, pending));
        joined.writeBytes(first);
        while (!chunks.isEmpty() && joined.size() < most) {
            joined.writeBytes(chunks.remove());
        }
        return joined.toByteArray();
    }

    private void wakeOnce() {
        if (!awake) {
            awake = true;
            wake.run();
        }
    }

    private void await(BooleanSupplier done) throws ClientGoneException {
        while (goneBecause == null && !done.getAsBoolean()) {
            long takenBefore = taken;
            Runnable cancel = timers.after(patience, () -> dropIfStuck(takenBefore));
            try {
                changed.awaitUninterruptibly();
            } finally {
                cancel.run();
            }
        }
        if (goneBecause != null) {
            throw new ClientGoneException(goneBecause);
        }
    }

    private void dropIfStuck(long takenBefore) {
        lock.lock();
        try {
            if (taken != takenBefore || sent || goneBecause != null) {
                return;
            }
        } finally {
            lock.unlock();
        }
        close("the client took nothing for " + patience.toMillis() + " ms");
        drop.run();
    }
}
