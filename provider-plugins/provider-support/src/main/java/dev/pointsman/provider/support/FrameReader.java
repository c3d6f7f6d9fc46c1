package dev.pointsman.provider.support;

import dev.pointsman.api.exchange.Frame;
import java.io.IOException;
import java.util.Optional;

/** Cuts one body into frames. For one thread. */
@FunctionalInterface
public interface FrameReader {

    /**
     * Blocks until a whole frame came. Empty at the end of the body.
     *
     * @throws FramingException when the bytes break the framing's grammar or limits
     * @throws IOException when the connection broke
     */
    Optional<Frame> next() throws IOException;
}
