package dev.pointsman.edge;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.exchange.TokenCount;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.api.host.ProviderDirectory;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.TokenCounter;
import dev.pointsman.edge.Problem.Kind;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many tokens a request would have; the router counts, no vendor is asked. A header says that it is an estimate and by which
 * tokenizer, since the dialects have no place for it.
 */
final class TokenQuestion {

    private static final String HEADER = "x-pointsman-tokenizer";

    private final ProviderDirectory directory;
    private final FailureTable failures;
    private final int bodyLimit;

    TokenQuestion(ProviderDirectory directory, FailureTable failures, int bodyLimit) {
        this.directory = directory;
        this.failures = failures;
        this.bodyLimit = bodyLimit;
    }

    /** {@code POST /v1/messages/count_tokens}. */
    void ofMessages(Visit visit) throws ProblemException, IOException {
        answer("input_tokens", visit.exchange().body(bodyLimit), visit);
    }

    /** {@code POST …:countTokens}. */
    void ofGemini(Visit visit) throws ProblemException, IOException {
        Payload body = visit.exchange().body(bodyLimit);
        BodyFacts.read(body);
        answer("totalTokens", inner(body), visit);
    }

    private void answer(String member, Payload body, Visit visit) throws ProblemException, IOException {
        CallContext context =
                CallerFacts.read(visit.exchange(), visit.key(), visit.reply().requestId());
        ModelRequest request = visit.dialect().request(visit.exchange(), visit.variable(), body);
        visit.asks(request);
        TokenCount count = count(request, context);
        Map<String, String> headers =
                new LinkedHashMap<>(visit.dialect().answerHeaders(visit.reply().requestId()));
        headers.put(HEADER, count.tokenizer() + "; estimate");
        visit.reply().json(200, Json.object(json -> json.writeNumberField(member, count.inputTokens())), headers);
    }

    private TokenCount count(ModelRequest request, CallContext context) throws ProblemException {
        if (!(ModelCall.router(directory) instanceof TokenCounter counter)) {
            throw new ProblemException(
                    Problem.of(404, Kind.NOT_FOUND, "not_supported", "The router of this gateway counts no tokens."));
        }
        try {
            return counter.countTokens(request, context);
        } catch (ProviderException e) {
            throw new ProblemException(failures.problem(e.failure()));
        } catch (RuntimeException e) {
            ProviderFailure defect = OpenAnswer.broken(e).failure();
            throw new ProblemException(failures.problem(defect));
        }
    }

    /** Gemini takes the contents alone, or a whole request as one member; the router knows whole requests. */
    private static Payload inner(Payload body) throws IOException {
        try (JsonParser parser = Json.parser(body)) {
            if (!Json.seek(parser, "generateContentRequest") || parser.currentToken() != JsonToken.START_OBJECT) {
                return body;
            }
            int from = (int) parser.currentTokenLocation().getByteOffset();
            parser.skipChildren();
            int to = (int) parser.currentLocation().getByteOffset();
            return Payload.of(Arrays.copyOfRange(body.array(), from, to));
        }
    }
}
