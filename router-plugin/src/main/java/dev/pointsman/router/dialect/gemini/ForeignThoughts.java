package dev.pointsman.router.dialect.gemini;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.router.dialect.ArrayCuts;
import dev.pointsman.router.dialect.ArrayCuts.Element;
import dev.pointsman.router.dialect.EditedArray;
import dev.pointsman.router.dialect.ModelTarget;
import dev.pointsman.router.dialect.PayloadEditor;
import dev.pointsman.router.dialect.Signature;
import dev.pointsman.router.dialect.StrictJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Leaves thoughts that other providers signed out of a request that goes on in its own dialect: a vendor answers 400 to a
 * signature that it did not write, and newer models answer 400 to a call without one, so a call gets the value that the vendor
 * documents for calls it did not make. Thoughts of unknown origin stay. The client keeps all of it, so that it comes back with the
 * return to its issuer.
 */
final class ForeignThoughts {

    static final String DROPPED = "contents[].parts[].thoughtSignature: dropped";

    private final ModelTarget target;
    private final EditedArray array;
    private final List<Element> contents = new ArrayList<>();
    private List<Element> parts = new ArrayList<>();

    private ForeignThoughts(ModelRequest request, ModelTarget target) {
        this.array = new EditedArray(request, "contents");
        this.target = target;
    }

    static void leaveOut(ModelRequest request, ModelTarget target, PayloadEditor editor) {
        ForeignThoughts walk = new ForeignThoughts(request, target);
        walk.array.read(walk::content);
        walk.array.cuts().remove(walk.contents);
        walk.array.replaceIn(editor, DROPPED);
    }

    private void content(JsonParser content) throws IOException {
        int from = ArrayCuts.startOf(content);
        parts = new ArrayList<>();
        StrictJson.members(content, (name, value) -> {
            if (name.equals("parts")) {
                StrictJson.elements(value, this::part);
            }
        });
        // A content without parts is refused too.
        boolean emptied = !parts.isEmpty() && parts.stream().allMatch(Element::removed);
        if (!emptied) {
            array.cuts().remove(parts);
        }
        contents.add(new Element(from, ArrayCuts.endOf(content), emptied));
    }

    private void part(JsonParser part) throws IOException {
        int from = ArrayCuts.startOf(part);
        Part read = new Part();
        if (part.currentToken() == JsonToken.START_OBJECT) {
            while (part.nextToken() == JsonToken.FIELD_NAME) {
                read.member(part);
            }
        }
        boolean foreign = !read.signature.isEmpty() && isForeign(read.signature);
        boolean removed = foreign && read.isThought;
        if (foreign && !removed) {
            unsign(read);
        }
        parts.add(new Element(from, ArrayCuts.endOf(part), removed));
    }

    private void unsign(Part part) {
        if (part.isCall) {
            array.cuts().replaceText(part.valueStart, part.valueEnd, ThoughtSignatures.NONE);
            return;
        }
        array.cuts().remove(part.members);
    }

    /** One that a translation wrapped is another dialect's, which no vendor of this one can read. */
    private boolean isForeign(String written) {
        return ThoughtSignatures.unwrap(written).isPresent()
                || target.isForeign(new Signature(ThoughtSignatures.normal(written), null));
    }

    /** What a part says of itself, in whatever order. */
    private static final class Part {

        private final List<Element> members = new ArrayList<>();
        private boolean isCall;
        private boolean isThought;
        private String signature = "";
        private int valueStart;
        private int valueEnd;

        void member(JsonParser part) throws IOException {
            int from = ArrayCuts.startOf(part);
            String name = part.currentName();
            part.nextToken();
            boolean signs = name.equals("thoughtSignature") || name.equals("thought_signature");
            switch (name) {
                case "functionCall", "function_call" -> isCall = true;
                case "thought" -> isThought = part.currentToken() == JsonToken.VALUE_TRUE;
                case "thoughtSignature", "thought_signature" -> {
                    signature = StrictJson.text(part);
                    valueStart = ArrayCuts.startOf(part);
                    valueEnd = ArrayCuts.endOf(part);
                }
                default -> {}
            }
            members.add(new Element(from, ArrayCuts.endOf(part), signs));
        }
    }
}
