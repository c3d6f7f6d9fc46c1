package dev.pointsman.router.dialect.openaichat;

import com.fasterxml.jackson.core.JsonParser;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.router.dialect.EditedArray;
import dev.pointsman.router.dialect.ModelTarget;
import dev.pointsman.router.dialect.PayloadEditor;
import java.io.IOException;

/**
 * Leaves reasoning of other providers out of a request that goes on in its own dialect. Each vendor writes it its own way, and
 * several answer 400 to a member that they do not know or a signature that is not theirs, for every turn from then on. What is of
 * unknown origin stays. The client keeps all of it, so that it comes back with the return to its issuer.
 */
final class ForeignReasoning {

    static final String DROPPED = "messages[].reasoning: dropped";
    static final String RESTORED = "messages[].reasoning: signature restored";

    private final ModelTarget target;
    private final EditedArray messages;
    private boolean dropped;
    private boolean restored;

    private ForeignReasoning(ModelRequest request, ModelTarget target) {
        this.messages = new EditedArray(request, "messages");
        this.target = target;
    }

    static void leaveOut(ModelRequest request, ModelTarget target, PayloadEditor editor) {
        ForeignReasoning walk = new ForeignReasoning(request, target);
        walk.messages.read(walk::message);
        walk.edit(editor);
    }

    private void edit(PayloadEditor editor) {
        if (dropped) {
            messages.replaceIn(editor, DROPPED);
        }
        if (restored) {
            messages.replaceIn(editor, RESTORED);
        }
    }

    private void message(JsonParser value) throws IOException {
        MessageReasoning message = new MessageReasoning(target, messages.cuts());
        message.read(value);
        dropped |= message.dropped();
        restored |= message.restored();
    }
}
