package dev.pointsman.edge;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.Payload;
import java.util.List;

/** How a dialect tells an error: as a body, and as an event within a stream that had begun. */
interface ErrorBody {

    byte[] body(Problem problem, String requestId);

    /** The error within a stream, alone; the body as an unnamed event's data where the dialect has no other way. */
    default Frame event(Problem problem, String requestId) {
        return Frame.of(Payload.of(body(problem, requestId)));
    }

    /**
     * What ends a stream that had begun and broke off.
     *
     * @param first the stream's first frame
     * @param last its last frame so far
     */
    default List<Frame> ending(Problem problem, String requestId, Frame first, Frame last) {
        return List.of(event(problem, requestId));
    }
}
