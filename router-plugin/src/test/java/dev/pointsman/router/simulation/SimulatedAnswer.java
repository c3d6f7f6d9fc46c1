package dev.pointsman.router.simulation;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure.Cancelled;
import dev.pointsman.api.host.ConnectFailedException;
import dev.pointsman.router.simulation.Step.Breaks;
import dev.pointsman.router.simulation.Step.Ends;
import dev.pointsman.router.simulation.Step.Fails;
import dev.pointsman.router.simulation.Step.FallsSilent;
import dev.pointsman.router.simulation.Step.Says;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** One attempt as its vendor sees it: plays a script, from the moment in which it is sent. */
final class SimulatedAnswer implements ModelResponse {

    private static final int INPUT_TOKENS = 1_000;

    private final Network network;
    private final VirtualTime time;
    private final RequestPlan request;
    private final VendorPlan vendor;
    private final String credential;
    private @Nullable List<Step> script;
    private @Nullable CountDownLatch waiting;
    private boolean closed;
    private Duration sentAt = Duration.ZERO;
    private int number;
    private int frames;
    private int words;
    private int step;

    SimulatedAnswer(Network network, VirtualTime time, RequestPlan request, VendorPlan vendor, String credential) {
        this.network = network;
        this.time = time;
        this.request = request;
        this.vendor = vendor;
        this.credential = credential;
    }

    @Override
    public Optional<Frame> next() {
        stopIfClosed();
        List<Step> steps = script;
        if (steps == null) {
            sentAt = time.elapsed();
            number = network.send(this);
            steps = network.script(vendor, request.words());
            script = steps;
        }
        Step now = steps.get(Math.min(step, steps.size() - 1));
        step++;
        await(now);
        return switch (now) {
            case Says says -> Optional.of(frame(says.word()));
            case Fails fails -> throw failure(fails);
            case Breaks breaks -> throw new IllegalStateException("a plugin's own mistake");
            case Ends ends -> Optional.empty();
            case FallsSilent silent -> throw new AssertionError("silence ended by itself");
        };
    }

    private Frame frame(Word word) {
        words += word == Word.CONTENT ? 1 : 0;
        frames++;
        return Frame.ofUtf8(number + ":" + frames + ":" + word);
    }

    private ProviderException failure(Fails fails) {
        network.failed(this, fails.failure());
        IOException cause = fails.sent() ? null : new ConnectFailedException("simulated", false, new IOException());
        return new ProviderException(fails.failure(), cause);
    }

    private void await(Step now) {
        Duration span = now.after();
        boolean silent = now instanceof FallsSilent;
        if (!silent && span.isZero()) {
            return;
        }
        CountDownLatch over = new CountDownLatch(1);
        waiting = over;
        Runnable cancelTimer = silent ? () -> {} : time.after(span, over::countDown);
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderException(new Cancelled(), e);
        } finally {
            cancelTimer.run();
        }
        stopIfClosed();
    }

    private void stopIfClosed() {
        if (closed) {
            throw new ProviderException(new Cancelled());
        }
    }

    @Override
    public void close() {
        closed = true;
        if (waiting != null) {
            waiting.countDown();
        }
    }

    RequestPlan request() {
        return request;
    }

    VendorPlan vendor() {
        return vendor;
    }

    String where() {
        return vendor.key().name() + "#" + credential;
    }

    Duration sentAt() {
        return sentAt;
    }

    boolean isClosed() {
        return closed;
    }

    /** What the vendor bills, in micro-USD: nothing where it gave nothing, and no more than it was allowed. */
    long billed() {
        return words == 0 ? 0 : (long) vendor.price() * (INPUT_TOKENS + Math.min(words, request.words()));
    }

    /** The most that it could cost: what is held for it. */
    long worst() {
        return (long) vendor.price() * (INPUT_TOKENS + request.words());
    }
}
