package dev.pointsman.router.dialect;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** JSON of names, texts and single members, in UTF-8. */
final class MemberBytes {

    private MemberBytes() {}

    /** {@code "name":json}. */
    static byte[] member(String name, byte[] json) {
        return concat(concat(quoted(name), new byte[0], (byte) ':'), json, null);
    }

    /** <code>{"name":json}</code>. */
    static byte[] object(String name, byte[] json) {
        return concat(new byte[] {'{'}, member(name, json), (byte) '}');
    }

    /** Names of members and models are plain nearly always, and Jackson's encoder makes buffers for the worst case. */
    static byte[] quoted(String text) {
        if (isPlain(text)) {
            return ('"' + text + '"').getBytes(StandardCharsets.ISO_8859_1);
        }
        byte[] inner = JsonStringEncoder.getInstance().quoteAsUTF8(text);
        return concat(new byte[] {'"'}, inner, (byte) '"');
    }

    static byte[] number(int value) {
        return Integer.toString(value).getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character < ' ' || character > '~' || character == '"' || character == '\\') {
                return false;
            }
        }
        return true;
    }

    private static byte[] concat(byte[] first, byte[] second, @Nullable Byte last) {
        byte[] all = Arrays.copyOf(first, first.length + second.length + (last == null ? 0 : 1));
        System.arraycopy(second, 0, all, first.length, second.length);
        if (last != null) {
            all[all.length - 1] = last;
        }
        return all;
    }
}
