package dev.pointsman.edge;

import dev.pointsman.api.exchange.Dialect;
import java.util.List;

/** {@code POST /v1/responses}. */
final class OpenAiResponses implements ClientDialect {

    private final ErrorBody errors = new ResponsesErrorBody();

    @Override
    public Dialect dialect() {
        return Dialect.OPENAI_RESPONSES;
    }

    @Override
    public ErrorBody errors() {
        return errors;
    }

    @Override
    public List<KeyPlace> keyPlaces() {
        return List.of(KeyPlace.BEARER);
    }

    @Override
    public List<String> protocolHeaders() {
        return List.of("openai-beta");
    }
}
