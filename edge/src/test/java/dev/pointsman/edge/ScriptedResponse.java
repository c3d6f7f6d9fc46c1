package dev.pointsman.edge;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.exchange.RateLimits;
import dev.pointsman.api.exchange.ServedInfo;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A response that says what a test tells it to, and blocks where the test has not told it anything yet. */
public final class ScriptedResponse implements ModelResponse {

    private interface Step {
        Optional<Frame> run();
    }

    private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>();
    private final AtomicInteger closed = new AtomicInteger();
    private final AtomicInteger taken = new AtomicInteger();
    private final CountDownLatch firstClose = new CountDownLatch(1);
    private final CountDownLatch waiting = new CountDownLatch(1);
    private volatile RateLimits limits;
    private volatile ServedInfo info = ServedInfo.none();

    public ScriptedResponse frame(String json) {
        return frame("", json);
    }

    public ScriptedResponse frame(String name, String json) {
        Frame frame = new Frame(name, Payload.ofUtf8(json));
        steps.add(() -> Optional.of(frame));
        return this;
    }

    public ScriptedResponse end() {
        steps.add(Optional::empty);
        return this;
    }

    public ScriptedResponse fail(ProviderFailure failure) {
        return fail(new ProviderException(failure));
    }

    public ScriptedResponse fail(RuntimeException exception) {
        steps.add(() -> {
            throw exception;
        });
        return this;
    }

    public ScriptedResponse served(ServedInfo info) {
        this.info = info;
        return this;
    }

    public ScriptedResponse limits(RateLimits limits) {
        this.limits = limits;
        return this;
    }

    @Override
    public Optional<RateLimits> rateLimits() {
        return Optional.ofNullable(limits);
    }

    @Override
    public Optional<Frame> next() {
        waiting.countDown();
        try {
            Step step = steps.take();
            taken.incrementAndGet();
            return step.run();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (closed.incrementAndGet() == 1) {
            steps.clear();
            fail(new ProviderFailure.Cancelled());
        }
        firstClose.countDown();
    }

    @Override
    public ServedInfo info() {
        return info;
    }

    /** Whether it was closed within the time a client's leaving may take to be noticed. */
    public boolean isClosedWithin(long milliseconds) throws InterruptedException {
        return firstClose.await(milliseconds, TimeUnit.MILLISECONDS);
    }

    public boolean isAskedWithin(long milliseconds) throws InterruptedException {
        return waiting.await(milliseconds, TimeUnit.MILLISECONDS);
    }

    public int closes() {
        return closed.get();
    }

    public int framesTaken() {
        return taken.get();
    }
}
