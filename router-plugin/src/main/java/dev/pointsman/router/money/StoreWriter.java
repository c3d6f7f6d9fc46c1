package dev.pointsman.router.money;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes to the store: it carries on what its parts gathered, again and again, many entries in one
 * transaction. While the store fails it tries every second, and says so once. A platform thread, since SQLite waits for the disk
 * inside native code, which would hold a carrier of virtual threads.
 */
final class StoreWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StoreWriter.class);

    private static final long PAUSE_MILLIS = 50;
    private static final long PAUSE_AFTER_FAILURE_MILLIS = 1_000;
    private static final long MAINTENANCE_NANOS = Duration.ofMinutes(1).toNanos();
    private static final Duration LAST_PASS = Duration.ofSeconds(10);

    private final List<Part> parts = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wanted = lock.newCondition();
    private final Condition passed = lock.newCondition();
    private final Thread thread = new Thread(this::run, "pointsman-store");
    private boolean stopping;
    private boolean hurry;
    private long begunPasses;
    private long goodPasses;
    private boolean failing;

    /** Something that gathers entries. Called by the writer's thread alone. */
    interface Part extends AutoCloseable {

        void carry() throws IOException, SQLException;

        /** About once a minute. */
        void maintain() throws IOException, SQLException;

        /** Whether nothing is left to carry. */
        boolean isDone();

        @Override
        void close() throws IOException;
    }

    /** Begins; every part must be known before. */
    void start(List<Part> all) {
        parts.addAll(all);
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits until what the parts held at the call is in the store. */
    boolean flush(Duration limit) throws InterruptedException {
        if (!thread.isAlive()) {
            return false;
        }
        long deadline = System.nanoTime() + limit.toNanos();
        lock.lock();
        try {
            // The pass that runs may have read past the caller's entry already; the one after it cannot.
            long enough = begunPasses + 1;
            while (goodPasses < enough) {
                long left = deadline - System.nanoTime();
                if (left <= 0 || stopping) {
                    return false;
                }
                hurry = true;
                wanted.signal();
                passed.await(left, TimeUnit.NANOSECONDS);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Carries on what there is, for ten seconds at most, and ends the thread. What is left then waits for the next process. */
    @Override
    public void close() {
        lock.lock();
        try {
            stopping = true;
            wanted.signal();
            passed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            if (thread.isAlive() && !thread.join(LAST_PASS)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        long maintained = System.nanoTime() - MAINTENANCE_NANOS;
        while (true) {
            boolean last = isStopping();
            boolean maintain = System.nanoTime() - maintained >= MAINTENANCE_NANOS;
            boolean good = pass(maintain);
            if (good && maintain) {
                maintained = System.nanoTime();
            }
            if (last) {
                break;
            }
            pause(good ? PAUSE_MILLIS : PAUSE_AFTER_FAILURE_MILLIS);
        }
        closeParts();
    }

    private boolean pass(boolean maintain) {
        long number = begin();
        try {
            for (Part part : parts) {
                part.carry();
                if (maintain) {
                    part.maintain();
                }
            }
            ended(number);
            return true;
        } catch (SQLException | IOException | RuntimeException e) {
            failed(e);
            return false;
        }
    }

    private long begin() {
        lock.lock();
        try {
            return ++begunPasses;
        } finally {
            lock.unlock();
        }
    }

    private void ended(long number) {
        lock.lock();
        try {
            goodPasses = number;
            passed.signalAll();
        } finally {
            lock.unlock();
        }
        if (failing) {
            failing = false;
            LOG.atInfo().log("the store takes entries again");
        }
    }

    private void failed(Exception e) {
        if (!failing) {
            failing = true;
            LOG.atError()
                    .addKeyValue("exception", e.getClass().getName())
                    .addKeyValue("reason", e.getMessage())
                    .log("the store takes no entries; they wait in the spool");
        }
    }

    private void pause(long millis) {
        lock.lock();
        try {
            if (!stopping && !hurry) {
                boolean woken = wanted.await(millis, TimeUnit.MILLISECONDS);
                LOG.trace("woken: {}", woken);
            }
            hurry = false;
        } catch (InterruptedException e) {
            stopping = true;
        } finally {
            lock.unlock();
        }
    }

    private boolean isStopping() {
        lock.lock();
        try {
            return stopping;
        } finally {
            lock.unlock();
        }
    }

    private void closeParts() {
        for (Part part : parts) {
            try {
                part.close();
            } catch (IOException e) {
                LOG.atWarn().addKeyValue("reason", e.getMessage()).log("a part of the ledger could not be closed");
            }
        }
    }
}
