package dev.pointsman.router.attempt;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.RateLimits;
import dev.pointsman.api.failure.Phase;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.api.failure.ProviderFailure.TimedOut;
import dev.pointsman.router.config.AttemptLimits;
import dev.pointsman.router.dialect.AnswerReader;
import dev.pointsman.router.dialect.FrameKind;
import dev.pointsman.router.health.Permission;
import dev.pointsman.router.money.Reservation;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt at one endpoint, from sending to its last frame. Read by one thread, ended from any. */
final class Attempt {

    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    /** What a vendor may send before its first content: role frames, pings and filters, never this much. */
    private static final int PREAMBLE_LIMIT = 1000;

    /**
     * How long a vendor that gave a finish reason and its usage is waited for: some send neither a terminal mark nor the end of the
     * body, and what may still come then comes at once.
     */
    private static final Duration GRACE = Duration.ofSeconds(2);

    /** Who is cut off sooner, since its caller has no more time, has not shown that it hangs. */
    private static final long SHORTEST_TRIAL = TimeUnit.SECONDS.toNanos(2);

    private final int number;
    private final Hop hop;
    private final Hop.Prepared prepared;
    private final Permission permission;
    private final Reservation reservation;
    private final AttemptLimits limits;
    private final Duration firstContent;
    private final Watchdog watchdog;
    private final Cancellation cancellation;
    private final LongSupplier nanoTime;
    private final Queue<Frame> ready = new ArrayDeque<>();
    private final ContentGap gap;
    private final long sentAt;
    private long firstContentAt;
    private long lastFrameAt;
    private int furtherFrames;
    private boolean ended;
    /** Whether anything may have been sent: by the attempt's thread, and looked at by the one that abandons it. */
    private volatile boolean sent;

    private volatile boolean mayBeBilled;
    /** False while another thread may still read its first frames: a race's loser is left to that thread. */
    private volatile boolean untouched;

    /**
     * @param number of the request's attempts, from 1
     * @param firstContent how long it may take to its first content
     */
    Attempt(
            int number,
            Hop hop,
            Hop.Prepared prepared,
            Permission permission,
            Reservation reservation,
            AttemptLimits limits,
            Duration firstContent,
            Watchdog watchdog,
            Cancellation cancellation,
            LongSupplier nanoTime) {
        this.number = number;
        this.hop = hop;
        this.prepared = prepared;
        this.permission = permission;
        this.reservation = reservation;
        this.limits = limits;
        this.firstContent = firstContent;
        this.watchdog = watchdog;
        this.cancellation = cancellation;
        this.nanoTime = nanoTime;
        this.gap = hop.reasons() ? ContentGap.whereItThinks(limits) : ContentGap.of(limits);
        this.sentAt = nanoTime.getAsLong();
    }

    int number() {
        return number;
    }

    Hop hop() {
        return hop;
    }

    Hop.Prepared prepared() {
        return prepared;
    }

    /**
     * Reads until the first content; what came before it is kept for the client.
     *
     * @throws ProviderException with the reason as data; whatever a plugin throws becomes one here
     */
    void commit() {
        try {
            if (cancellation.isCancelled()) {
                throw new ProviderException(new ProviderFailure.Cancelled());
            }
            watchdog.arm(Phase.FIRST_CONTENT, firstContent);
            sent = true;
            for (int frames = 0; frames < PREAMBLE_LIMIT; frames++) {
                Optional<Frame> frame = prepared.response().next();
                if (frame.isEmpty()) {
                    prepared.outgoing().answer().end(ready);
                    throw new ProviderException(new ProviderFailure.Empty());
                }
                if (prepared.outgoing().answer().read(frame.get(), ready) == FrameKind.CONTENT) {
                    watchdog.disarm();
                    firstContentAt = nanoTime.getAsLong();
                    lastFrameAt = firstContentAt;
                    long took = firstContentAt - sentAt;
                    gap.frame(
                            Duration.ofNanos(took), prepared.outgoing().answer().progress());
                    permission.begun(took, took > limits.firstToken().toNanos() / 2);
                    return;
                }
            }
            throw new ProviderException(new ProviderFailure.Malformed("no content in its first frames"));
        } catch (RuntimeException e) {
            throw failed(e);
        } finally {
            permission.told(rateLimits());
            untouched = true;
        }
    }

    private @Nullable RateLimits rateLimits() {
        try {
            return prepared.response().rateLimits().orElse(null);
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue("provider", hop.endpoint().provider())
                    .addKeyValue("exception", e.getClass().getName())
                    .log("a provider plugin failed to tell its rate limits");
            return null;
        }
    }

    /** The client's next frame after the commit; empty after the last. */
    Optional<Frame> next() {
        try {
            while (ready.isEmpty() && !ended) {
                read();
            }
        } catch (RuntimeException e) {
            throw failed(e);
        }
        return Optional.ofNullable(ready.poll());
    }

    private void read() {
        AnswerReader answer = prepared.outgoing().answer();
        long asked = nanoTime.getAsLong();
        Optional<Frame> frame = answer.isComplete() ? lastFrames(answer) : awaited(gap.left());
        if (frame.isPresent()) {
            lastFrameAt = nanoTime.getAsLong();
            furtherFrames++;
            answer.read(frame.get(), ready);
            gap.frame(Duration.ofNanos(lastFrameAt - asked), answer.progress());
            return;
        }
        answer.end(ready);
        ended = true;
    }

    private Optional<Frame> awaited(Duration limit) {
        watchdog.arm(Phase.STALL, limit);
        Optional<Frame> frame = prepared.response().next();
        watchdog.disarm();
        return frame;
    }

    /** What follows an answer that lacks nothing; a vendor that then says nothing has not stalled. */
    private Optional<Frame> lastFrames(AnswerReader answer) {
        boolean counted = answer.usage().isPresent();
        Duration left = gap.left();
        Duration limit = counted && left.compareTo(GRACE) > 0 ? GRACE : left;
        try {
            return awaited(limit);
        } catch (RuntimeException e) {
            if (watchdog.fired() != Phase.STALL || cancellation.isCancelled()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** The answer came to its end. */
    void succeeded(long outputTokens) {
        permission.succeeded(firstContentAt - sentAt, lastFrameAt - firstContentAt, outputTokens);
        release();
        AnswerReader answer = prepared.outgoing().answer();
        Long told = costToldBy(answer);
        answer.usage().ifPresentOrElse(usage -> reservation.settled(usage, told), reservation::unreported);
    }

    /** It failed before its first content. */
    void failed(ProviderException e) {
        if (cutOffEarly(e.failure())) {
            permission.released();
        } else {
            permission.failed(e.failure());
        }
        release();
        mayBeBilled = sent && Billing.mayBeBilled(e);
        if (mayBeBilled) {
            reservation.unreported();
        } else {
            reservation.voided();
        }
    }

    /** It broke off, or was ended, after its first content: what the vendor counted until it noticed, nobody knows. */
    void interrupted(ProviderFailure failure) {
        if (failure instanceof TimedOut late && late.phase() == Phase.TOTAL) {
            // Content came all the time: the answer was too long for this caller.
            permission.released();
        } else {
            permission.failed(failure);
        }
        release();
        mayBeBilled = true;
        reservation.unreported();
    }

    /** Ends it whatever it does; for an attempt that another one was faster than. Nobody is to blame. */
    void abandon() {
        permission.released();
        release();
        mayBeBilled = sent;
        if (sent) {
            reservation.unreported();
        } else {
            // It is closed by now, so its thread sends nothing any more.
            reservation.voided();
        }
    }

    /** What it may be billed for, as far as that is known now. */
    AttemptUse use() {
        if (!untouched) {
            return new AttemptUse(mayBeBilled, null, null, null, 0);
        }
        AnswerReader answer = prepared.outgoing().answer();
        return new AttemptUse(
                mayBeBilled,
                answer.usage().orElse(null),
                costToldBy(answer),
                answer.servedModel().orElse(null),
                answer.contentCharacters());
    }

    /** From one frame with content to the next, in the mean; empty for an answer of one frame. */
    Optional<Duration> perFrame() {
        return furtherFrames == 0
                ? Optional.empty()
                : Optional.of(Duration.ofNanos((lastFrameAt - firstContentAt) / furtherFrames));
    }

    private static @Nullable Long costToldBy(AnswerReader answer) {
        return answer.costMicros().isPresent() ? answer.costMicros().getAsLong() : null;
    }

    /** From any thread. */
    void close() {
        prepared.response().close();
    }

    private boolean cutOffEarly(ProviderFailure failure) {
        long waited = nanoTime.getAsLong() - sentAt;
        return failure instanceof TimedOut late
                && late.phase() != Phase.CONNECT
                && waited < Math.min(SHORTEST_TRIAL, limits.firstToken().toNanos());
    }

    private void release() {
        watchdog.stop();
        prepared.response().close();
    }

    /** The one place where an exception becomes a failure: who closed the call decides what a cancelled one means. */
    private ProviderException failed(RuntimeException thrown) {
        watchdog.disarm();
        Phase fired = watchdog.fired();
        if (cancellation.isCancelled()) {
            return new ProviderException(new ProviderFailure.Cancelled());
        }
        if (fired != null) {
            return new ProviderException(new TimedOut(fired));
        }
        if (thrown instanceof ProviderException known) {
            return hop.unquoted(known);
        }
        return new ProviderException(
                new ProviderFailure.Broken(thrown.getClass().getName()));
    }
}
