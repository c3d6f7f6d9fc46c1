package dev.pointsman.router.dialect;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where the members of one JSON object stand in its bytes. Offsets are from the array's start; ends are exclusive. */
final class MemberSpans {

    private static final int WIDTH = 4;

    private final List<String> names = new ArrayList<>();
    private int[] offsets = new int[16 * WIDTH];

    private MemberSpans() {}

    /**
     * @throws IOException when the range is not one JSON object
     */
    static MemberSpans of(byte[] bytes, int offset, int length) throws IOException {
        MemberSpans spans = new MemberSpans();
        StrictJson.object(
                bytes, offset, length, (name, value) -> spans.add(bytes, offset, offset + length, name, value));
        return spans;
    }

    private void add(byte[] bytes, int base, int limit, String name, JsonParser value) throws IOException {
        int at = names.size() * WIDTH;
        if (at == offsets.length) {
            offsets = Arrays.copyOf(offsets, offsets.length * 2);
        }
        int valueStart = base + (int) value.currentTokenLocation().getByteOffset();
        int nameEnd = backTo(bytes, valueStart, (byte) ':');
        while (isBlank(bytes[nameEnd - 1])) {
            nameEnd--;
        }
        offsets[at] = nameStart(bytes, base, at);
        offsets[at + 1] = nameEnd;
        offsets[at + 2] = valueStart;
        offsets[at + 3] = valueEnd(bytes, base, valueStart, limit, value);
        names.add(name);
    }

    private int nameStart(byte[] bytes, int base, int at) {
        int from = at == 0 ? forwardTo(bytes, base, (byte) '{') + 1 : offsets[at - 1];
        return forwardTo(bytes, from, (byte) '"');
    }

    private static int valueEnd(byte[] bytes, int base, int start, int limit, JsonParser value) throws IOException {
        JsonToken token = value.currentToken();
        if (token.isStructStart()) {
            value.skipChildren();
            return base + (int) value.currentLocation().getByteOffset();
        }
        return token == JsonToken.VALUE_STRING ? stringEnd(bytes, start, limit) : scalarEnd(bytes, start, limit);
    }

    private static int stringEnd(byte[] bytes, int start, int limit) {
        int i = start + 1;
        // The parser has not read the string to its end yet: it complains afterwards when there is none.
        while (i < limit && bytes[i] != '"') {
            i += bytes[i] == '\\' ? 2 : 1;
        }
        return i + 1;
    }

    private static int scalarEnd(byte[] bytes, int start, int limit) {
        int i = start;
        while (i < limit && bytes[i] != ',' && bytes[i] != '}' && !isBlank(bytes[i])) {
            i++;
        }
        return i;
    }

    private static int forwardTo(byte[] bytes, int from, byte wanted) {
        int i = from;
        while (bytes[i] != wanted) {
            i++;
        }
        return i;
    }

    private static int backTo(byte[] bytes, int from, byte wanted) {
        int i = from - 1;
        while (bytes[i] != wanted) {
            i--;
        }
        return i;
    }

    private static boolean isBlank(byte octet) {
        return octet == ' ' || octet == '\n' || octet == '\r' || octet == '\t';
    }

    int size() {
        return names.size();
    }

    /** Unescaped. */
    String name(int member) {
        return names.get(member);
    }

    /** At its opening quote. */
    int nameStart(int member) {
        return offsets[member * WIDTH];
    }

    int nameEnd(int member) {
        return offsets[member * WIDTH + 1];
    }

    int valueStart(int member) {
        return offsets[member * WIDTH + 2];
    }

    int valueEnd(int member) {
        return offsets[member * WIDTH + 3];
    }
}
