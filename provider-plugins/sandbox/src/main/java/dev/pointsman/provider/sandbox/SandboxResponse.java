package dev.pointsman.provider.sandbox;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Plays one script. One thread reads, any thread may close. */
final class SandboxResponse implements ModelResponse {

    private final Supplier<Script> vendor;
    private final VendorCounter counter;
    private final Pause pause = new Pause();
    private @Nullable Script script;
    private int played;
    private boolean ended;
    private volatile @Nullable ProviderException failure;

    /** @param vendor makes the script when the call is sent, or throws the {@link ProviderException} it fails with */
    SandboxResponse(Supplier<Script> vendor, VendorCounter counter) {
        this.vendor = vendor;
        this.counter = counter;
    }

    @Override
    public Optional<Frame> next() {
        ProviderException earlier = failure;
        if (earlier != null) {
            throw earlier;
        }
        try {
            return ended ? Optional.empty() : play();
        } catch (ProviderException e) {
            failure = e;
            if (!(e.failure() instanceof ProviderFailure.Cancelled)) {
                counter.failed();
            }
            throw e;
        }
    }

    private Optional<Frame> play() {
        Script playing = script();
        if (played < playing.steps().size()) {
            Step step = playing.steps().get(played);
            pause.await(step.pause());
            played++;
            if (played == playing.steps().size() && playing.breaksWith() == null) {
                // Not later: a reader who knows the terminal mark does not ask for what comes after it.
                counter.answered();
            }
            return Optional.of(step.frame());
        }
        pause.check();
        if (playing.breaksWith() != null) {
            throw new ProviderException(playing.breaksWith());
        }
        ended = true;
        return Optional.empty();
    }

    private Script script() {
        Script known = script;
        if (known == null) {
            pause.check();
            counter.asked();
            known = vendor.get();
            script = known;
        }
        return known;
    }

    @Override
    public void close() {
        pause.end();
    }

    @Override
    public Optional<String> upstreamRequestId() {
        return Optional.ofNullable(script).map(Script::id);
    }
}
