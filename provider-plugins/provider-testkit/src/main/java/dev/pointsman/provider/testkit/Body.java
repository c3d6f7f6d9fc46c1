package dev.pointsman.provider.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * A body as a vendor sends it, framing included. The bytes are nobody's to write into.
 *
 * @param contentType the value of its header
 */
public record Body(String contentType, byte[] bytes) {

    public Body {
        Objects.requireNonNull(contentType, "contentType");
        Objects.requireNonNull(bytes, "bytes");
    }

    /** A text of server-sent events. */
    public static Body sse(String text) {
        return new Body(Wire.SSE.contentType(), text.getBytes(StandardCharsets.UTF_8));
    }

    /** Without its last bytes. */
    Body without(int last) {
        return new Body(contentType, Arrays.copyOf(bytes, bytes.length - last));
    }

    /** Both, one behind the other. */
    Body and(Body next) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(bytes);
        both.writeBytes(next.bytes);
        return new Body(contentType, both.toByteArray());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Body that && contentType.equals(that.contentType) && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * contentType.hashCode() + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Body[" + contentType + ", " + bytes.length + " bytes]";
    }
}
