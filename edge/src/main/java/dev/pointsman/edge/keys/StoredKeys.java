package dev.pointsman.edge.keys;

import dev.pointsman.edge.keys.KeyTable.Row;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that operators made, in a store that several processes may share. A row counts for {@value #FRESH_MILLIS} ms, so that
 * a revocation is everywhere within a second; while the store cannot be read, rows that were known go on counting. Thread-safe.
 */
public final class StoredKeys implements VirtualKeys {

    private static final Logger LOG = LoggerFactory.getLogger(StoredKeys.class);

    static final long FRESH_MILLIS = 500;
    static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);
    private static final int ROWS_KEPT = 10_000;

    private final KeyTable table;
    private final Pepper pepper;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    /** By id, the longest unused first; guards itself, and nothing under its lock blocks. */
    private final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > ROWS_KEPT;
        }
    };

    /** A row that was read at an instant of the monotonic clock. */
    private record Known(Row row, long readAt) {}

    /**
     * Over a store in which the migrations of the host have run.
     *
     * @param pepper the same for every process on this store
     */
    public StoredKeys(DataSource store, Pepper pepper) {
        this(store, pepper, InstantSource.system(), System::nanoTime);
    }

    /** With clocks of the caller's. */
    StoredKeys(DataSource store, Pepper pepper, InstantSource clock, LongSupplier nanoTime) {
        this.table = new KeyTable(store);
        this.pepper = pepper;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    @Override
    public Optional<VirtualKey> find(String presented) {
        Optional<Row> row = KeyText.id(presented).flatMap(this::row);
        if (row.isEmpty() || !MessageDigest.isEqual(row.get().digest(), pepper.digest(presented))) {
            return Optional.empty();
        }
        StoredKey key = row.get().key();
        Instant now = clock.instant();
        if (key.stateAt(now) != StoredKey.State.ACTIVE) {
            return Optional.empty();
        }
        noteUse(row.get(), now);
        return Optional.of(key.recognised());
    }

    /** What operators ask about these keys. */
    public KeyControl control() {
        return new KeyControl(table, pepper, clock, this::forget);
    }

    private void forget(String id) {
        synchronized (known) {
            known.remove(id);
        }
    }

    private Optional<Row> row(String id) {
        long now = nanoTime.getAsLong();
        @Nullable Known before;
        synchronized (known) {
            before = known.get(id);
        }
        if (before != null
                && now - before.readAt() < Duration.ofMillis(FRESH_MILLIS).toNanos()) {
            return Optional.of(before.row());
        }
        try {
            Optional<Row> read = table.find(id);
            // What is not there is not kept: it may be made in the next moment, and guesses have no end.
            read.ifPresentOrElse(row -> keep(id, new Known(row, now)), () -> forget(id));
            return read;
        } catch (SQLException e) {
            if (before == null) {
                throw new KeysUnavailableException(e);
            }
            LOG.atWarn()
                    .addKeyValue("keyId", id)
                    .addKeyValue("exception", e.getClass().getName())
                    .log("the store of virtual keys fails, what was known of the key counts");
            keep(id, new Known(before.row(), now));
            return Optional.of(before.row());
        }
    }

    private void keep(String id, Known read) {
        synchronized (known) {
            known.put(id, read);
        }
    }

    /** Once a minute, and beside the request: nobody waits for it, and nothing depends on it. */
    private void noteUse(Row row, Instant now) {
        StoredKey key = row.key();
        Instant last = key.lastUsed();
        if (last != null && now.isBefore(last.plus(USE_NOTED_EVERY))) {
            return;
        }
        StoredKey used = new StoredKey(key.id(), key.grant(), key.created(), key.revoked(), now);
        synchronized (known) {
            known.computeIfPresent(key.id(), (id, before) -> new Known(new Row(used, row.digest()), before.readAt()));
        }
        Thread.ofVirtual().name("key-use").start(() -> {
            try {
                table.used(key.id(), now);
            } catch (SQLException e) {
                LOG.atDebug().addKeyValue("exception", e.getClass().getName()).log("a key's use could not be noted");
            }
        });
    }
}
