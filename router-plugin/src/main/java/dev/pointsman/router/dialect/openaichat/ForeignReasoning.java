package dev.pointsman.router.dialect.openaichat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.router.dialect.ArrayCuts;
import dev.pointsman.router.dialect.ModelTarget;
import dev.pointsman.router.dialect.PayloadEditor;
import dev.pointsman.router.dialect.StrictJson;
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
    private final ArrayCuts cuts;
    private int start;
    private int end;
    private boolean odd;
    private boolean dropped;
    private boolean restored;

    private ForeignReasoning(byte[] source, ModelTarget target) {
        this.cuts = new ArrayCuts(source);
        this.target = target;
    }

    static void leaveOut(ModelRequest request, ModelTarget target, PayloadEditor editor) {
        ForeignReasoning walk = new ForeignReasoning(request.payload().array(), target);
        StrictJson.request(request, walk::member);
        walk.edit(editor);
    }

    private void edit(PayloadEditor editor) {
        if (odd || cuts.isEmpty()) {
            return;
        }
        byte[] edited = cuts.result(start, end);
        if (dropped) {
            editor.replace("messages", edited, DROPPED);
        }
        if (restored) {
            editor.replace("messages", edited, RESTORED);
        }
    }

    private void member(String name, JsonParser value) throws IOException {
        if (name.equals("messages") && value.currentToken() == JsonToken.START_ARRAY) {
            // Named twice, it cannot be told which one the vendor reads.
            odd |= end > 0;
            start = ArrayCuts.startOf(value);
            StrictJson.elements(value, this::message);
            end = ArrayCuts.endOf(value);
        }
    }

    private void message(JsonParser value) throws IOException {
        MessageReasoning message = new MessageReasoning(target, cuts);
        message.read(value);
        dropped |= message.dropped();
        restored |= message.restored();
    }
}
