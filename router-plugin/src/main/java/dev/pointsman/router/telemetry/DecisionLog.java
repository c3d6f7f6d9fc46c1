package dev.pointsman.router.telemetry;

import dev.pointsman.api.host.HostContext;
import dev.pointsman.router.config.DecisionLogConfig;
import dev.pointsman.router.config.DecisionLogConfig.Target;
import dev.pointsman.router.control.RoutedRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A line of JSON for each request, or for a share of them: what was decided and what became of it, without content. The form is
 * docs/decision-log.schema.json. Requests only put themselves into a bounded queue; one thread renders and writes, and what finds
 * no place is counted and dropped. Thread-safe.
 */
public final class DecisionLog implements AutoCloseable {

    /** The name of the logger that {@code to: stderr} writes to, so that a host can send the lines somewhere else. */
    public static final String LOGGER = "pointsman.decisions";

    private static final int MOST_WAITING = 2_000;
    private static final Duration LAST_LINES = Duration.ofSeconds(2);
    private static final Logger LINES = LoggerFactory.getLogger(LOGGER);
    private static final Logger LOG = LoggerFactory.getLogger(DecisionLog.class);

    private final BlockingQueue<Entry> waiting;
    private final @Nullable LineFile file;
    private final Runnable onDropped;
    private final Thread writer;
    private volatile DecisionLogConfig config = DecisionLogConfig.DEFAULT;
    private volatile boolean closed;

    /** @param request null ends the writer */
    private record Entry(@Nullable RoutedRequest request, boolean streaming, Target to) {}

    DecisionLog(@Nullable Path folder, int mostWaiting, Runnable onDropped) {
        this.waiting = new ArrayBlockingQueue<>(mostWaiting);
        this.file = folder == null ? null : new LineFile(folder.resolve("decisions.jsonl"), LineFile.DEFAULT_BYTES);
        this.onDropped = onDropped;
        this.writer = Thread.ofVirtual().name("pointsman-decision-log").start(this::write);
    }

    /**
     * Files lie in the folder that the host lends as a {@code Path}.
     *
     * @param onDropped told of each line that found no place, on the request's thread
     */
    public static DecisionLog of(HostContext host, Runnable onDropped) {
        return new DecisionLog(host.service(Path.class).orElse(null), MOST_WAITING, onDropped);
    }

    /** Holds for requests that end from now on. */
    public void use(DecisionLogConfig changed) {
        if (changed.to() == Target.FILE && file == null) {
            LOG.atWarn()
                    .addKeyValue("logger", LOGGER)
                    .log("the host lends no folder for decisionLog.to: file; lines go to the logger instead");
            config = new DecisionLogConfig(Target.STDERR, changed.sample());
            return;
        }
        config = changed;
    }

    /** A request ended. Returns at once. */
    public void add(RoutedRequest request, boolean streaming) {
        DecisionLogConfig now = config;
        if (now.to() == Target.OFF || closed || !isSampled(request, now.sample())) {
            return;
        }
        if (!waiting.offer(new Entry(request, streaming, now.to()))) {
            onDropped.run();
        }
    }

    /** By the decision's own random number, so that the same requests are chosen wherever they are looked at. */
    private static boolean isSampled(RoutedRequest request, double share) {
        return (request.decision().inputs().seed() >>> 11) * 0x1.0p-53 < share;
    }

    private void write() {
        boolean failed = false;
        try {
            for (Entry entry = waiting.take(); entry.request() != null; entry = waiting.take()) {
                byte[] line = DecisionLine.of(entry.request(), entry.streaming());
                if (entry.to() == Target.STDERR || file == null) {
                    LINES.info(new String(line, StandardCharsets.UTF_8));
                    continue;
                }
                try {
                    file.append(line);
                    failed = false;
                } catch (IOException e) {
                    onDropped.run();
                    if (!failed) {
                        LOG.atWarn()
                                .addKeyValue("file", file)
                                .addKeyValue("exception", e.getClass().getName())
                                .log("the decision log cannot be written; the folder must be writable and have room");
                    }
                    failed = true;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes what waits, for two seconds at most. */
    @Override
    public void close() {
        closed = true;
        try {
            if (!waiting.offer(new Entry(null, false, Target.OFF), LAST_LINES.toMillis(), TimeUnit.MILLISECONDS)
                    || !writer.join(LAST_LINES)) {
                writer.interrupt();
            }
        } catch (InterruptedException e) {
            writer.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
