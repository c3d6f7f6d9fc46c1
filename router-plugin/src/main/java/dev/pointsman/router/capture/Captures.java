package dev.pointsman.router.capture;

import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.router.config.CaptureConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes captured exchanges down, behind the requests: a slow or full disk loses captures, never answers. Thread-safe; one per
 * router.
 */
public final class Captures implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Captures.class);

    /** Exchanges that wait for the disk; each is bounded, so these are too. */
    private static final int MOST_WAITING = 64;

    /** Of one request, in bytes. */
    private static final int REQUEST_LIMIT = 1024 * 1024;

    private final @Nullable CaptureFiles files;
    private final InstantSource clock;
    private final BlockingQueue<CapturedExchange> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final ReentrantLock writing = new ReentrantLock();
    private final AtomicReference<List<CaptureConfig>> used = new AtomicReference<>(List.of());
    private final AtomicLong lost = new AtomicLong();

    private Captures(@Nullable CaptureFiles files, InstantSource clock) {
        this.files = files;
        this.clock = clock;
    }

    /** @param folder that the host lends for what is kept; empty where it lends none, and then nothing is captured */
    public static Captures in(Optional<Path> folder, InstantSource clock) {
        return new Captures(
                folder.map(lent -> new CaptureFiles(lent.resolve("captured"))).orElse(null), clock);
    }

    /**
     * The same answer, remembered until it has ended and then written down.
     *
     * @param config the workspace's; null, which it is unless somebody asked for it, gives the answer itself
     */
    public ModelResponse around(
            @Nullable CaptureConfig config, String workspace, ModelRequest request, ModelResponse response) {
        if (config == null || files == null) {
            return response;
        }
        return new CapturingResponse(
                response,
                (outcome, decision, frames, cut) -> take(new CapturedExchange(
                        clock.millis(),
                        workspace,
                        decision,
                        request.dialect().name(),
                        request.model(),
                        outcome,
                        bounded(request.payload()),
                        frames,
                        cut || request.payload().size() > REQUEST_LIMIT,
                        config)));
    }

    /** What the policy in force keeps, and for how long. */
    public void use(List<CaptureConfig> configs) {
        used.set(List.copyOf(configs));
    }

    /** Deletes what is older than the policy keeps it. Blocks on the disk. */
    public void sweep() {
        CaptureFiles all = files;
        if (all == null) {
            return;
        }
        writing.lock();
        try {
            for (CaptureConfig config : used.get()) {
                all.deleteOlder(config, clock.millis());
            }
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("exception", e.getClass().getName()).log("old captures could not be deleted");
        } finally {
            writing.unlock();
        }
    }

    private void take(CapturedExchange exchange) {
        if (!waiting.offer(exchange)) {
            lost("captures come faster than they can be written");
            return;
        }
        Thread.ofVirtual().name("pointsman-capture").start(this::drain);
    }

    private void drain() {
        writing.lock();
        try {
            for (CapturedExchange next = waiting.poll(); next != null; next = waiting.poll()) {
                write(next);
            }
        } finally {
            writing.unlock();
        }
    }

    private void write(CapturedExchange exchange) {
        CaptureFiles all = files;
        try {
            if (all != null && !all.write(exchange)) {
                lost("the day's megabytes are full");
            }
        } catch (IOException e) {
            lost(e.getClass().getName());
        }
    }

    /** Said at the first and at every thousandth, and never what was lost. */
    private void lost(String why) {
        long count = lost.incrementAndGet();
        if (count % 1000 == 1) {
            LOG.atWarn().addKeyValue("lost", count).addKeyValue("why", why).log("an exchange was not captured");
        }
    }

    private static Payload bounded(Payload request) {
        return request.size() <= REQUEST_LIMIT ? request : Payload.of(Arrays.copyOf(request.array(), REQUEST_LIMIT));
    }

    /** Writes what still waits. */
    @Override
    public void close() {
        drain();
    }
}
