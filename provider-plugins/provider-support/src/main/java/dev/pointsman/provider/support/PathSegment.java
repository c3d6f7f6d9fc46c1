package dev.pointsman.provider.support;

import java.nio.charset.StandardCharsets;

/** Writes a name as one segment of a path: a model's id may hold a slash, a colon or worse, and must not lead elsewhere. */
public final class PathSegment {

    private static final String UNRESERVED = "-._~";

    private PathSegment() {}

    /** Percent-encodes everything but RFC 3986's unreserved characters; {@code .} and {@code ..} are encoded too. */
    public static String encode(String text) {
        boolean dots = text.equals(".") || text.equals("..");
        StringBuilder encoded = new StringBuilder(text.length() + 8);
        for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (value & 0xff);
            boolean plain = (c < 0x80 && Character.isLetterOrDigit(c)) || UNRESERVED.indexOf(c) >= 0;
            if (plain && !(dots && c == '.')) {
                encoded.append(c);
            } else {
                encoded.append('%').append(hex(value >> 4)).append(hex(value));
            }
        }
        return encoded.toString();
    }

    private static char hex(int value) {
        return Character.toUpperCase(Character.forDigit(value & 0xf, 16));
    }
}
