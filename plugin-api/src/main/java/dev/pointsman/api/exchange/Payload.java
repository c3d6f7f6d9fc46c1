package dev.pointsman.api.exchange;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * Bytes of a prompt or an answer, usually UTF-8 JSON. Immutable by agreement: nobody writes into {@link #array()}. Its
 * {@code toString} tells the size and nothing else, so content cannot reach a log by accident.
 */
public final class Payload {

    private static final Payload EMPTY = new Payload(new byte[0]);

    private final byte[] bytes;

    private Payload(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes the array over without copying it; the caller must not write into it afterwards. */
    public static Payload of(byte[] bytes) {
        return new Payload(Objects.requireNonNull(bytes, "bytes"));
    }

    public static Payload ofUtf8(String text) {
        return new Payload(text.getBytes(StandardCharsets.UTF_8));
    }

    public static Payload empty() {
        return EMPTY;
    }

    /** In bytes. */
    public int size() {
        return bytes.length;
    }

    /** The bytes themselves, not a copy: read only. Parsers need an array, and a copy of a 60 KB body on every hop would show. */
    public byte[] array() {
        return bytes;
    }

    public InputStream stream() {
        return new ByteArrayInputStream(bytes);
    }

    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
    }

    /** The content as text. For codecs and tests; what it returns must not go into a log, a label or an exception. */
    public String utf8() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Equal when the bytes are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Payload that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Payload[" + bytes.length + " bytes]";
    }
}
