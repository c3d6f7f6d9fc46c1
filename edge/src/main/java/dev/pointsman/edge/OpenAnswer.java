package dev.pointsman.edge;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.RateLimits;
import dev.pointsman.api.exchange.ServedInfo;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure.Broken;
import dev.pointsman.api.failure.ProviderFailure.Empty;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A response that is closed exactly once: by its end, by a failure or by the client's leaving, whichever comes first. One thread
 * reads, any thread closes.
 */
final class OpenAnswer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OpenAnswer.class);

    private final ModelResponse response;
    private final AtomicBoolean closed = new AtomicBoolean();

    OpenAnswer(ModelResponse response) {
        this.response = response;
    }

    /** The frame that commits; an answer without any is a failure. */
    Frame first() {
        return next().orElseThrow(() -> new ProviderException(new Empty()));
    }

    /** @throws ProviderException for every failure, a plugin's defect included */
    Optional<Frame> next() {
        try {
            return response.next();
        } catch (ProviderException e) {
            throw e;
        } catch (RuntimeException e) {
            throw broken(e);
        }
    }

    ServedInfo info() {
        return response.info();
    }

    /** What is left of the caller's limits; known once the first frame or a failure came. */
    Optional<RateLimits> rateLimits() {
        return response.rateLimits();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            response.close();
        }
    }

    /** A defect behind the door, as data. Its message may quote anything, so only its class is told. */
    static ProviderException broken(RuntimeException defect) {
        LOG.atError()
                .addKeyValue("exception", defect.getClass().getName())
                .log("the router failed with an exception that is no provider failure");
        LOG.debug("the defect", defect);
        return new ProviderException(new Broken(defect.getClass().getName()), defect);
    }
}
