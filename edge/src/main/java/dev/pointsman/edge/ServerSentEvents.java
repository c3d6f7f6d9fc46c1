package dev.pointsman.edge;

import dev.pointsman.api.exchange.Frame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The framing of the WHATWG's server-sent events, written. Stateless. */
final class ServerSentEvents implements Framing {

    static final String CONTENT_TYPE = "text/event-stream; charset=utf-8";

    private static final byte[] EVENT = ascii("event: ");
    private static final byte[] DATA = ascii("data: ");

    static final ServerSentEvents FRAMING = new ServerSentEvents();

    private ServerSentEvents() {}

    @Override
    public String contentType() {
        return CONTENT_TYPE;
    }

    @Override
    public byte[] bytes(Frame frame) {
        byte[] data = frame.payload().array();
        ByteArrayOutputStream out =
                new ByteArrayOutputStream(data.length + frame.name().length() + 24);
        if (!frame.name().isEmpty() && isOneLine(frame.name())) {
            out.writeBytes(EVENT);
            out.writeBytes(frame.name().getBytes(StandardCharsets.UTF_8));
            out.write('\n');
        }
        writeData(data, out);
        out.write('\n');
        return out.toByteArray();
    }

    /** A line that clients skip. */
    static byte[] comment(String text) {
        return ascii(": " + text + "\n\n");
    }

    /** Each line of the payload is a data line of its own; the client joins them again. */
    private static void writeData(byte[] data, ByteArrayOutputStream out) {
        int start = 0;
        for (int i = 0; i < data.length; i++) {
            if (data[i] != '\n' && data[i] != '\r') {
                continue;
            }
            writeLine(data, start, i, out);
            if (data[i] == '\r' && i + 1 < data.length && data[i + 1] == '\n') {
                i++;
            }
            start = i + 1;
        }
        writeLine(data, start, data.length, out);
    }

    private static void writeLine(byte[] data, int from, int to, ByteArrayOutputStream out) {
        out.writeBytes(DATA);
        out.write(data, from, to - from);
        out.write('\n');
    }

    private static boolean isOneLine(String name) {
        return name.indexOf('\n') < 0 && name.indexOf('\r') < 0;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
