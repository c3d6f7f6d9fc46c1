package dev.pointsman.router.dialect;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Takes elements out of JSON arrays and members out of objects, and replaces values, by bytes: what stays is as it was written.
 * For one use, by one thread.
 */
public final class ArrayCuts {

    private final byte[] source;
    private final List<Change> changes = new ArrayList<>();

    private record Change(int from, int to, byte[] by) {}

    /** One element of an array, or one member of an object with its name: from its first byte to behind its last. */
    public record Element(int start, int end, boolean removed) {}

    public ArrayCuts(byte[] source) {
        this.source = source;
    }

    /** Puts other bytes in the place of a range. */
    public void replace(int from, int to, byte[] by) {
        changes.add(new Change(from, to, by));
    }

    /** Puts a text in the place of a value. */
    public void replaceText(int from, int to, String text) {
        String quoted = '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
        replace(from, to, quoted.getBytes(StandardCharsets.UTF_8));
    }

    /** Where the current value, or the current member's name, begins. */
    public static int startOf(JsonParser parser) {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    /** Behind the current value; what was not read of it is passed over. */
    public static int endOf(JsonParser parser) throws IOException {
        parser.skipChildren();
        parser.finishToken();
        return (int) parser.currentLocation().getByteOffset();
    }

    /**
     * Takes the removed ones out, each with one comma.
     *
     * @param elements all of one array or object, in order; nothing inside a removed one may be changed too
     */
    public void remove(List<Element> elements) {
        boolean kept = false;
        for (int i = 0; i < elements.size(); i++) {
            Element element = elements.get(i);
            if (!element.removed()) {
                kept = true;
            } else if (kept) {
                replace(elements.get(i - 1).end(), element.end(), new byte[0]);
            } else {
                int next = i + 1 < elements.size() ? elements.get(i + 1).start() : element.end();
                replace(element.start(), next, new byte[0]);
            }
        }
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** A range of the source with all changes in it. */
    public byte[] result(int from, int to) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(to - from);
        int position = from;
        for (Change change :
                changes.stream().sorted(Comparator.comparingInt(Change::from)).toList()) {
            out.write(source, position, change.from() - position);
            out.writeBytes(change.by());
            position = change.to();
        }
        out.write(source, position, to - position);
        return out.toByteArray();
    }
}
