package dev.pointsman.router.dialect;

import dev.pointsman.api.exchange.Frame;
import java.util.Queue;

/** Makes a client's stream. One per answer, for one thread. */
public interface FrameWriter {

    /** Appends the frames that follow from the event, none, one or several. */
    void write(AnswerEvent event, Queue<Frame> frames);

    /** The vendor's stream has ended properly; appends what is still open, and the terminal mark. Once. */
    void end(Queue<Frame> frames);

    /** Whether the event is something the client gets to see as content. */
    boolean shows(AnswerEvent event);
}
