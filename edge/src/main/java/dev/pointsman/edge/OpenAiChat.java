package dev.pointsman.edge;

import dev.pointsman.api.exchange.Dialect;
import java.util.List;

/** {@code POST /v1/chat/completions}. */
final class OpenAiChat implements ClientDialect {

    private final ErrorBody errors = new OpenAiErrorBody();

    @Override
    public Dialect dialect() {
        return Dialect.OPENAI_CHAT;
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
