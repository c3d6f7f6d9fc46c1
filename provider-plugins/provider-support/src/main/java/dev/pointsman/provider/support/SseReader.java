package dev.pointsman.provider.support;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Server-sent events by the grammar of the HTML standard, section 9.2.6: any line end, a byte order mark, comments, several
 * data lines, an optional space after the colon. Data is passed on as bytes, so UTF-8 that the network cut is no matter.
 *
 * <p>One departure: an event that lacks its blank line at the end of the body is handed out, since some vendors leave it away
 * after their last event. What was cut inside its JSON fails there. And one more: an event with empty data is none, as no
 * dialect has one.
 */
final class SseReader implements FrameReader {

    static final int LINE_LIMIT = 1 << 20;
    static final int EVENT_LIMIT = 4 << 20;

    private static final int NAME_LIMIT = 256;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final byte[] DATA = "data".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EVENT = "event".getBytes(StandardCharsets.US_ASCII);

    private final LineReader lines;
    private final ByteBuilder data = new ByteBuilder(EVENT_LIMIT, "an event is longer than " + EVENT_LIMIT + " bytes");
    private boolean hasData;
    private String name = "";
    private boolean first = true;

    SseReader(InputStream in) {
        this.lines = new LineReader(in, true, LINE_LIMIT);
    }

    @Override
    public Optional<Frame> next() throws IOException {
        while (lines.read()) {
            ByteBuilder line = lines.line();
            int from = first && startsWith(line, 0, BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
            first = false;
            if (line.size() > from) {
                take(line, from);
            } else if (data.size() > 0) {
                return Optional.of(event());
            } else {
                name = "";
                hasData = false;
            }
        }
        return data.size() > 0 ? Optional.of(event()) : Optional.empty();
    }

    private void take(ByteBuilder line, int from) throws FramingException {
        int colon = from;
        while (colon < line.size() && line.at(colon) != ':') {
            colon++;
        }
        int value = Math.min(colon + 1, line.size());
        if (value < line.size() && line.at(value) == ' ') {
            value++;
        }
        if (isField(line, from, colon, DATA)) {
            if (hasData) {
                data.add('\n');
            }
            hasData = true;
            data.add(line.array(), value, line.size() - value);
        } else if (isField(line, from, colon, EVENT)) {
            int length = Math.min(line.size() - value, NAME_LIMIT);
            name = new String(line.array(), value, length, StandardCharsets.UTF_8);
        }
    }

    private Frame event() {
        Frame frame = new Frame(name, Payload.of(data.copy(0)));
        data.clear();
        hasData = false;
        name = "";
        return frame;
    }

    private static boolean isField(ByteBuilder line, int from, int to, byte[] field) {
        return to - from == field.length && startsWith(line, from, field);
    }

    private static boolean startsWith(ByteBuilder line, int from, byte[] prefix) {
        if (line.size() - from < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (line.at(from + i) != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
