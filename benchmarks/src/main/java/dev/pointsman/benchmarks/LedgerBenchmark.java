package dev.pointsman.benchmarks;

import dev.pointsman.api.decision.AttemptReport;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.hostkit.Host;
import dev.pointsman.hostkit.store.Store;
import dev.pointsman.router.config.RetentionConfig;
import dev.pointsman.router.money.Accounts;
import dev.pointsman.router.money.Bill;
import dev.pointsman.router.money.BilledAttempt;
import dev.pointsman.router.money.LedgerEntry.Begun;
import dev.pointsman.router.money.LedgerEntry.Dispatched;
import dev.pointsman.router.money.LedgerEntry.Ended;
import dev.pointsman.router.money.RequestState;
import dev.pointsman.router.money.UsageLedger;
import dev.pointsman.router.money.UsageSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What writing one request down costs its own thread, its beginning and its end, while the writer carries everything on into
 * SQLite. In batches that the spool holds, as more than that nobody begins.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, batchSize = LedgerBenchmark.REQUESTS)
@Measurement(iterations = 10, batchSize = LedgerBenchmark.REQUESTS)
@Fork(1)
public class LedgerBenchmark {

    static final int REQUESTS = 10_000;

    private final AtomicLong number = new AtomicLong();
    private Path folder = Path.of("");
    private Store store;
    private Host host;
    private Accounts accounts;
    private UsageLedger ledger;

    @Setup
    public void open() throws IOException {
        folder = Files.createTempDirectory("pointsman-ledger");
        store = Store.inFolder(folder);
        host = Host.builder()
                .service(DataSource.class, store.dataSource())
                .service(Path.class, folder)
                .build();
        accounts = Accounts.of(host, InstantSource.system(), () -> RetentionConfig.DEFAULT);
        ledger = accounts.ledger();
    }

    @TearDown
    public void close() {
        accounts.close();
        host.close();
        store.close();
    }

    /** Divide by {@value #REQUESTS}. */
    @Benchmark
    public void oneRequest() {
        String id = "01M8822NAGJEVJJ1Z0D" + number.incrementAndGet();
        ledger.begin(
                new Begun(
                        id,
                        1_790_000_000_000L,
                        1_790_000_600_000L,
                        "engineering",
                        "vk_3f",
                        "coder-1",
                        "9c1e0b7d55aa",
                        null,
                        "default",
                        "code",
                        "anthropic-messages",
                        "auto",
                        "2026-11-20"),
                new Dispatched(
                        id, 1, "anthropic", "claude-sonnet-5", "eng-1", 1, 12_000, 8_192, 159_000L, "genai-prices"));
        AttemptReport attempt = new AttemptReport(
                1, "anthropic", "claude-sonnet-5", "eng-1", List.of(), List.of(), "ok", 200, 1, 812L, 5_230);
        Bill bill =
                new Bill(new Usage(12_000, 9_000, 500, 412, 100), UsageSource.REPORTED, 48_700L, "genai-prices", null);
        ledger.end(new Ended(
                id,
                1_790_000_005_230L,
                RequestState.SETTLED,
                "ok",
                1,
                "claude-sonnet-5-20260901",
                List.of(new BilledAttempt(attempt, bill))));
    }
}
