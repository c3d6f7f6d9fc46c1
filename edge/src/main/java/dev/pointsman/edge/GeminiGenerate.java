package dev.pointsman.edge;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Payload;
import java.util.List;

/**
 * {@code POST …/models/{model}:generateContent} and {@code :streamGenerateContent}: path and query say which model is asked and
 * how it answers, the body says neither.
 */
final class GeminiGenerate implements ClientDialect {

    /** How the client wants its answer. */
    enum Form {
        WHOLE,
        /** Server-sent events, {@code ?alt=sse}. */
        EVENTS,
        /** One JSON array that grows, which is what comes without {@code alt}. */
        ARRAY
    }

    private final Form form;
    private final ErrorBody errors;

    GeminiGenerate(Form form) {
        this.form = form;
        this.errors = new GeminiErrorBody(form == Form.ARRAY);
    }

    @Override
    public Dialect dialect() {
        return Dialect.GEMINI_GENERATE;
    }

    @Override
    public ErrorBody errors() {
        return errors;
    }

    @Override
    public ModelsBody models() {
        return new GeminiModelsBody();
    }

    @Override
    public List<KeyPlace> keyPlaces() {
        return List.of(KeyPlace.X_GOOG_API_KEY, KeyPlace.QUERY_KEY, KeyPlace.BEARER);
    }

    @Override
    public List<String> protocolHeaders() {
        return List.of();
    }

    /** The body is read all the same: broken JSON is told here. */
    @Override
    public BodyFacts facts(String pathVariable, Payload body) throws ProblemException {
        BodyFacts.read(body);
        return new BodyFacts(pathVariable, form != Form.WHOLE);
    }

    @Override
    public Framing framing() {
        return form == Form.ARRAY ? new JsonArray() : ServerSentEvents.FRAMING;
    }
}
