package dev.pointsman.router.money;

import dev.pointsman.router.config.RetentionConfig;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The table of decisions. A decision is a trace and no money: it waits in memory until it is written, a killed process loses the
 * last tenth of a second of them, and while the store is down the newest beyond ten thousand are dropped and counted. Thread-safe.
 */
public final class DecisionStore implements StoreWriter.Part {

    private static final Logger LOG = LoggerFactory.getLogger(DecisionStore.class);
    private static final int MOST_WAITING = 10_000;
    private static final int BATCH = 500;
    private static final Duration READ_YOUR_WRITES = Duration.ofSeconds(2);

    private final DecisionTable table;
    private final InstantSource clock;
    private final Supplier<RetentionConfig> retention;
    private final StoreWriter writer;
    private final BlockingQueue<Supplier<StoredDecision>> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicLong dropped = new AtomicLong();
    /** Taken from the queue and not written yet; the writer's thread alone. */
    private final List<StoredDecision> batch = new ArrayList<>();

    DecisionStore(DecisionTable table, InstantSource clock, Supplier<RetentionConfig> retention, StoreWriter writer) {
        this.table = table;
        this.clock = clock;
        this.retention = retention;
        this.writer = writer;
    }

    /** Keeps a decision; it is made into a row later, on another thread. */
    public void add(Supplier<StoredDecision> decision) {
        if (!waiting.offer(decision)) {
            dropped.incrementAndGet();
        }
    }

    /** How many found no place. */
    public long dropped() {
        return dropped.get();
    }

    /**
     * The newest first.
     *
     * @throws StoreUnavailableException when the store does not answer
     */
    public List<StoredDecision> latest(int limit) {
        return read(() -> table.latest(limit));
    }

    /** @throws StoreUnavailableException when the store does not answer */
    public Optional<StoredDecision> find(String id) {
        return read(() -> table.find(id));
    }

    /** @throws StoreUnavailableException when the store does not answer */
    public long count(long sinceMillis) {
        return read(() -> table.count(sinceMillis));
    }

    /**
     * Every decision from a time on, the oldest first; holds few of them at once.
     *
     * @throws StoreUnavailableException when the store does not answer
     */
    public void each(long sinceMillis, Consumer<StoredDecision> reader) {
        read(() -> {
            table.each(sinceMillis, reader);
            return true;
        });
    }

    private interface Reading<T> {
        T run() throws SQLException;
    }

    private <T> T read(Reading<T> reading) {
        try {
            writer.flush(READ_YOUR_WRITES);
            return reading.run();
        } catch (SQLException e) {
            throw new StoreUnavailableException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException(e);
        }
    }

    @Override
    public void carry() throws SQLException {
        while (fill()) {
            table.write(batch);
            batch.clear();
        }
    }

    private boolean fill() {
        while (batch.size() < BATCH) {
            Supplier<StoredDecision> next = waiting.poll();
            if (next == null) {
                break;
            }
            batch.add(next.get());
        }
        return !batch.isEmpty();
    }

    @Override
    public void maintain() throws SQLException {
        long lost = dropped.getAndSet(0);
        if (lost > 0) {
            LOG.atWarn().addKeyValue("dropped", lost).log("the store was too slow for all decisions");
        }
        table.prune(clock.millis() - retention.get().decisions().toMillis());
    }

    @Override
    public boolean isDone() {
        return waiting.isEmpty() && batch.isEmpty();
    }

    @Override
    public void close() {
        if (!isDone()) {
            LOG.atWarn().addKeyValue("lost", waiting.size() + batch.size()).log("decisions were not written");
        }
    }
}
