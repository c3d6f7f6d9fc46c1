package dev.pointsman.router.money;

import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure.Unrecordable;
import dev.pointsman.router.config.RetentionConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A ledger whose entries go through a spool into the store's tables. Its writing side is thread-safe, its carrying side for one thread. */
final class SpooledLedger implements UsageLedger, StoreWriter.Part {

    private static final Logger LOG = LoggerFactory.getLogger(SpooledLedger.class);

    /** A file that holds less is not worth emptying. */
    private static final long WORTH_EMPTYING = 64L << 10;

    private final Path data;
    private final InstantSource clock;
    private final Transactions transactions;
    private final SpoolFolder folder;
    private final Spool spool;
    private final SpoolReader reader;
    private final SpoolDrain drain;
    /** What killed processes left, until it is carried on. */
    private final List<SpoolFolder> left;

    private final Supplier<RetentionConfig> retention;
    private final StoreWriter writer;
    private final Spool.Limits limits;
    private int oldestSegment;
    private volatile Spool.Extent carried = new Spool.Extent(0, 0);

    private SpooledLedger(
            Path data,
            InstantSource clock,
            Transactions transactions,
            SpoolFolder folder,
            Spool.Limits limits,
            List<SpoolFolder> left,
            Supplier<RetentionConfig> retention,
            StoreWriter writer) {
        this.data = data;
        this.clock = clock;
        this.transactions = transactions;
        this.folder = folder;
        this.limits = limits;
        this.spool = new Spool(folder.path(), limits);
        this.reader = new SpoolReader(spool::segment, 0);
        this.drain = new SpoolDrain(transactions);
        this.left = left;
        this.retention = retention;
        this.writer = writer;
    }

    /**
     * Opens a ledger; what killed processes left below the folder is carried on by the writer.
     *
     * @throws IOException when the folder cannot be written
     */
    static SpooledLedger open(
            Path data,
            InstantSource clock,
            Transactions transactions,
            Spool.Limits limits,
            Supplier<RetentionConfig> retention,
            StoreWriter writer)
            throws IOException {
        List<SpoolFolder> left = new ArrayList<>(SpoolFolder.abandoned(data));
        return new SpooledLedger(data, clock, transactions, SpoolFolder.create(data), limits, left, retention, writer);
    }

    @Override
    public void begin(LedgerEntry.Begun request, LedgerEntry.Dispatched first) {
        append(SpoolLines.write(request, first));
    }

    @Override
    public void dispatch(LedgerEntry.Dispatched attempt) {
        append(SpoolLines.write(attempt));
    }

    private void append(byte[] lines) {
        try {
            spool.append(lines);
        } catch (IOException e) {
            throw new ProviderException(new Unrecordable());
        }
    }

    @Override
    public void end(LedgerEntry.Ended request) {
        spool.appendSurely(SpoolLines.write(request));
    }

    @Override
    public long waitingBytes() {
        Spool.Extent done = carried;
        Spool.Extent end = spool.extent();
        return Math.max(0, (end.segment() - done.segment()) * limits.segmentBytes() + end.length() - done.length());
    }

    @Override
    public boolean flush(Duration limit) throws InterruptedException {
        return writer.flush(limit);
    }

    /** Carries on what there is. */
    @Override
    public void carry() throws IOException, SQLException {
        spool.retry();
        Spool.Extent end = spool.extent();
        drain.follow(reader, end);
        carried = end;
        tidy(end);
        while (!left.isEmpty()) {
            carryOn(left.getFirst());
            left.removeFirst();
        }
    }

    /** Gives up requests that nobody waits for, looks for what processes left that were killed since, deletes old rows. */
    @Override
    public void maintain() throws IOException, SQLException {
        drain.expire(drain.open().expire(clock.millis()));
        left.addAll(SpoolFolder.abandoned(data));
        LedgerTables.prune(
                transactions, clock.millis() - retention.get().ledger().toMillis());
    }

    private void tidy(Spool.Extent followed) throws IOException {
        for (; oldestSegment < followed.segment(); oldestSegment++) {
            if (drain.open().begunIn(oldestSegment)) {
                return;
            }
            spool.drop(oldestSegment);
        }
        if (followed.length() >= WORTH_EMPTYING
                && !drain.open().begunIn(followed.segment())
                && spool.emptied(followed)) {
            reader.restart();
            carried = reader.position();
        }
    }

    private void carryOn(SpoolFolder killed) throws IOException, SQLException {
        List<Integer> segments = killed.segments();
        SpoolDrain rest = new SpoolDrain(transactions);
        if (!segments.isEmpty()) {
            int last = segments.getLast();
            Spool files = new Spool(killed.path(), Spool.Limits.DEFAULT);
            long length = files.segment(last).toFile().length();
            try (SpoolReader before = new SpoolReader(files::segment, segments.getFirst())) {
                rest.follow(before, new Spool.Extent(last, length));
            }
        }
        List<Account> expired = rest.open().expireAll(clock.millis());
        rest.expire(expired);
        killed.delete();
        LOG.atInfo()
                .addKeyValue("expired", expired.size())
                .log("the ledger carried on what a process left that was killed");
    }

    @Override
    public boolean isDone() {
        return spool.waiting() == 0 && reader.position().equals(spool.extent()) && left.isEmpty();
    }

    /** Removes the spool if everything in it was carried on, else leaves it to the next process. */
    @Override
    public void close() throws IOException {
        boolean done = isDone() && drain.open().isEmpty();
        spool.close();
        reader.close();
        for (SpoolFolder each : left) {
            each.close();
        }
        if (done) {
            folder.delete();
        } else {
            folder.close();
        }
    }
}
