package dev.pointsman.provider.testkit;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.RateLimits;
import dev.pointsman.api.failure.ProviderException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A response whose parts the bug may spoil. */
final class BuggyResponse implements ModelResponse {

    private final ModelResponse good;
    private final Bug bug;
    private final List<Frame> before = new CopyOnWriteArrayList<>();
    private final AtomicInteger closings = new AtomicInteger();
    private boolean ended;
    private boolean failed;

    BuggyResponse(ModelResponse good, Bug bug) {
        this.good = good;
        this.bug = bug;
    }

    @Override
    public Optional<Frame> next() {
        if (ended) {
            return bug.endedAgain();
        }
        try {
            Optional<Frame> frame = good.next().map(bug::frame);
            frame.ifPresent(before::add);
            frame.ifPresent(next -> bug.handingOut(next, good));
            ended = frame.isEmpty();
            return frame;
        } catch (ProviderException e) {
            boolean again = failed;
            failed = true;
            bug.failed(e, before, again);
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        good.close();
        bug.closed(closings.incrementAndGet(), before);
    }

    @Override
    public Optional<RateLimits> rateLimits() {
        return good.rateLimits();
    }

    @Override
    public Optional<String> upstreamRequestId() {
        return good.upstreamRequestId();
    }
}
