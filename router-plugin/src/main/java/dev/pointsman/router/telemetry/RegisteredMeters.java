package dev.pointsman.router.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The meters that were made so far: found by their labels without asking the registry, which would build and hash tags for every
 * request. Thread-safe.
 */
final class RegisteredMeters {

    private final MeterRegistry registry;
    private final Map<Key, Counter> counters = new ConcurrentHashMap<>();
    private final Map<Key, Timer> timers = new ConcurrentHashMap<>();
    private final Map<Key, DistributionSummary> summaries = new ConcurrentHashMap<>();
    private final Map<Key, Gauge> gauges = new ConcurrentHashMap<>();
    private final Map<MeterName, MultiGauge> tables = new ConcurrentHashMap<>();

    private record Key(MeterName name, List<String> labels) {}

    RegisteredMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void count(MeterName name, double amount, String... labels) {
        get(
                        counters,
                        name,
                        labels,
                        key -> Counter.builder(name.meter())
                                .description(name.says())
                                .baseUnit(name.unit())
                                .tags(tags(key))
                                .register(registry))
                .increment(amount);
    }

    void time(MeterName name, Duration duration, String... labels) {
        get(
                        timers,
                        name,
                        labels,
                        key -> Timer.builder(name.meter())
                                .description(name.says())
                                .serviceLevelObjectives(durations(name.kind().buckets()))
                                .tags(tags(key))
                                .register(registry))
                .record(duration.isNegative() ? Duration.ZERO : duration);
    }

    void measure(MeterName name, double amount, String... labels) {
        get(
                        summaries,
                        name,
                        labels,
                        key -> DistributionSummary.builder(name.meter())
                                .description(name.says())
                                .baseUnit(name.unit())
                                .serviceLevelObjectives(name.kind().buckets())
                                .tags(tags(key))
                                .register(registry))
                .record(amount);
    }

    void gauge(MeterName name, Supplier<Number> value, String... labels) {
        get(
                gauges,
                name,
                labels,
                key -> Gauge.builder(name.meter(), value)
                        .description(name.says())
                        .baseUnit(name.unit())
                        .tags(tags(key))
                        .register(registry));
    }

    /** One row of a table of gauges. */
    record Row(double value, String... labels) {}

    /** Replaces what the gauges of this name say; those without a row go. */
    void table(MeterName name, List<Row> rows) {
        List<MultiGauge.Row<?>> all = new ArrayList<>();
        rows.forEach(row -> all.add(MultiGauge.Row.of(tags(new Key(name, List.of(row.labels()))), row.value())));
        tables.computeIfAbsent(
                        name,
                        made -> MultiGauge.builder(made.meter())
                                .description(made.says())
                                .baseUnit(made.unit())
                                .register(registry))
                .register(all, true);
    }

    void close() {
        List.of(counters, timers, summaries, gauges)
                .forEach(made -> made.values().forEach(meter -> registry.remove((Meter) meter)));
        tables.values().forEach(table -> table.register(List.of(), true));
    }

    private static <M extends Meter> M get(Map<Key, M> made, MeterName name, String[] labels, Function<Key, M> make) {
        Key key = new Key(name, List.of(labels));
        M known = made.get(key);
        return known == null ? made.computeIfAbsent(key, make) : known;
    }

    private static Tags tags(Key key) {
        List<String> names = key.name().labels();
        if (names.size() != key.labels().size()) {
            throw new IllegalArgumentException(key.name() + " has the labels " + names);
        }
        Tags tags = Tags.empty();
        for (int i = 0; i < names.size(); i++) {
            tags = tags.and(names.get(i), key.labels().get(i));
        }
        return tags;
    }

    private static Duration[] durations(double[] seconds) {
        Duration[] durations = new Duration[seconds.length];
        for (int i = 0; i < seconds.length; i++) {
            durations[i] = Duration.ofMillis(Math.round(seconds[i] * 1000));
        }
        return durations;
    }
}
