package dev.pointsman.router.dialect;

import dev.pointsman.api.exchange.Payload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
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

    private static final byte[] EMPTY = {'{', '}'};

    private final byte[] source;
    private final MemberSpans spans;
    private final byte[] @Nullable [] newNames;
    private final byte[] @Nullable [] newValues;
    private final boolean[] removed;
    private final List<byte[]> added = new ArrayList<>(2);
    private final List<String> edits = new ArrayList<>(4);

    private PayloadEditor(byte[] source) throws IOException {
        this.source = source;
        this.spans = MemberSpans.of(source, 0, source.length);
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
            return new PayloadEditor(body.array());
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
        return setJson(name, MemberBytes.quoted(text), name);
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
            byte[] before = value(i);
            if (before[0] == '{') {
                newValues[i] = edited(before, object -> object.setJson(inner, json, inner));
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
            newNames[i] = MemberBytes.quoted(other);
            record(name + ": renamed to " + other);
        }
        return this;
    }

    /** Sets a whole number down to a limit, where it is above it. */
    public PayloadEditor lower(String name, int limit) {
        for (int i = find(name, 0); i >= 0; i = find(name, i + 1)) {
            if (wholeNumber(i) > limit) {
                newValues[i] = MemberBytes.number(limit);
                record(name + ": lowered to " + limit);
            }
        }
        return this;
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
     * Sees to it that a whole number under one of the names is from 1 to a cap: others are set to it, and where there is none it is
     * added.
     *
     * @param otherwise the name under which it is added
     */
    PayloadEditor cap(List<String> names, String otherwise, int cap) {
        byte[] limit = MemberBytes.number(cap);
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
            added.add(MemberBytes.member(otherwise, limit));
            edits.add(otherwise + ": capped at " + cap);
        }
        return this;
    }

    /**
     * Edits the objects under one of the names; a value that is no object becomes one, and where there is none the first name gets
     * one.
     *
     * @param edit what is recorded where that changes anything
     */
    PayloadEditor within(List<String> names, UnaryOperator<PayloadEditor> inner, String edit) {
        boolean found = false;
        for (String name : names) {
            for (int i = find(name, 0); i >= 0; i = find(name, i + 1)) {
                found = true;
                byte[] before = value(i);
                byte[] after = edited(before[0] == '{' ? before : EMPTY, inner);
                if (!Arrays.equals(before, after)) {
                    newValues[i] = after;
                    edits.add(edit);
                }
            }
        }
        if (!found) {
            added.add(MemberBytes.member(names.getFirst(), edited(EMPTY, inner)));
            edits.add(edit);
        }
        return this;
    }

    /**
     * Sets a boolean one level down, adding both members where absent and replacing an outer value that is no object.
     *
     * @return whether anything had to be changed
     */
    public boolean setNested(String outer, String inner, boolean value) {
        int before = edits.size();
        byte[] json = Boolean.toString(value).getBytes(StandardCharsets.US_ASCII);
        within(List.of(outer), object -> object.setJson(inner, json, inner), outer + "." + inner);
        return edits.size() > before;
    }

    private static byte[] edited(byte[] object, UnaryOperator<PayloadEditor> edit) {
        try {
            return edit.apply(new PayloadEditor(object)).result().array();
        } catch (IOException impossible) {
            throw new IllegalStateException("A part of a body that was read before is not JSON", impossible);
        }
    }

    private byte[] value(int member) {
        return Arrays.copyOfRange(source, spans.valueStart(member), spans.valueEnd(member));
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
            added.add(MemberBytes.member(name, json));
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
        if (edits.isEmpty()) {
            return Payload.of(source);
        }
        SplicedBytes measured = new SplicedBytes(source, null);
        write(measured);
        SplicedBytes written = new SplicedBytes(source, new byte[measured.length()]);
        write(written);
        return Payload.of(written.bytes());
    }

    private void write(SplicedBytes out) {
        int position = 0;
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
        out.copy(position, source.length);
    }

    private int afterBrace() {
        int i = 0;
        while (source[i] != '{') {
            i++;
        }
        return i + 1;
    }
}
