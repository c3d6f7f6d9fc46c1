package dev.pointsman.provider.support;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * AWS's {@code application/vnd.amazon.eventstream}: messages of a prelude (total length, headers' length, CRC-32 of both),
 * typed headers, payload, and the CRC-32 of everything before. All numbers are big-endian.
 *
 * <p>A message becomes a frame of its {@code :event-type} or {@code :exception-type} with its payload as it is. An error without
 * a model ({@code :message-type: error}) has its words in headers; it becomes a frame named {@value #ERROR}.
 */
final class EventStreamReader implements FrameReader {

    static final String ERROR = "error";
    static final int MESSAGE_LIMIT = 4 << 20;

    /** AWS's own limit. */
    static final int HEADERS_LIMIT = 128 << 10;

    private static final int PRELUDE = 12;
    private static final int CHECKSUM = 4;

    private final InputStream in;

    EventStreamReader(InputStream in) {
        this.in = in;
    }

    @Override
    public Optional<Frame> next() throws IOException {
        byte[] prelude = in.readNBytes(PRELUDE);
        if (prelude.length == 0) {
            return Optional.empty();
        }
        if (prelude.length < PRELUDE) {
            throw new FramingException("the answer ended within a message");
        }
        ByteBuffer lengths = ByteBuffer.wrap(prelude);
        int total = lengths.getInt();
        int headers = lengths.getInt();
        if (checksum(prelude, prelude.length - CHECKSUM) != lengths.getInt()) {
            throw new FramingException("the checksum of a message's beginning is wrong");
        }
        if (total < PRELUDE + CHECKSUM || total > MESSAGE_LIMIT) {
            throw new FramingException(
                    "a message is longer than " + MESSAGE_LIMIT + " bytes, or shorter than its frame");
        }
        if (headers < 0 || headers > HEADERS_LIMIT || headers > total - PRELUDE - CHECKSUM) {
            throw new FramingException("a message's headers are longer than they may be");
        }
        byte[] message = Arrays.copyOf(prelude, total);
        int rest = total - PRELUDE;
        if (in.readNBytes(message, PRELUDE, rest) < rest) {
            throw new FramingException("the answer ended within a message");
        }
        if (checksum(message, total - CHECKSUM)
                != ByteBuffer.wrap(message, total - CHECKSUM, CHECKSUM).getInt()) {
            throw new FramingException("the checksum of a message is wrong");
        }
        byte[] payload = Arrays.copyOfRange(message, PRELUDE + headers, total - CHECKSUM);
        return Optional.of(frame(headers(ByteBuffer.wrap(message, PRELUDE, headers)), payload));
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    private static Frame frame(Map<String, String> headers, byte[] payload) {
        return switch (headers.getOrDefault(":message-type", "event")) {
            case "error" -> new Frame(ERROR, Payload.of(error(headers)));
            case "exception" -> new Frame(headers.getOrDefault(":exception-type", ERROR), Payload.of(payload));
            default -> new Frame(headers.getOrDefault(":event-type", ""), Payload.of(payload));
        };
    }

    private static byte[] error(Map<String, String> headers) {
        JsonStringEncoder encoder = JsonStringEncoder.getInstance();
        String json = "{\"type\":\""
                + String.valueOf(encoder.quoteAsString(headers.getOrDefault(":error-code", "")))
                + "\",\"message\":\""
                + String.valueOf(encoder.quoteAsString(headers.getOrDefault(":error-message", "")))
                + "\"}";
        return json.getBytes(StandardCharsets.UTF_8);
    }

    /** Texts by name; headers of other types are passed over. */
    private static Map<String, String> headers(ByteBuffer in) throws FramingException {
        Map<String, String> texts = new HashMap<>();
        while (in.hasRemaining()) {
            String name = text(in, unsigned(take(in, 1).get()));
            switch (take(in, 1).get()) {
                case 0, 1 -> {
                    // True and false have no value.
                }
                case 2 -> skip(in, 1);
                case 3 -> skip(in, 2);
                case 4 -> skip(in, 4);
                case 5, 8 -> skip(in, 8);
                case 6 -> skip(in, Short.toUnsignedInt(take(in, 2).getShort()));
                case 7 ->
                    texts.put(name, text(in, Short.toUnsignedInt(take(in, 2).getShort())));
                case 9 -> skip(in, 16);
                default -> throw new FramingException("a message's header has an unknown type");
            }
        }
        return texts;
    }

    private static int unsigned(byte value) {
        return Byte.toUnsignedInt(value);
    }

    private static void skip(ByteBuffer in, int bytes) throws FramingException {
        take(in, bytes).position(in.position() + bytes);
    }

    private static String text(ByteBuffer in, int bytes) throws FramingException {
        byte[] text = new byte[bytes];
        take(in, bytes).get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** The buffer itself, when it has this many bytes. */
    private static ByteBuffer take(ByteBuffer in, int bytes) throws FramingException {
        if (in.remaining() < bytes) {
            throw new FramingException("a message's headers are cut");
        }
        return in;
    }
}
