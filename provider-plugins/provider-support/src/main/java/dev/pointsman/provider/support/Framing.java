package dev.pointsman.provider.support;

import java.io.InputStream;

/** How frames stand in a body. A value without state; {@link #open} makes the reader of one body. */
@FunctionalInterface
public interface Framing {

    /** Server-sent events: one frame per event. A line may have 1 MB, an event 4 MB. */
    Framing SSE = SseReader::new;

    /** One JSON value per line. A line may have 4 MB. */
    Framing NDJSON = NdjsonReader::new;

    /** AWS event stream messages with both checksums; one frame per message of at most 4 MB. */
    Framing AWS_EVENT_STREAM = EventStreamReader::new;

    /** The whole body is one frame of at most 32 MB. */
    Framing WHOLE = WholeReader::new;

    FrameReader open(InputStream body);
}
