package dev.pointsman.api.exchange;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * One call to a model: a body in a dialect, and the few facts a host read from it. Immutable. A class rather than a record so
 * that it may grow without breaking plugins that make one.
 */
public final class ModelRequest {

    private final String model;
    private final Dialect dialect;
    private final boolean streaming;
    private final Payload payload;
    private final Map<String, String> headers;

    private ModelRequest(
            String model, Dialect dialect, boolean streaming, Payload payload, Map<String, String> headers) {
        this.model = Objects.requireNonNull(model, "model");
        this.dialect = Objects.requireNonNull(dialect, "dialect");
        this.streaming = streaming;
        this.payload = Objects.requireNonNull(payload, "payload");
        this.headers = headers;
    }

    public static ModelRequest of(String model, Dialect dialect, boolean streaming, Payload payload) {
        return new ModelRequest(model, dialect, streaming, payload, Map.of());
    }

    /** The model asked for: {@code auto} from an agent, a vendor's own id towards a provider. The body says the same. */
    public String model() {
        return model;
    }

    public Dialect dialect() {
        return dialect;
    }

    /** Whether the answer is wanted as a stream of frames rather than as one. */
    public boolean streaming() {
        return streaming;
    }

    public Payload payload() {
        return payload;
    }

    /**
     * Protocol headers of the dialect that the client sent ({@code anthropic-beta}, {@code anthropic-version}), by lower case
     * name. Never a credential, never a cookie. A provider of the same dialect passes on those it knows.
     */
    public Map<String, String> headers() {
        return headers;
    }

    public ModelRequest withModel(String model) {
        return new ModelRequest(model, dialect, streaming, payload, headers);
    }

    public ModelRequest withPayload(Payload payload) {
        return new ModelRequest(model, dialect, streaming, payload, headers);
    }

    public ModelRequest withHeaders(Map<String, String> headers) {
        Map<String, String> lower = new TreeMap<>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        return new ModelRequest(model, dialect, streaming, payload, Map.copyOf(lower));
    }

    @Override
    public String toString() {
        return "ModelRequest[" + model + ", " + dialect + (streaming ? ", streaming, " : ", ") + payload + "]";
    }
}
