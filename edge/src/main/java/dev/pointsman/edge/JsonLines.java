package dev.pointsman.edge;

import dev.pointsman.api.exchange.Frame;
import java.util.Arrays;

/** A line of JSON per frame. Stateless. */
final class JsonLines implements Framing {

    static final JsonLines FRAMING = new JsonLines();

    private JsonLines() {}

    @Override
    public String contentType() {
        return "application/x-ndjson";
    }

    @Override
    public byte[] bytes(Frame frame) {
        byte[] json = frame.payload().array();
        byte[] line = Arrays.copyOf(json, json.length + 1);
        for (int i = 0; i < json.length; i++) {
            // Only white space between tokens can be one of these, and the reader would take it for the end of the
            // frame.
            if (line[i] == '\n' || line[i] == '\r') {
                line[i] = ' ';
            }
        }
        line[json.length] = '\n';
        return line;
    }
}
