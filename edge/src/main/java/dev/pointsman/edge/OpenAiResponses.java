package dev.pointsman.edge;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.RateLimits;
import java.time.Instant;
import java.util.List;
import java.util.Map;

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

    @Override
    public Map<String, String> limitHeaders(RateLimits limits, Instant now) {
        return LimitHeaders.openAi(limits);
    }
}
