package dev.pointsman.edge;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Payload;
import java.util.List;

/** {@code POST /api/chat} and {@code POST /api/generate}: a stream unless told otherwise, a line of JSON per frame. */
final class OllamaDialect implements ClientDialect {

    /** What Ollama adds to a name without a tag, and its clients therefore too. */
    private static final String LATEST = ":latest";

    private final Dialect dialect;
    private final ErrorBody errors = new OllamaErrorBody();

    private OllamaDialect(Dialect dialect) {
        this.dialect = dialect;
    }

    static OllamaDialect chat() {
        return new OllamaDialect(Dialect.OLLAMA_CHAT);
    }

    static OllamaDialect generate() {
        return new OllamaDialect(Dialect.OLLAMA_GENERATE);
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public ErrorBody errors() {
        return errors;
    }

    @Override
    public ModelsBody models() {
        return new OllamaModelsBody();
    }

    @Override
    public List<KeyPlace> keyPlaces() {
        return List.of(KeyPlace.BEARER);
    }

    @Override
    public List<String> protocolHeaders() {
        return List.of();
    }

    @Override
    public BodyFacts facts(String pathVariable, Payload body) throws ProblemException {
        BodyFacts facts = BodyFacts.read(body, true);
        String model = facts.model();
        return model == null ? facts : new BodyFacts(plain(model), facts.streaming());
    }

    @Override
    public Framing framing() {
        return JsonLines.FRAMING;
    }

    /** The router's own names have no tags; to a vendor's model the tag may belong. */
    static String plain(String model) {
        return model.endsWith(LATEST) && model.indexOf('/') < 0
                ? model.substring(0, model.length() - LATEST.length())
                : model;
    }
}
