package dev.pointsman.edge;

import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.edge.Problem.Kind;
import dev.pointsman.edge.idempotency.HeldAnswer;
import dev.pointsman.edge.idempotency.NamedRequests;
import dev.pointsman.edge.idempotency.NamesUnavailableException;
import dev.pointsman.edge.idempotency.Ticket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a door makes of {@code Idempotency-Key}. */
final class Repetition {

    private static final Logger LOG = LoggerFactory.getLogger(Repetition.class);

    static final String HEADER = "idempotency-key";
    static final String REPLAYED = "idempotent-replayed";
    static final String FIRST = "x-pointsman-first-request";

    private final NamedRequests named;

    Repetition(NamedRequests named) {
        this.named = named;
    }

    /**
     * Answers a request that was answered before.
     *
     * @return the ticket of one that must be answered now; empty when it is answered
     * @throws ProblemException 409 with the first one's id while it runs or when its answer is not held, 422 for another body, 503
     *     while the store does not say whether it ran before
     */
    Optional<Ticket> enter(Visit visit, CallContext context, Payload body)
            throws ProblemException, ClientGoneException {
        String name = context.headers().get(HEADER);
        if (name == null) {
            return Optional.of(Ticket.NONE);
        }
        return switch (outcome(visit, name, body)) {
            case NamedRequests.First first -> Optional.of(first.ticket());
            case NamedRequests.Answered answered -> {
                again(answered.answer(), visit);
                yield Optional.empty();
            }
            case NamedRequests.Taken taken ->
                throw refused(
                        409,
                        taken.running() ? "idempotency_in_progress" : "idempotency_answer_gone",
                        taken.running()
                                ? "The request of this Idempotency-Key still runs; it is not run twice."
                                : "The request of this Idempotency-Key was begun before, and its answer is not held here;"
                                        + " it is not run twice.",
                        taken.requestId());
            case NamedRequests.AnotherBody other ->
                throw refused(
                        422,
                        "idempotency_key_reused",
                        "This Idempotency-Key was used for another request; use a new one.",
                        other.requestId());
        };
    }

    private NamedRequests.Outcome outcome(Visit visit, String name, Payload body) throws ProblemException {
        String workspace = visit.key().workspace();
        String path = visit.exchange().path();
        try {
            return named.enter(
                    workspace,
                    visit.key().id(),
                    name,
                    path,
                    body.array(),
                    visit.reply().requestId());
        } catch (NamesUnavailableException e) {
            LOG.error(e.getMessage());
            throw new ProblemException(Doorstep.storeFails());
        }
    }

    private static void again(HeldAnswer answer, Visit visit) throws ClientGoneException {
        Map<String, String> headers = new LinkedHashMap<>(answer.headers());
        headers.put(REPLAYED, "true");
        visit.reply().json(answer.status(), answer.body(), headers);
    }

    private static ProblemException refused(int status, String code, String message, String requestId) {
        return new ProblemException(
                Problem.of(status, Kind.INVALID, code, message + " Its id is " + requestId + "."),
                Map.of(FIRST, requestId));
    }
}
