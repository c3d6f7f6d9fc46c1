package dev.pointsman.edge;

import dev.pointsman.api.exchange.Frame;

/** How the frames of one streamed answer are put on the wire. One instance per answer, used by its thread alone. */
interface Framing {

    String contentType();

    byte[] bytes(Frame frame);

    /** What closes the container of the frames, whether the answer was complete or broke off; mostly nothing. */
    default byte[] end() {
        return new byte[0];
    }
}
