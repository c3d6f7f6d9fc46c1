package dev.pointsman.router.attempt;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.RateLimits;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.api.failure.ProviderFailure.Cancelled;
import dev.pointsman.api.failure.ProviderFailure.Interrupted;
import dev.pointsman.router.dialect.TranslationLoss;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * An answer whose first content is there. Its frames are the client's; a failure from here on is {@code Interrupted}, never a
 * restart and never a clean end.
 */
public final class CommittedResponse implements ModelResponse {

    /** The outcome of an answer that came to its end. */
    public static final String OK = "ok";

    /** The outcome of an answer that its client left. */
    public static final String CANCELLED = "cancelled";

    /** The outcome of an attempt that another one beside it was faster than. */
    public static final String HEDGE_LOST = "hedge_lost";

    private final Attempt attempt;
    private final Cancellation cancellation;
    private final AttemptLog log;
    private final Ending ending;
    private final AtomicBoolean ended = new AtomicBoolean();

    CommittedResponse(Attempt attempt, Cancellation cancellation, AttemptLog log, Ending ending) {
        this.attempt = attempt;
        this.cancellation = cancellation;
        this.log = log;
        this.ending = ending;
    }

    @Override
    public Optional<Frame> next() {
        try {
            Optional<Frame> frame = attempt.next();
            if (frame.isEmpty()) {
                end(OK, null);
            }
            return frame;
        } catch (ProviderException e) {
            end(e.failure().code(), e.failure());
            if (e.failure() instanceof Cancelled) {
                throw e;
            }
            throw new ProviderException(new Interrupted(e.failure().code()), e);
        }
    }

    @Override
    public void close() {
        cancellation.cancel();
        end(CANCELLED, new Cancelled());
    }

    @Override
    public Optional<RateLimits> rateLimits() {
        return attempt.prepared().response().rateLimits();
    }

    @Override
    public Optional<String> upstreamRequestId() {
        return attempt.prepared().response().upstreamRequestId();
    }

    /** Its number among the request's attempts, from 1. */
    public int attempt() {
        return attempt.number();
    }

    /** What the vendor told of it so far. */
    public AttemptUse use() {
        return attempt.use();
    }

    /** From one frame of the vendor to the next after the first content, in the mean; empty for an answer of one frame. */
    public Optional<Duration> perFrame() {
        return attempt.perFrame();
    }

    /** The candidate that answers. */
    public Hop hop() {
        return attempt.hop();
    }

    /** How many members the translation of request and answer could not carry, so far. */
    public int losses() {
        return attempt.prepared().outgoing().losses().size() + answerLosses().size();
    }

    private List<TranslationLoss> answerLosses() {
        return attempt.prepared().outgoing().answer().losses();
    }

    /** What the vendor reported so far. */
    public Optional<Usage> reportedUsage() {
        return attempt.prepared().outgoing().answer().usage();
    }

    /** The model that the vendor says has answered. */
    public Optional<String> servedModel() {
        return attempt.prepared().outgoing().answer().servedModel();
    }

    /** Signatures of reasoning in the answer so far. */
    public Set<String> signatures() {
        return attempt.prepared().outgoing().answer().signatures();
    }

    /** Characters of content so far. */
    public long contentCharacters() {
        return attempt.prepared().outgoing().answer().contentCharacters();
    }

    private void end(String outcome, @Nullable ProviderFailure failure) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        if (failure == null) {
            attempt.succeeded(reportedUsage().map(Usage::output).orElse(contentCharacters() / 4));
        } else {
            attempt.interrupted(failure);
        }
        log.answerLost(attempt.number(), answerLosses());
        log.end(attempt.number(), outcome, null);
        ending.ended(this, outcome);
    }
}
