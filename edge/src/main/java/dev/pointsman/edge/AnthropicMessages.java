package dev.pointsman.edge;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.RateLimits;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** {@code POST /v1/messages}. */
final class AnthropicMessages implements ClientDialect {

    /** Its presence tells an Anthropic client from an OpenAI one on paths that both have. */
    static final String VERSION = "anthropic-version";

    private final ErrorBody errors = new AnthropicErrorBody();

    @Override
    public Dialect dialect() {
        return Dialect.ANTHROPIC_MESSAGES;
    }

    @Override
    public ErrorBody errors() {
        return errors;
    }

    @Override
    public ModelsBody models() {
        return new AnthropicModelsBody();
    }

    /** A bearer token is what the same clients send when they are given a token instead of a key. */
    @Override
    public List<KeyPlace> keyPlaces() {
        return List.of(KeyPlace.X_API_KEY, KeyPlace.BEARER);
    }

    @Override
    public List<String> protocolHeaders() {
        return List.of(VERSION, "anthropic-beta");
    }

    /** {@code ?beta=true} belongs to the protocol as a header does; it travels as one, under a name no client can send by chance. */
    @Override
    public Map<String, String> protocol(Exchange exchange) {
        Map<String, String> sent = ClientDialect.super.protocol(exchange);
        if ("true".equals(exchange.query().get("beta"))) {
            sent.put("anthropic-beta-query", "true");
        }
        return sent;
    }

    @Override
    public Map<String, String> limitHeaders(RateLimits limits, Instant now) {
        return LimitHeaders.anthropic(limits, now);
    }

    @Override
    public Map<String, String> answerHeaders(String requestId) {
        return Map.of("request-id", requestId);
    }
}
