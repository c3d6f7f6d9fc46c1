package dev.pointsman.edge;

import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.edge.Problem.Kind;
import dev.pointsman.edge.idempotency.HeldAnswer;
import dev.pointsman.edge.idempotency.NamedRequests;
import dev.pointsman.edge.idempotency.Ticket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a door makes of {@code Idempotency-Key}. */
final class Repetition {

    static final String HEADER = "idempotency-key";
    static final String REPLAYED = "idempotent-replayed";
    static final String FIRST = "x-pointsman-first-request";

    private final NamedRequests named = new NamedRequests();

    /**
     * Answers a request that was answered before.
     *
     * @return the ticket of one that must be answered now; empty when it is answered
     * @throws ProblemException 409 with the first one's id while it runs or when its answer is not held, 422 for another body
     */
    Optional<Ticket> enter(Visit visit, CallContext context, Payload body)
            throws ProblemException, ClientGoneException {
        String name = context.headers().get(HEADER);
        if (name == null) {
            return Optional.of(Ticket.NONE);
        }
        String caller = visit.key().workspace() + "\n" + visit.key().id();
        String requestId = visit.reply().requestId();
        return switch (named.enter(caller, name, visit.exchange().path(), body.array(), requestId)) {
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
                                : "The request of this Idempotency-Key was run, and its answer is not held.",
                        taken.requestId());
            case NamedRequests.AnotherBody other ->
                throw refused(
                        422,
                        "idempotency_key_reused",
                        "This Idempotency-Key was used for another request; use a new one.",
                        other.requestId());
        };
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
