package dev.pointsman.router.dialect;

import dev.pointsman.api.exchange.Frame;
import java.io.IOException;

/** One dialect's eye on the frames of one answer. May keep state; for one thread. */
@FunctionalInterface
public interface FrameInspector {

    /**
     * Tells what it sees in the next frame.
     *
     * @throws IOException when the frame is not one JSON object
     * @throws dev.pointsman.api.failure.ProviderException for an error inside the answer, and for what the dialect does not allow
     */
    void inspect(Frame frame, AnswerFacts facts) throws IOException;
}
