package dev.pointsman.router.dialect.openairesponses;

import com.fasterxml.jackson.core.JsonParser;
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
import org.jspecify.annotations.Nullable;

/**
 * Leaves reasoning items of other providers out of a request that goes on in its own dialect: no vendor can decrypt another's, or
 * find its id, and each answers 400 to it, for every turn from then on. Items of unknown origin stay. The client keeps all of
 * them, so that they come back with the return to their issuer.
 */
final class ForeignReasoning {

    static final String DROPPED = "input[].reasoning: dropped";
    static final String RESTORED = "input[].reasoning: encrypted_content restored";

    private final ModelTarget target;
    private final EditedArray input;
    private final List<Element> items = new ArrayList<>();
    private boolean restored;

    private ForeignReasoning(ModelRequest request, ModelTarget target) {
        this.input = new EditedArray(request, "input");
        this.target = target;
    }

    static void leaveOut(ModelRequest request, ModelTarget target, PayloadEditor editor) {
        ForeignReasoning walk = new ForeignReasoning(request, target);
        walk.input.read(walk::item);
        walk.edit(editor);
    }

    private void edit(PayloadEditor editor) {
        input.cuts().remove(items);
        if (items.stream().anyMatch(Element::removed)) {
            input.replaceIn(editor, DROPPED);
        }
        if (restored) {
            input.replaceIn(editor, RESTORED);
        }
    }

    private void item(JsonParser item) throws IOException {
        int from = ArrayCuts.startOf(item);
        Reasoning reasoning = new Reasoning();
        StrictJson.members(item, reasoning::member);
        Signature signature = reasoning.signature();
        boolean removed = signature != null && target.isForeign(signature);
        if (signature != null && !removed && signature.issuer() != null) {
            // It was told in another dialect. Without a value nothing of it means anything in this one.
            removed = signature.value().isEmpty();
            if (!removed) {
                restored = true;
                input.cuts().replaceText(reasoning.from, reasoning.to, signature.value());
            }
        }
        items.add(new Element(from, ArrayCuts.endOf(item), removed));
    }

    /** What an item says of itself, in whatever order. */
    private static final class Reasoning {

        private String type = "";
        private String id = "";
        private String encrypted = "";
        private int from;
        private int to;

        void member(String name, JsonParser value) throws IOException {
            switch (name) {
                case "type" -> type = StrictJson.text(value);
                case "id" -> id = StrictJson.text(value);
                case "encrypted_content" -> {
                    from = ArrayCuts.startOf(value);
                    encrypted = StrictJson.text(value);
                    to = ArrayCuts.endOf(value);
                }
                default -> {}
            }
        }

        /** Null for another item, and for reasoning that nothing tells apart. */
        @Nullable
        Signature signature() {
            if (!type.equals("reasoning") || (encrypted.isEmpty() && id.isEmpty())) {
                return null;
            }
            return encrypted.isEmpty() ? new Signature(id, null) : Signature.read(encrypted);
        }
    }
}
