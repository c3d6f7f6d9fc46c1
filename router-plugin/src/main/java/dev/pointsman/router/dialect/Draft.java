package dev.pointsman.router.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.exchange.Dialect;

/**
 * A body that a {@link RequestWriter} fills. Knows what the chosen model refuses or calls by another name, and collects the
 * losses. For one thread.
 */
public final class Draft {

    private final Dialect dialect;
    private final ModelTarget target;
    private final boolean streaming;
    private final ObjectNode body = TreeJson.object();
    private final Losses losses = new Losses();

    public Draft(Dialect dialect, ModelTarget target, boolean streaming) {
        this.dialect = dialect;
        this.target = target;
        this.streaming = streaming;
    }

    public Dialect dialect() {
        return dialect;
    }

    public ModelTarget target() {
        return target;
    }

    public boolean streaming() {
        return streaming;
    }

    public Losses losses() {
        return losses;
    }

    /** For what needs no care: the model, and writing back in the same dialect. */
    public ObjectNode body() {
        return body;
    }

    /** Sets a top-level member under the name that the model knows it by; a member that the model refuses becomes a loss. */
    public void put(String member, JsonNode value, String sourcePath) {
        String name = target.renamed().getOrDefault(member, member);
        if (target.refused().contains(member) || target.refused().contains(name)) {
            losses.add(sourcePath, "the model refuses " + name);
            return;
        }
        body.set(name, value);
    }

    public boolean refuses(String member) {
        return target.refused().contains(member);
    }
}
