package dev.pointsman.edge;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.exchange.RateLimits;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** {@code POST /v1/embeddings}: always one whole answer. */
final class OpenAiEmbeddings implements ClientDialect {

    private final ErrorBody errors = new OpenAiErrorBody();

    @Override
    public Dialect dialect() {
        return Dialect.OPENAI_EMBEDDINGS;
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

    /** The dialect has no {@code stream}; what a client sends under that name is the vendor's to judge. */
    @Override
    public BodyFacts facts(String pathVariable, Payload body) throws ProblemException {
        return new BodyFacts(BodyFacts.read(body).model(), false);
    }

    @Override
    public Map<String, String> limitHeaders(RateLimits limits, Instant now) {
        return LimitHeaders.openAi(limits);
    }
}
