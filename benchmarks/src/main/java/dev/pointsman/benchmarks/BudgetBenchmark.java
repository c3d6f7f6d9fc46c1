package dev.pointsman.benchmarks;

import dev.pointsman.api.exchange.Usage;
import dev.pointsman.api.host.HostContext;
import dev.pointsman.api.provider.Caller;
import dev.pointsman.hostkit.store.Store;
import dev.pointsman.router.catalog.ModelFacts;
import dev.pointsman.router.catalog.Price;
import dev.pointsman.router.config.BudgetConfig;
import dev.pointsman.router.config.RouterConfig;
import dev.pointsman.router.config.Vocabulary;
import dev.pointsman.router.money.Budgets;
import dev.pointsman.router.money.Offer;
import dev.pointsman.router.money.Opening.Opened;
import dev.pointsman.router.money.Purse;
import dev.pointsman.router.money.RequestSize;
import dev.pointsman.router.money.Spender;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** What a hard budget costs an attempt: a reservation, and its settlement in the background. */
@State(Scope.Benchmark)
@BenchmarkMode({Mode.SampleTime, Mode.Throughput})
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 4)
@Fork(1)
public class BudgetBenchmark {

    private static final Duration LEFT = Duration.ofMinutes(1);

    private static final ModelFacts MODEL = new ModelFacts(
            "m",
            null,
            100_000,
            8_000,
            new Price(BigDecimal.ONE, BigDecimal.TWO, null, null, "benchmark", null, null),
            null,
            1,
            null,
            null,
            Set.of(),
            Map.of());

    private static final Offer OFFER = new Offer("vendor", "m", MODEL, false, false);
    private static final RequestSize SIZE =
            new RequestSize(4_000, 0, 1, false, true, OptionalInt.of(1_000), () -> 1_000);

    /** SQLite waits for the disk at each commit. */
    @Param({"memory", "sqlite"})
    public String store = "memory";

    private final AtomicLong ids = new AtomicLong();
    private final List<BudgetConfig> config = RouterConfig.read(
                    Map.of(
                            "version",
                            1,
                            "budgets",
                            Map.of("all", Map.of("monthly", "1000000 USD", "daily", "1000000 USD"))),
                    Vocabulary.unchecked())
            .budgets();

    private Path folder;
    private @Nullable Store opened;
    private Budgets budgets;

    @Setup(Level.Trial)
    public void open() throws IOException {
        folder = Files.createTempDirectory("pointsman-benchmark");
        opened = store.equals("sqlite") ? Store.inFolder(folder) : null;
        budgets = Budgets.over(lending(opened), InstantSource.system());
    }

    @TearDown(Level.Trial)
    public void close() throws IOException {
        budgets.close();
        if (opened != null) {
            opened.close();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Benchmark
    @Threads(1)
    public boolean oneAttemptAtATime() {
        return attempt();
    }

    @Benchmark
    @Threads(16)
    public boolean sixteenAttemptsAtOnce() {
        return attempt();
    }

    private boolean attempt() {
        Purse purse = budgets.purse(
                config, new Spender(Caller.anonymous(), "default"), () -> SIZE, "r" + ids.incrementAndGet());
        if (purse.open(OFFER, LEFT) instanceof Opened one) {
            one.reservation().settled(Usage.of(900, 300), null);
            return true;
        }
        throw new IllegalStateException("the budget is large enough");
    }

    private static HostContext lending(@Nullable Store store) {
        return new HostContext() {
            @Override
            public <T> Optional<T> service(Class<T> type) {
                return store != null && type.equals(DataSource.class)
                        ? Optional.of(type.cast(store.dataSource()))
                        : Optional.empty();
            }
        };
    }
}
