package dev.pointsman.router.dialect;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.pointsman.api.exchange.ModelRequest;
import java.io.IOException;

/**
 * One top-level array of a body, read element by element so that parts of it can be cut out or replaced. A body that names the
 * array twice is left as it is: it cannot be told which one the vendor reads. For one use, by one thread.
 */
public final class EditedArray {

    private final ModelRequest request;
    private final String name;
    private final ArrayCuts cuts;
    private int start;
    private int end;
    private boolean left;

    public EditedArray(ModelRequest request, String name) {
        this.request = request;
        this.name = name;
        this.cuts = new ArrayCuts(request.payload().array());
    }

    /** What is to be changed, by places in the whole body. */
    public ArrayCuts cuts() {
        return cuts;
    }

    /** Hands out each element, with the parser on its first token. */
    public void read(StrictJson.ElementVisitor reader) {
        StrictJson.request(request, (member, value) -> {
            if (member.equals(name) && value.currentToken() == JsonToken.START_ARRAY) {
                left |= end > 0;
                read(value, reader);
            }
        });
    }

    private void read(JsonParser value, StrictJson.ElementVisitor reader) throws IOException {
        start = ArrayCuts.startOf(value);
        StrictJson.elements(value, reader);
        end = ArrayCuts.endOf(value);
    }

    /** Nothing is changed after all: it is none that the vendor takes, and the vendor says so in better words than ours. */
    public void leave() {
        left = true;
    }

    /** Whether {@link #replaceIn} has anything to do. */
    public boolean isEdited() {
        return !left && !cuts.isEmpty();
    }

    /**
     * Gives the body the array as it became.
     *
     * @param edit what is recorded
     */
    public void replaceIn(PayloadEditor editor, String edit) {
        if (isEdited()) {
            editor.replace(name, cuts.result(start, end), edit);
        }
    }
}
