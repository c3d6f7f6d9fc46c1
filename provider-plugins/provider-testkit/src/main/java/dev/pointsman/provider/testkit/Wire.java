package dev.pointsman.provider.testkit;

import dev.pointsman.api.exchange.Frame;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** How the frames of a dialect travel in a streamed body. */
public interface Wire {

    /** Server-sent events. */
    Wire SSE = new Wire() {
        @Override
        public String contentType() {
            return "text/event-stream";
        }

        @Override
        public byte[] bytes(List<Frame> frames) {
            return Sse.text(frames).getBytes(StandardCharsets.UTF_8);
        }
    };

    /** One JSON value per line; names of frames do not travel. */
    Wire NDJSON = new Wire() {
        @Override
        public String contentType() {
            return "application/x-ndjson";
        }

        @Override
        public byte[] bytes(List<Frame> frames) {
            StringBuilder lines = new StringBuilder();
            for (Frame frame : frames) {
                lines.append(frame.payload().utf8()).append('\n');
            }
            return lines.toString().getBytes(StandardCharsets.UTF_8);
        }
    };

    /** AWS event stream messages. */
    Wire AWS_EVENT_STREAM = new EventStreamWire();

    String contentType();

    byte[] bytes(List<Frame> frames);

    default Body body(List<Frame> frames) {
        return new Body(contentType(), bytes(frames));
    }
}
