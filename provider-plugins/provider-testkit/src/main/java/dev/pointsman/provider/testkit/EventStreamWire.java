package dev.pointsman.provider.testkit;

import dev.pointsman.api.exchange.Frame;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Writes messages of AWS's {@code application/vnd.amazon.eventstream}: two lengths and their CRC-32, headers, payload, and the
 * CRC-32 of all of it. A frame whose name ends with {@code Exception} is an exception message.
 */
final class EventStreamWire implements Wire {

    private static final int STRING = 7;

    @Override
    public String contentType() {
        return "application/vnd.amazon.eventstream";
    }

    @Override
    public byte[] bytes(List<Frame> frames) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (Frame frame : frames) {
            boolean exception = frame.name().endsWith("Exception");
            ByteArrayOutputStream headers = new ByteArrayOutputStream();
            header(headers, exception ? ":exception-type" : ":event-type", frame.name());
            header(headers, ":content-type", "application/json");
            header(headers, ":message-type", exception ? "exception" : "event");
            stream.writeBytes(message(headers.toByteArray(), frame.payload().array()));
        }
        return stream.toByteArray();
    }

    private static byte[] message(byte[] headers, byte[] payload) {
        ByteBuffer message = ByteBuffer.allocate(16 + headers.length + payload.length);
        message.putInt(message.capacity()).putInt(headers.length);
        message.putInt(crc(message)).put(headers).put(payload);
        return message.putInt(crc(message)).array();
    }

    private static int crc(ByteBuffer written) {
        CRC32 crc = new CRC32();
        crc.update(written.array(), 0, written.position());
        return (int) crc.getValue();
    }

    private static void header(ByteArrayOutputStream out, String name, String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        out.write(name.length());
        out.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
        out.write(STRING);
        out.write(text.length >> 8);
        out.write(text.length);
        out.writeBytes(text);
    }
}
