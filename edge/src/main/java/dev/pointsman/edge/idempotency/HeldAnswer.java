package dev.pointsman.edge.idempotency;

import java.util.Map;

/** An answer that can be given again. */
public record HeldAnswer(int status, Map<String, String> headers, byte[] body) {

    public HeldAnswer {
        headers = Map.copyOf(headers);
    }

    /** Its size alone: the rest is content. */
    @Override
    public String toString() {
        return status + ", " + body.length + " bytes";
    }
}
