package dev.pointsman.edge.idempotency;

import dev.pointsman.edge.idempotency.NameTable.Holder;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names that outlive this process and count in every other one on its store. What is forgotten is pruned by whoever takes a name,
 * every few minutes. Thread-safe; blocks on the store.
 */
final class StoredNames {

    private static final Logger LOG = LoggerFactory.getLogger(StoredNames.class);
    private static final Duration PRUNED_EVERY = Duration.ofMinutes(10);

    private final NameTable table;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final AtomicLong pruneAt;

    /** @param nanoTime monotonic; the clock says only when a name was taken, for other processes */
    StoredNames(DataSource store, InstantSource clock, LongSupplier nanoTime) {
        this.table = new NameTable(store);
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.pruneAt = new AtomicLong(nanoTime.getAsLong());
    }

    /**
     * Takes a name.
     *
     * @return who holds it; empty when the caller does now
     * @throws NamesUnavailableException when the store fails: whether the request ran before is unknown then
     */
    Optional<Holder> take(NamedRequest request) {
        long now = clock.millis();
        long forgotten = now - NamedRequests.KEPT.toMillis();
        try {
            prune(forgotten);
            // Whoever held it may give it back between the two statements; then it is free.
            for (boolean mine = table.take(request, now, forgotten);
                    !mine;
                    mine = table.take(request, now, forgotten)) {
                Optional<Holder> holder = table.holder(request.digest());
                if (holder.isPresent()) {
                    return holder;
                }
            }
            return Optional.empty();
        } catch (SQLException e) {
            throw new NamesUnavailableException(e);
        }
    }

    /** Gives a name back whose request was not charged. Where the store fails it stays taken: rather not run than run twice. */
    void free(NamedRequest request) {
        try {
            table.free(request);
        } catch (SQLException e) {
            LOG.atWarn()
                    .addKeyValue("requestId", request.requestId())
                    .addKeyValue("exception", e.getClass().getName())
                    .log("a request failed, and its Idempotency-Key could not be given back: it stays taken for a day");
        }
    }

    private void prune(long forgotten) throws SQLException {
        long due = pruneAt.get();
        long now = nanoTime.getAsLong();
        if (now - due >= 0 && pruneAt.compareAndSet(due, now + PRUNED_EVERY.toNanos())) {
            table.prune(forgotten);
        }
    }
}
