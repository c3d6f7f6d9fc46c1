package dev.pointsman.edge;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.exchange.RateLimits;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One dialect as agents speak it at the door: where its key, its facts and its errors are. Framing is server-sent events unless
 * it says otherwise. Stateless.
 */
interface ClientDialect {

    Dialect dialect();

    ErrorBody errors();

    /** How a list of models looks to its clients; like OpenAI's where the dialect has no other. */
    default ModelsBody models() {
        return new OpenAiModelsBody();
    }

    /** In the order in which its clients prefer them. */
    List<KeyPlace> keyPlaces();

    /** The request headers that belong to the protocol and travel to a provider of the same dialect, in lower case. */
    List<String> protocolHeaders();

    /** What travels with the request: {@link #protocolHeaders()}, and whatever else of the request is protocol. */
    default Map<String, String> protocol(Exchange exchange) {
        Map<String, String> sent = new LinkedHashMap<>();
        for (String name : protocolHeaders()) {
            List<String> values = exchange.headers(name);
            if (!values.isEmpty()) {
                sent.put(name, String.join(",", values));
            }
        }
        return sent;
    }

    /**
     * The model and whether to stream.
     *
     * @param pathVariable what stands in the path where the route has a variable, else empty
     */
    default BodyFacts facts(String pathVariable, Payload body) throws ProblemException {
        return BodyFacts.read(body);
    }

    /** The request for the router; its body is the client's, byte for byte. */
    default ModelRequest request(Exchange exchange, String pathVariable, Payload body) throws ProblemException {
        BodyFacts facts = facts(pathVariable, body);
        String model = facts.model();
        if (model == null || model.isEmpty()) {
            throw new ProblemException(Problem.invalid(
                    "missing_model", "The request names no model; \"auto\" lets the router choose.", "model"));
        }
        if (!ModelName.isValid(model)) {
            throw new ProblemException(Problem.unknownModel());
        }
        return ModelRequest.of(model, dialect(), facts.streaming(), body).withHeaders(protocol(exchange));
    }

    /** For one streamed answer. */
    default Framing framing() {
        return ServerSentEvents.FRAMING;
    }

    /**
     * How its clients are told what is left of their limits; not at all where the dialect has no way.
     *
     * @param now from which resets count
     */
    default Map<String, String> limitHeaders(RateLimits limits, Instant now) {
        return Map.of();
    }

    /** Headers of every answer, errors included, that this dialect's clients look for. */
    default Map<String, String> answerHeaders(String requestId) {
        return Map.of();
    }
}
