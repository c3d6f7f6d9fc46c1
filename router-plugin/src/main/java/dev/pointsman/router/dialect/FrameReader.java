package dev.pointsman.router.dialect;

import dev.pointsman.api.exchange.Frame;
import java.util.List;

/** Follows a vendor's stream. One per answer, for one thread. */
public interface FrameReader {

    /**
     * @throws dev.pointsman.api.failure.ProviderException for an error inside the stream, and for a frame that the dialect does
     *     not allow
     */
    List<AnswerEvent> read(Frame frame);

    /** Whether a stream without the dialect's terminal mark was cut, even where a finish reason came. */
    default boolean needsTerminalMark() {
        return true;
    }
}
