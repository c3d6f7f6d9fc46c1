package dev.pointsman.router.money;

import static dev.pointsman.router.money.Entries.NOW;
import static dev.pointsman.router.money.Entries.begun;
import static dev.pointsman.router.money.Entries.dispatched;
import static dev.pointsman.router.money.Entries.ended;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure.Unrecordable;
import dev.pointsman.hostkit.store.testing.OnEachStore;
import dev.pointsman.hostkit.store.testing.TestStore;
import dev.pointsman.router.config.RetentionConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEachStore
class SpooledLedgerTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String STATES =
            "SELECT request_id, state, cost_micros FROM ledger_request ORDER BY request_id";

    @TempDir
    Path folder;

    private final TestStore store;
    private final BreakableStore breakable;
    private final List<StoreWriter> writers = new ArrayList<>();
    private Instant now = Instant.ofEpochMilli(NOW);

    SpooledLedgerTest(TestStore store) {
        this.store = store;
        this.breakable = new BreakableStore(store.dataSource());
    }

    @BeforeEach
    void empty() throws Exception {
        store.empty(List.of("ledger_request", "ledger_attempt", "ledger_correction"));
    }

    @AfterEach
    void close() {
        breakable.mend();
        writers.forEach(StoreWriter::close);
    }

    @Test
    void writesWhatARequestUsedAndHowItWentIntoOneRow() throws Exception {
        // Given
        UsageLedger ledger = open();

        // When
        ledger.begin(begun("a"), dispatched("a", 1));
        ledger.end(ended("a"));

        // Then
        assertThat(ledger.flush(LIMIT)).isTrue();
        assertThat(
                        rows(
                                "SELECT began_at, ended_at, state, outcome, workspace, key_id, agent, session_hash, user_hash, profile,"
                                        + " workload, dialect, asked_model, provider, model, served_model, attempts, input_tokens,"
                                        + " cached_read_tokens, cache_write_tokens, output_tokens, reasoning_tokens, usage_source,"
                                        + " cost_micros, price_source, catalog_version, first_content_millis, total_millis FROM ledger_request"))
                .containsExactly(
                        NOW + " " + (NOW + 900) + " SETTLED ok engineering vk_1 coder s1 u1 default code openai-chat"
                                + " auto openai gpt gpt-2026 1 1000 200 100 100 40 reported 140 policy catalog-1 120 900");
        assertThat(rows("SELECT request_id, number, provider, model, credential_id, outcome, status, start_millis,"
                        + " first_content_millis, end_millis FROM ledger_attempt"))
                .containsExactly("a 1 openai gpt c1 ok null 3 120 900");
    }

    @Test
    void writesOneRowForEachOfManyRequestsAtOnce() throws Exception {
        // Given
        UsageLedger ledger = open();
        CountDownLatch start = new CountDownLatch(1);

        // When
        try (ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                String id = "r" + i;
                all.add(requests.submit(() -> {
                    start.await();
                    ledger.begin(begun(id), dispatched(id, 1));
                    ledger.end(ended(id));
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> each : all) {
                each.get();
            }
        }

        // Then
        assertThat(ledger.flush(LIMIT)).isTrue();
        assertThat(rows("SELECT count(*), sum(cost_micros) FROM ledger_request"))
                .containsExactly("500 70000");
    }

    @Test
    void carriesOnWhatAKilledProcessLeft() throws Exception {
        // Given
        kill(
                SpoolLines.write(begun("done"), dispatched("done", 1), ended("done")),
                SpoolLines.write(begun("lost"), dispatched("lost", 1), dispatched("lost", 2)),
                "[\"E\",\"lo".getBytes(java.nio.charset.StandardCharsets.UTF_8));

        // When
        UsageLedger ledger = open();

        // Then
        assertThat(ledger.flush(LIMIT)).isTrue();
        assertThat(rows(STATES)).containsExactly("done SETTLED 140", "lost EXPIRED 5000");
        assertThat(
                        rows(
                                "SELECT usage_source, input_tokens, output_tokens, attempts FROM ledger_request WHERE state = 'EXPIRED'"))
                .containsExactly("estimated 2000 1000 2");
        assertThat(spools()).as("its own alone").hasSize(1);
    }

    @Test
    void countsNothingTwiceWhenItIsKilledWhileCarryingOn() throws Exception {
        // Given
        byte[] lines = SpoolLines.write(
                begun("done"), dispatched("done", 1), ended("done"), begun("lost"), dispatched("lost", 1));
        kill(lines);
        assertThat(open().flush(LIMIT)).isTrue();
        kill(lines);

        // When
        UsageLedger again = open();

        // Then
        assertThat(again.flush(LIMIT)).isTrue();
        assertThat(rows(STATES)).containsExactly("done SETTLED 140", "lost EXPIRED 2500");
        assertThat(rows("SELECT * FROM ledger_correction")).isEmpty();
    }

    @Test
    void correctsARequestThatWasGivenUpOnceWhenItEndsAfterAll() throws Exception {
        // Given
        kill(SpoolLines.write(begun("late"), dispatched("late", 1)));
        UsageLedger ledger = open();
        assertThat(ledger.flush(LIMIT)).isTrue();

        // When
        ledger.end(ended("late"));
        ledger.end(ended("late"));

        // Then
        assertThat(ledger.flush(LIMIT)).isTrue();
        assertThat(rows(STATES)).containsExactly("late EXPIRED 2500");
        assertThat(rows("SELECT request_id, outcome, input_tokens, cost_micros FROM ledger_correction"))
                .containsExactly("late ok 1000 140");
    }

    @Test
    void givesUpARequestThatOutlivedItsDeadline() throws Exception {
        // Given
        SpooledLedger ledger = unattended(Spool.Limits.DEFAULT);
        ledger.begin(begun("stuck"), dispatched("stuck", 1));
        ledger.begin(begun("young", NOW + 60_000), dispatched("young", 1));
        ledger.carry();

        // When
        now = Instant.ofEpochMilli(NOW + 60_001);
        ledger.maintain();

        // Then
        assertThat(rows(STATES)).containsExactly("stuck EXPIRED 2500");
        ledger.close();
    }

    @Test
    void takesRequestsWhileTheStoreIsDownAndLosesNone() throws Exception {
        // Given
        UsageLedger ledger = open();
        breakable.breakDown();

        // When
        for (int i = 0; i < 50; i++) {
            ledger.begin(begun("r" + i), dispatched("r" + i, 1));
            ledger.end(ended("r" + i));
        }

        // Then
        assertThat(ledger.flush(Duration.ofMillis(100))).isFalse();
        breakable.mend();
        assertThat(ledger.flush(LIMIT)).isTrue();
        assertThat(rows("SELECT count(*) FROM ledger_request")).containsExactly("50");
    }

    @Test
    void refusesNewRequestsWhenTheSpoolIsFullAndTakesTheEndsOfThoseThatRun() throws Exception {
        // Given
        SpooledLedger ledger = unattended(new Spool.Limits(1_000, 3_000));
        List<String> taken = new ArrayList<>();
        ProviderException refused = null;
        while (refused == null) {
            String id = "r" + taken.size();
            refused = catchThrowableOfType(ProviderException.class, () -> ledger.begin(begun(id), dispatched(id, 1)));
            if (refused == null) {
                taken.add(id);
            }
        }

        // When
        taken.forEach(id -> ledger.end(ended(id)));
        ledger.carry();

        // Then
        assertThat(refused.failure()).isEqualTo(new Unrecordable());
        assertThat(rows("SELECT count(*) FROM ledger_request WHERE state = 'SETTLED'"))
                .containsExactly(String.valueOf(taken.size()));
        ledger.begin(begun("again"), dispatched("again", 1));
        ledger.end(ended("again"));
        ledger.carry();
        assertThat(rows("SELECT count(*) FROM ledger_request")).containsExactly(String.valueOf(taken.size() + 1));
        ledger.close();
    }

    @Test
    void keepsTheEndsOfRunningRequestsInMemoryWhileTheDiskIsFull() throws Exception {
        // Given
        SpooledLedger ledger = unattended(new Spool.Limits(100, 1L << 20));
        ledger.begin(begun("runs"), dispatched("runs", 1));
        Path next = spools().getFirst().resolve("00000001.jsonl");
        Files.createSymbolicLink(next, Path.of("/dev/full"));

        // When
        ProviderException refused =
                catchThrowableOfType(ProviderException.class, () -> ledger.begin(begun("new"), dispatched("new", 1)));
        ledger.end(ended("runs"));

        // Then
        assertThat(refused.failure()).isEqualTo(new Unrecordable());
        assertThat(ledger.isDone()).isFalse();
        Files.delete(next);
        ledger.carry();
        assertThat(rows(STATES)).containsExactly("runs SETTLED 140");
        ledger.close();
    }

    @Test
    void emptiesItsSpoolWhenEverythingIsInTheTables() throws Exception {
        // Given
        SpooledLedger ledger = unattended(new Spool.Limits(4L << 20, 1L << 30));
        for (int i = 0; i < 300; i++) {
            ledger.begin(begun("r" + i), dispatched("r" + i, 1));
            ledger.end(ended("r" + i));
        }
        Path segment = spools().getFirst().resolve("00000000.jsonl");
        assertThat(Files.size(segment)).isGreaterThan(64 << 10);

        // When
        ledger.carry();

        // Then
        assertThat(Files.size(segment)).isZero();
        ledger.begin(begun("after"), dispatched("after", 1));
        ledger.end(ended("after"));
        ledger.carry();
        assertThat(rows("SELECT count(*) FROM ledger_request")).containsExactly("301");
        ledger.close();
        assertThat(spools()).isEmpty();
    }

    @Test
    void deletesFilesOnlyWhenNoRequestThatBeganInThemStillRuns() throws Exception {
        // Given
        SpooledLedger ledger = unattended(new Spool.Limits(1_000, 1L << 30));
        ledger.begin(begun("long"), dispatched("long", 1));
        for (int i = 0; i < 20; i++) {
            ledger.begin(begun("r" + i), dispatched("r" + i, 1));
            ledger.end(ended("r" + i));
        }
        Path first = spools().getFirst().resolve("00000000.jsonl");

        // When
        ledger.carry();

        // Then
        assertThat(first).exists();
        ledger.end(ended("long"));
        ledger.carry();
        assertThat(first).doesNotExist();
        ledger.close();
    }

    @Test
    void forgetsWhatIsOlderThanThePolicyKeeps() throws Exception {
        // Given
        SpooledLedger ledger = unattended(Spool.Limits.DEFAULT);
        long old = NOW - RetentionConfig.DEFAULT.ledger().toMillis() - 1;
        ledger.begin(begun("old", old), dispatched("old", 1));
        ledger.end(ended("old"));
        ledger.begin(begun("new"), dispatched("new", 1));
        ledger.end(ended("new"));
        ledger.carry();

        // When
        ledger.maintain();

        // Then
        assertThat(rows(STATES)).containsExactly("new SETTLED 140");
        assertThat(rows("SELECT request_id FROM ledger_attempt")).containsExactly("new");
        ledger.close();
    }

    @Test
    void leavesTheSpoolOfALivingProcessAlone() throws Exception {
        // Given
        UsageLedger living = open();
        living.begin(begun("runs"), dispatched("runs", 1));

        // When
        UsageLedger other = open();

        // Then
        assertThat(other.flush(LIMIT)).isTrue();
        assertThat(rows(STATES)).isEmpty();
        living.end(ended("runs"));
        assertThat(living.flush(LIMIT)).isTrue();
        assertThat(rows(STATES)).containsExactly("runs SETTLED 140");
    }

    private UsageLedger open() throws IOException {
        StoreWriter writer = new StoreWriter();
        SpooledLedger ledger = open(Spool.Limits.DEFAULT, writer);
        writer.start(List.of(ledger));
        writers.add(writer);
        return ledger;
    }

    /** With nobody who carries on by himself. */
    private SpooledLedger unattended(Spool.Limits limits) throws IOException {
        return open(limits, new StoreWriter());
    }

    private SpooledLedger open(Spool.Limits limits, StoreWriter writer) throws IOException {
        InstantSource clock = () -> now;
        return SpooledLedger.open(
                folder, clock, new Transactions(breakable), limits, () -> RetentionConfig.DEFAULT, writer);
    }

    /** What a process leaves that wrote these and was killed. */
    private void kill(byte[]... lines) throws IOException {
        try (SpoolFolder killed = SpoolFolder.create(folder)) {
            Spool spool = new Spool(killed.path(), Spool.Limits.DEFAULT);
            for (byte[] line : lines) {
                spool.append(line);
            }
            spool.close();
        }
    }

    private List<Path> spools() throws IOException {
        try (var folders = Files.list(folder.resolve("spool"))) {
            return folders.toList();
        }
    }

    private List<String> rows(String query) {
        return Rows.of(store.dataSource(), query);
    }
}
