package dev.pointsman.router.money;

import dev.pointsman.api.host.HostContext;
import dev.pointsman.router.config.RetentionConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is written down of requests: the ledger, and the decisions. Thread-safe; one per router. */
public final class Accounts implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Accounts.class);

    private final UsageLedger ledger;
    private final @Nullable DecisionStore decisions;
    private final @Nullable UsageReports usage;
    private final @Nullable FeedbackStore feedback;
    private final Pseudonyms pseudonyms;
    private final @Nullable StoreWriter writer;

    private Accounts(
            UsageLedger ledger,
            @Nullable DecisionStore decisions,
            @Nullable UsageReports usage,
            @Nullable FeedbackStore feedback,
            Pseudonyms pseudonyms,
            @Nullable StoreWriter writer) {
        this.ledger = ledger;
        this.decisions = decisions;
        this.usage = usage;
        this.feedback = feedback;
        this.pseudonyms = pseudonyms;
        this.writer = writer;
    }

    /**
     * Opens the tables of the lent {@code DataSource}; the spool lies in the folder that is lent as {@code Path}. Without a folder
     * nothing is written and stored decisions can only be read: so commands look into a store that a gateway writes to.
     *
     * @param retention asked whenever old rows are deleted
     * @throws IllegalStateException when the folder cannot be written
     */
    public static Accounts of(HostContext host, InstantSource clock, Supplier<RetentionConfig> retention) {
        DataSource store = host.service(DataSource.class).orElse(null);
        Path folder = host.service(Path.class).orElse(null);
        if (store == null) {
            LOG.atWarn().log("the host lends no store: what requests used and cost is not kept");
            return new Accounts(new MemoryLedger(), null, null, null, Pseudonyms.ofThisProcess(), null);
        }
        StoreWriter writer = new StoreWriter();
        Transactions transactions = new Transactions(store);
        DecisionStore decisions = new DecisionStore(new DecisionTable(transactions), clock, retention, writer);
        FeedbackStore feedback = new FeedbackStore(transactions, clock, retention);
        if (folder == null) {
            LOG.atInfo().log("the host lends a store and no folder: the store is only read");
            UsageLedger none = new MemoryLedger();
            UsageReports usage = new UsageReports(new UsageTables(store), none);
            return new Accounts(none, decisions, usage, feedback, Pseudonyms.ofThisProcess(), writer);
        }
        try {
            Pseudonyms pseudonyms = Pseudonyms.in(Files.createDirectories(folder));
            SpooledLedger ledger =
                    SpooledLedger.open(folder, clock, transactions, Spool.Limits.DEFAULT, retention, writer);
            writer.start(List.of(ledger, decisions, feedback));
            UsageReports usage = new UsageReports(new UsageTables(store), ledger);
            return new Accounts(ledger, decisions, usage, feedback, pseudonyms, writer);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the ledger cannot be written in " + folder + ": " + e.getMessage()
                            + "; the folder must be writable and have room",
                    e);
        }
    }

    public UsageLedger ledger() {
        return ledger;
    }

    /** About how many bytes of the ledger the store has not taken yet. */
    public long spooledBytes() {
        return ledger.waitingBytes();
    }

    /** Empty where the host lends no store. */
    public Optional<DecisionStore> decisions() {
        return Optional.ofNullable(decisions);
    }

    /** Empty where the host lends no store. */
    public Optional<UsageReports> usage() {
        return Optional.ofNullable(usage);
    }

    /** Empty where the host lends no store. */
    public Optional<FeedbackStore> feedback() {
        return Optional.ofNullable(feedback);
    }

    /** For names that must not be written down. */
    public Pseudonyms pseudonyms() {
        return pseudonyms;
    }

    /** Writes what waits, for ten seconds at most. */
    @Override
    public void close() {
        if (writer != null) {
            writer.close();
        }
    }
}
