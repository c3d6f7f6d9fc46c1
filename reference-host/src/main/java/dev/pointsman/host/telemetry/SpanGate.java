package dev.pointsman.host.telemetry;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Before the batching of spans and behind it: lets in only what has room, and counts what became of it. So a collector that is down
 * costs spans and a bounded memory, and never a request's time. Thread-safe.
 */
final class SpanGate implements SpanExporter {

    private static final Logger LOG = LoggerFactory.getLogger(SpanGate.class);

    private final SpanExporter exporter;
    private final int most;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicBoolean down = new AtomicBoolean();

    /** @param most spans that wait, those that are on their way included */
    SpanGate(SpanExporter exporter, int most) {
        this.exporter = exporter;
        this.most = most;
    }

    /** Whether so many spans may end now; when not, they are counted as dropped. */
    boolean admits(int spans) {
        if (waiting.addAndGet(spans) <= most) {
            return true;
        }
        waiting.addAndGet(-spans);
        dropped.addAndGet(spans);
        return false;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        int count = spans.size();
        CompletableResultCode result = exporter.export(spans);
        result.whenComplete(() -> {
            waiting.addAndGet(-count);
            boolean success = result.isSuccess();
            (success ? sent : failed).addAndGet(count);
            if (down.compareAndSet(success, !success)) {
                LOG.atWarn()
                        .addKeyValue("spansLost", failed.get() + dropped.get())
                        .log(success ? "the collector takes spans again" : "the collector does not take spans");
            }
        });
        return result;
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }

    /** Spans that the collector took. */
    long sent() {
        return sent.get();
    }

    /** Spans that it did not take. */
    long failed() {
        return failed.get();
    }

    /** Spans that found no room. */
    long dropped() {
        return dropped.get();
    }
}
