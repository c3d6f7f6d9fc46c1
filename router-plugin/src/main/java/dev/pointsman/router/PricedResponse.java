package dev.pointsman.router;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.RateLimits;
import dev.pointsman.api.exchange.ServedInfo;
import dev.pointsman.api.provider.CallContext;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** An answer whose usage tells also what it cost, for clients that ask for that with a header. */
final class PricedResponse implements ModelResponse {

    /** The request header that asks, with the value {@value #IN_USAGE}. */
    private static final String HEADER = "x-pointsman-cost";

    private static final String IN_USAGE = "usage";

    private final ModelResponse answer;
    private final UnaryOperator<Frame> priced;

    private PricedResponse(ModelResponse answer, UnaryOperator<Frame> priced) {
        this.answer = answer;
        this.priced = priced;
    }

    /**
     * The answer as the caller wants it.
     *
     * @param priced puts the cost into a frame that tells usage; called on the thread that reads
     */
    static ModelResponse where(CallContext context, ModelResponse answer, UnaryOperator<Frame> priced) {
        return IN_USAGE.equals(context.headers().get(HEADER)) ? new PricedResponse(answer, priced) : answer;
    }

    @Override
    public Optional<Frame> next() {
        return answer.next().map(priced);
    }

    @Override
    public void close() {
        answer.close();
    }

    @Override
    public Optional<RateLimits> rateLimits() {
        return answer.rateLimits();
    }

    @Override
    public Optional<String> upstreamRequestId() {
        return answer.upstreamRequestId();
    }

    @Override
    public ServedInfo info() {
        return answer.info();
    }
}
