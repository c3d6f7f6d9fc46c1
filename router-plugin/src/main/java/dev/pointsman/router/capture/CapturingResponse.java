package dev.pointsman.router.capture;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.exchange.RateLimits;
import dev.pointsman.api.exchange.ServedInfo;
import dev.pointsman.api.failure.ProviderException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Passes an answer on and remembers it. Its frames are read by one thread; it may be closed by any. */
final class CapturingResponse implements ModelResponse {

    /** Of one answer, in bytes. */
    private static final int LIMIT = 1024 * 1024;

    /** Told once, when the answer has ended one way or another. */
    @FunctionalInterface
    interface Ended {
        void with(String outcome, String decision, List<Payload> frames, boolean cut);
    }

    private final ModelResponse response;
    private final Ended ended;
    private final List<Payload> frames = new ArrayList<>();
    private final AtomicBoolean told = new AtomicBoolean();
    private int size;
    private boolean cut;

    CapturingResponse(ModelResponse response, Ended ended) {
        this.response = response;
        this.ended = ended;
    }

    @Override
    public Optional<Frame> next() {
        try {
            Optional<Frame> frame = response.next();
            frame.ifPresentOrElse(this::remember, () -> tell("ok"));
            return frame;
        } catch (ProviderException e) {
            tell(e.failure().code());
            throw e;
        }
    }

    private synchronized void remember(Frame frame) {
        size += frame.payload().size();
        if (size <= LIMIT) {
            frames.add(frame.payload());
        } else {
            cut = true;
        }
    }

    private void tell(String outcome) {
        if (told.compareAndSet(false, true)) {
            List<Payload> all;
            boolean incomplete;
            synchronized (this) {
                all = List.copyOf(frames);
                incomplete = cut;
            }
            ended.with(outcome, response.info().decisionId().orElse(""), all, incomplete);
        }
    }

    @Override
    public void close() {
        response.close();
        tell("cancelled");
    }

    @Override
    public Optional<RateLimits> rateLimits() {
        return response.rateLimits();
    }

    @Override
    public Optional<String> upstreamRequestId() {
        return response.upstreamRequestId();
    }

    @Override
    public ServedInfo info() {
        return response.info();
    }
}
