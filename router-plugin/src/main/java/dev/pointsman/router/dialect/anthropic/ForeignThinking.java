package dev.pointsman.router.dialect.anthropic;

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
import org.jspecify.annotations.Nullable;

/**
 * Leaves thinking of other providers out of a request that goes on in its own dialect: a vendor answers 400 to a signature that
 * it did not write, for every turn from then on. Thinking of unknown origin stays. The client keeps all of it, so that it comes
 * back with the return to its issuer.
 */
final class ForeignThinking {

    static final String DROPPED = "messages[].thinking: dropped";
    static final String RESTORED = "messages[].thinking: signature restored";

    private final ModelTarget target;
    private final EditedArray array;
    private final List<Element> messages = new ArrayList<>();
    private boolean dropped;
    private boolean restored;
    /** Of the last message of the model: whether it lost thinking. */
    private boolean lastAnswerLost;
    /** Whether the last message answers a tool call. */
    private boolean toolLoop;

    private List<Element> blocks = new ArrayList<>();
    private String role = "";
    private boolean answersTool;

    private ForeignThinking(ModelRequest request, ModelTarget target) {
        this.array = new EditedArray(request, "messages");
        this.target = target;
    }

    static void leaveOut(ModelRequest request, ModelTarget target, PayloadEditor editor) {
        ForeignThinking walk = new ForeignThinking(request, target);
        walk.array.read(walk::message);
        walk.edit(editor);
    }

    private void edit(PayloadEditor editor) {
        array.cuts().remove(messages);
        if (dropped) {
            array.replaceIn(editor, DROPPED);
        }
        if (restored) {
            array.replaceIn(editor, RESTORED);
        }
        if (array.isEdited() && toolLoop && lastAnswerLost) {
            // With thinking on, an open tool loop must begin with the thinking of its call.
            editor.remove("thinking");
        }
    }

    private void message(JsonParser message) throws IOException {
        leaveUnlessObject(message);
        int from = ArrayCuts.startOf(message);
        blocks = new ArrayList<>();
        role = "";
        answersTool = false;
        StrictJson.members(message, (name, value) -> {
            switch (name) {
                case "role" -> role = StrictJson.text(value);
                case "content" -> StrictJson.elements(value, this::block);
                default -> {}
            }
        });
        boolean lost = blocks.stream().anyMatch(Element::removed);
        boolean emptied = lost && blocks.stream().allMatch(Element::removed);
        if (lost && !emptied) {
            array.cuts().remove(blocks);
        }
        // A message without content is refused too.
        messages.add(new Element(from, ArrayCuts.endOf(message), emptied));
        dropped |= lost;
        lastAnswerLost = role.equals("assistant") ? lost : lastAnswerLost;
        toolLoop = answersTool;
    }

    private void leaveUnlessObject(JsonParser value) {
        if (value.currentToken() != JsonToken.START_OBJECT) {
            array.leave();
        }
    }

    private void block(JsonParser block) throws IOException {
        leaveUnlessObject(block);
        int from = ArrayCuts.startOf(block);
        Thinking thinking = new Thinking();
        StrictJson.members(block, (name, value) -> {
            switch (name) {
                case "type" -> thinking.type = StrictJson.text(value);
                case "signature", "data" -> thinking.sign(value);
                default -> {}
            }
        });
        answersTool |= thinking.type.equals("tool_result");
        Signature signature = thinking.signature();
        boolean foreign = signature != null && target.isForeign(signature);
        if (signature != null && !foreign && signature.issuer() != null) {
            restored = true;
            array.cuts().replaceText(thinking.from, thinking.to, signature.value());
        }
        blocks.add(new Element(from, ArrayCuts.endOf(block), foreign));
    }

    /** What a block says of itself, in whatever order. */
    private static final class Thinking {

        private String type = "";
        private @Nullable String written;
        private int from;
        private int to;

        void sign(JsonParser value) throws IOException {
            if (value.currentToken() == JsonToken.VALUE_STRING) {
                from = ArrayCuts.startOf(value);
                written = value.getText();
                to = ArrayCuts.endOf(value);
            }
        }

        @Nullable
        Signature signature() {
            boolean signed = type.equals("thinking") || type.equals("redacted_thinking");
            return signed && written != null && !written.isEmpty() ? Signature.read(written) : null;
        }
    }
}
