package dev.pointsman.edge;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.RateLimits;
import java.time.Instant;
import java.util.List;
import java.util.Map;

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

    @Override
    public Map<String, String> limitHeaders(RateLimits limits, Instant now) {
        return LimitHeaders.openAi(limits);
    }
}
