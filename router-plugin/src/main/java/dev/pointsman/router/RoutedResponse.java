package dev.pointsman.router;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.RateLimits;
import dev.pointsman.api.exchange.ServedInfo;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure.Cancelled;
import dev.pointsman.router.attempt.Cancellation;
import dev.pointsman.router.attempt.CommittedResponse;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The handle on an answer that has not begun: the first {@code next()} walks the request's whole path. */
final class RoutedResponse implements ModelResponse {

    private final Function<Cancellation, CommittedResponse> route;
    private final Supplier<ServedInfo> info;
    private final Supplier<Optional<RateLimits>> limits;
    private final Cancellation cancellation = new Cancellation();
    private volatile @Nullable CommittedResponse committed;
    private volatile @Nullable ProviderException failed;

    /**
     * @param route blocks until an answer commits or throws
     * @param info what is known of the request so far
     * @param limits what is left of the caller's
     */
    RoutedResponse(
            Function<Cancellation, CommittedResponse> route,
            Supplier<ServedInfo> info,
            Supplier<Optional<RateLimits>> limits) {
        this.route = route;
        this.info = info;
        this.limits = limits;
    }

    @Override
    public Optional<Frame> next() {
        ProviderException known = failed;
        if (known != null) {
            throw known;
        }
        try {
            CommittedResponse answer = committed;
            return answer == null ? commit().next() : answer.next();
        } catch (ProviderException e) {
            failed = e;
            throw e;
        }
    }

    private CommittedResponse commit() {
        if (cancellation.isCancelled()) {
            throw new ProviderException(new Cancelled());
        }
        CommittedResponse answer = route.apply(cancellation);
        committed = answer;
        if (cancellation.isCancelled()) {
            // Closed between the commit and here: nobody else would end it.
            answer.close();
        }
        return answer;
    }

    @Override
    public void close() {
        cancellation.cancel();
        CommittedResponse answer = committed;
        if (answer != null) {
            answer.close();
        }
    }

    @Override
    public Optional<RateLimits> rateLimits() {
        return limits.get();
    }

    @Override
    public Optional<String> upstreamRequestId() {
        CommittedResponse answer = committed;
        return answer == null ? Optional.empty() : answer.upstreamRequestId();
    }

    @Override
    public ServedInfo info() {
        return info.get();
    }
}
