package dev.pointsman.router.dialect;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.pointsman.api.exchange.Payload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Changes named top-level members of a JSON object by splicing bytes; everything else stays as it was written: white space,
 * order, forms of numbers and escapes. So a vendor's prompt cache still knows the prompt, and no object model is built.
 *
 * <p>A member that occurs twice is changed at each place, since vendors differ in which one they read. For one use, by one
 * thread.
 *
 * <pre>{@code
 * PayloadEditor editor = PayloadEditor.of(body).set("model", "gpt-5").remove("temperature");
 * Payload edited = editor.result();
 * List<String> edits = editor.edits();      // [model, temperature: removed]
 * }</pre>
 */
public final class PayloadEditor {

    /** How the dialects limit the output at the top level of their bodies. */
    private static final List<String> OUTPUT_LIMITS =
            List.of("max_tokens", "max_completion_tokens", "max_output_tokens");

    private static final byte[] EMPTY = {'{', '}'};

    private final byte[] source;
    private final int start;
    private final int end;
    private final MemberSpans spans;
    private final byte[] @Nullable [] newNames;
    private final byte[] @Nullable [] newValues;
    private final boolean[] removed;
    private final List<byte[]> added = new ArrayList<>(2);
    private final List<String> edits = new ArrayList<>(4);

    private PayloadEditor(byte[] source, int start, int end) throws IOException {
        this.source = source;
        this.start = start;
        this.end = end;
        this.spans = MemberSpans.of(source, start, end - start);
        this.newNames = new byte[spans.size()] @Nullable [];
        this.newValues = new byte[spans.size()] @Nullable [];
        this.removed = new boolean[spans.size()];
    }

    /**
     * Finds the members.
     *
     * @throws dev.pointsman.api.failure.ProviderException {@code InvalidRequest} when the body is not one JSON object in UTF-8,
     *     or goes beyond a limit; it tells the byte and quotes nothing
     */
    public static PayloadEditor of(Payload body) {
        try {
            return new PayloadEditor(body.array(), 0, body.size());
        } catch (IOException broken) {
            throw InvalidBody.unreadable(broken);
        }
    }

    /** Whether the body has the member, also as {@code null}. */
    public boolean has(String name) {
        return find(name, 0) >= 0;
    }

    /** Whether the body has the member and its value is an object. */
    public boolean hasObject(String name) {
        int member = find(name, 0);
        return member >= 0 && source[spans.valueStart(member)] == '{';
    }

    /** Gives the member a text as its value, adding it when absent. Nothing is recorded when it has that value already. */
    public PayloadEditor set(String name, String text) {
        return setJson(name, quoted(text), name);
    }

    /** Adds a member with a value that is JSON already, unless the body has it. */
    public PayloadEditor addIfAbsent(String name, String json) {
        return has(name) ? this : setJson(name, json.getBytes(StandardCharsets.UTF_8), name);
    }

    /**
     * Gives a member that the body has another value, which is JSON already.
     *
     * @param edit what is recorded
     */
    public PayloadEditor replace(String name, byte[] json, String edit) {
        return has(name) ? setJson(name, json, edit) : this;
    }

    /**
     * As {@link #replace}, one level down: of the member {@code inner} of an object.
     *
     * @param edit what is recorded
     */
    public PayloadEditor replaceNested(String outer, String inner, byte[] json, String edit) {
        for (int i = find(outer, 0); i >= 0; i = find(outer, i + 1)) {
            byte[] before = Arrays.copyOfRange(source, spans.valueStart(i), spans.valueEnd(i));
            if (before[0] == '{') {
                newValues[i] = nested(before, inner, json);
                record(edit);
            }
        }
        return this;
    }

    /** Takes the member out, with its comma. */
    public PayloadEditor remove(String name) {
        for (int i = find(name, 0); i >= 0; i = find(name, i + 1)) {
            removed[i] = true;
            record(name + ": removed");
        }
        return this;
    }

    /** Gives the member another name; takes it out where the body has the other name too, whose value then stands. */
    public PayloadEditor rename(String name, String other) {
        if (has(other)) {
            return remove(name);
        }
        for (int i = find(name, 0); i >= 0; i = find(name, i + 1)) {
            newNames[i] = quoted(other);
            record(name + ": renamed to " + other);
        }
        return this;
    }

    /** Sets a whole number down to a limit, where it is above it. */
    public PayloadEditor lower(String name, int limit) {
        for (int i = find(name, 0); i >= 0; i = find(name, i + 1)) {
            if (isWholeNumberAbove(i, limit)) {
                newValues[i] = Integer.toString(limit).getBytes(StandardCharsets.US_ASCII);
                record(name + ": lowered to " + limit);
            }
        }
        return this;
    }

    private boolean isWholeNumberAbove(int member, int limit) {
        return wholeNumber(member) > limit;
    }

    /** At most the largest int; -1 for anything else than digits. */
    private long wholeNumber(int member) {
        long value = 0;
        for (int i = spans.valueStart(member); i < spans.valueEnd(member); i++) {
            if (source[i] < '0' || source[i] > '9') {
                return -1;
            }
            value = Math.min(Integer.MAX_VALUE, value * 10 + (source[i] - '0'));
        }
        return value;
    }

    /**
     * Sees to it that the target is told its {@link ModelTarget#outputCap}: a limit that is higher or is none is set to it, and
     * where there is none at all the first name gets it. Call it after {@link #fit}.
     *
     * @param names under which the dialect limits the output at the top level
     */
    public PayloadEditor capOutput(ModelTarget target, String... names) {
        if (target.outputCap() != null) {
            cap(target.renamed().getOrDefault(names[0], names[0]), target.outputCap(), List.of(names));
        }
        return this;
    }

    /** The same where the limit stands one level down. Both lists hold the spellings that the vendor takes. */
    public PayloadEditor capNestedOutput(ModelTarget target, List<String> outers, List<String> names) {
        Integer cap = target.outputCap();
        if (cap == null) {
            return this;
        }
        boolean found = false;
        for (String outer : outers) {
            for (int i = find(outer, 0); i >= 0; i = find(outer, i + 1)) {
                found = true;
                byte[] before = Arrays.copyOfRange(source, spans.valueStart(i), spans.valueEnd(i));
                byte[] after = capped(before, cap, names);
                if (!Arrays.equals(before, after)) {
                    newValues[i] = after;
                    edits.add(outer + "." + names.getFirst() + ": capped at " + cap);
                }
            }
        }
        if (!found) {
            added.add(member(outers.getFirst(), capped(EMPTY, cap, names)));
            edits.add(outers.getFirst() + "." + names.getFirst() + ": capped at " + cap);
        }
        return this;
    }

    private static byte[] capped(byte[] object, int cap, List<String> names) {
        byte[] base = object[0] == '{' ? object : EMPTY;
        try {
            return new PayloadEditor(base, 0, base.length)
                    .cap(names.getFirst(), cap, names)
                    .result()
                    .array();
        } catch (IOException impossible) {
            throw new IllegalStateException("A part of a body that was read before is not JSON", impossible);
        }
    }

    private PayloadEditor cap(String otherwise, int cap, List<String> names) {
        byte[] limit = Integer.toString(cap).getBytes(StandardCharsets.US_ASCII);
        boolean found = false;
        for (String name : names) {
            for (int i = find(name, 0); i >= 0; i = find(name, i + 1)) {
                found |= !removed[i];
                long value = wholeNumber(i);
                if (value <= 0 || value > cap) {
                    newValues[i] = limit;
                    edits.add(name + ": capped at " + cap);
                }
            }
        }
        if (!found) {
            added.add(member(otherwise, limit));
            edits.add(otherwise + ": capped at " + cap);
        }
        return this;
    }

    /**
     * Lowers, renames and removes what the target is known to want so; a member that it knows by another name is not removed.
     * Agents ask for more output than a model gives, and a vendor that is asked for more refuses the whole request.
     */
    public PayloadEditor fit(ModelTarget target) {
        if (target.maxOutput() != null) {
            OUTPUT_LIMITS.forEach(name -> lower(name, target.maxOutput()));
        }
        if (!target.renamed().isEmpty()) {
            new TreeMap<>(target.renamed()).forEach(this::rename);
        }
        if (!target.refused().isEmpty()) {
            new TreeSet<>(target.refused())
                    .stream()
                            .filter(name -> !target.renamed().containsKey(name))
                            .forEach(this::remove);
        }
        return this;
    }

    /**
     * Sets a boolean one level down, adding both members where absent and replacing an outer value that is no object.
     *
     * @return whether anything had to be changed
     */
    public boolean setNested(String outer, String inner, boolean value) {
        String edit = outer + "." + inner;
        byte[] json = Boolean.toString(value).getBytes(StandardCharsets.US_ASCII);
        byte[] whole = concat("{".getBytes(StandardCharsets.US_ASCII), member(inner, json), (byte) '}');
        if (!has(outer)) {
            setJson(outer, whole, edit);
            return true;
        }
        boolean changed = false;
        for (int i = find(outer, 0); i >= 0; i = find(outer, i + 1)) {
            byte[] before = Arrays.copyOfRange(source, spans.valueStart(i), spans.valueEnd(i));
            byte[] after = before[0] == '{' ? nested(before, inner, json) : whole;
            if (!Arrays.equals(before, after)) {
                newValues[i] = after;
                record(edit);
                changed = true;
            }
        }
        return changed;
    }

    private static byte[] nested(byte[] object, String inner, byte[] json) {
        try {
            return new PayloadEditor(object, 0, object.length)
                    .setJson(inner, json, inner)
                    .result()
                    .array();
        } catch (IOException impossible) {
            throw new IllegalStateException("A part of a body that was read before is not JSON", impossible);
        }
    }

    private PayloadEditor setJson(String name, byte[] json, String edit) {
        boolean found = false;
        for (int i = find(name, 0); i >= 0; i = find(name, i + 1)) {
            found = true;
            if (!Arrays.equals(source, spans.valueStart(i), spans.valueEnd(i), json, 0, json.length)) {
                newValues[i] = json;
                record(edit);
            }
        }
        if (!found) {
            added.add(member(name, json));
            record(edit);
        }
        return this;
    }

    private void record(String edit) {
        if (!edits.contains(edit)) {
            edits.add(edit);
        }
    }

    /** Case counts for us and for most vendors; those written in Go read {@code Model} as {@code model} too. */
    private int find(String name, int from) {
        for (int i = from; i < spans.size(); i++) {
            if (spans.name(i).equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    /** What was changed, in order, each once. */
    public List<String> edits() {
        return List.copyOf(edits);
    }

    /** The edited body; the very same payload bytes when nothing was changed. */
    public Payload result() {
        if (edits.isEmpty() && start == 0 && end == source.length) {
            return Payload.of(source);
        }
        Output measured = new Output(source, null);
        write(measured);
        Output written = new Output(source, new byte[measured.length]);
        write(written);
        return Payload.of(written.bytes());
    }

    private void write(Output out) {
        int position = start;
        boolean kept = false;
        for (int i = 0; i < spans.size(); i++) {
            if (removed[i] && kept) {
                out.copy(position, spans.valueEnd(i - 1));
                position = spans.valueEnd(i);
            } else if (removed[i]) {
                out.copy(position, spans.nameStart(i));
                position = i + 1 < spans.size() ? spans.nameStart(i + 1) : spans.valueEnd(i);
            } else {
                kept = true;
                position = out.replace(position, spans.nameStart(i), spans.nameEnd(i), newNames[i]);
                position = out.replace(position, spans.valueStart(i), spans.valueEnd(i), newValues[i]);
            }
        }
        if (!added.isEmpty()) {
            int last = spans.size() == 0 ? afterBrace() : spans.valueEnd(spans.size() - 1);
            out.copy(position, last);
            position = last;
            for (byte[] member : added) {
                if (kept) {
                    out.put(',');
                }
                out.put(member);
                kept = true;
            }
        }
        out.copy(position, end);
    }

    private int afterBrace() {
        int i = start;
        while (source[i] != '{') {
            i++;
        }
        return i + 1;
    }

    private static byte[] member(String name, byte[] json) {
        return concat(concat(quoted(name), new byte[0], (byte) ':'), json, null);
    }

    /** Names of members and models are plain nearly always, and Jackson's encoder makes buffers for the worst case. */
    private static byte[] quoted(String text) {
        if (isPlain(text)) {
            return ('"' + text + '"').getBytes(StandardCharsets.ISO_8859_1);
        }
        byte[] inner = JsonStringEncoder.getInstance().quoteAsUTF8(text);
        return concat(new byte[] {'"'}, inner, (byte) '"');
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

    /** Run once without an array to measure and once with one to fill, so that no byte is copied twice. */
    private static final class Output {

        private final byte[] source;
        private final byte @Nullable [] target;
        private int length;

        Output(byte[] source, byte @Nullable [] target) {
            this.source = source;
            this.target = target;
        }

        byte[] bytes() {
            return target == null ? new byte[0] : target;
        }

        void copy(int from, int to) {
            if (target != null) {
                System.arraycopy(source, from, target, length, to - from);
            }
            length += to - from;
        }

        int replace(int position, int from, int to, byte @Nullable [] replacement) {
            if (replacement == null) {
                return position;
            }
            copy(position, from);
            put(replacement);
            return to;
        }

        void put(byte[] bytes) {
            if (target != null) {
                System.arraycopy(bytes, 0, target, length, bytes.length);
            }
            length += bytes.length;
        }

        void put(char ascii) {
            if (target != null) {
                target[length] = (byte) ascii;
            }
            length++;
        }
    }
}
