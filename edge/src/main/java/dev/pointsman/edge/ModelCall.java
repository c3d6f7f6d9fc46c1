package dev.pointsman.edge;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure.Malformed;
import dev.pointsman.api.host.ProviderDirectory;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.edge.Problem.Kind;
import dev.pointsman.edge.idempotency.HeldAnswer;
import dev.pointsman.edge.idempotency.Ticket;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The path of a model request, the same for every dialect. Nothing is written before the first frame, so that what fails until
 * then is an HTTP status and not a broken stream.
 */
final class ModelCall implements Route.Handler {

    /** The name under which every host knows the router. */
    static final String ROUTER = "auto";

    private static final Duration ROUTER_LOADS = Duration.ofSeconds(5);

    private final ProviderDirectory directory;
    private final FailureTable failures;
    private final int bodyLimit;
    private final BytesInFlight inFlight;
    private final InstantSource clock;
    private final Repetition repetition;

    ModelCall(
            ProviderDirectory directory,
            FailureTable failures,
            int bodyLimit,
            BytesInFlight inFlight,
            Repetition repetition,
            InstantSource clock) {
        this.directory = directory;
        this.failures = failures;
        this.bodyLimit = bodyLimit;
        this.inFlight = inFlight;
        this.repetition = repetition;
        this.clock = clock;
    }

    @Override
    public void handle(Visit visit) throws ProblemException, IOException {
        CallContext context =
                CallerFacts.read(visit.exchange(), visit.key(), visit.reply().requestId());
        try (BytesInFlight.Room room = inFlight.room(visit.exchange(), bodyLimit)) {
            handle(visit, context);
        }
    }

    private void handle(Visit visit, CallContext context) throws ProblemException, IOException {
        Payload body = visit.exchange().body(bodyLimit);
        ModelRequest request = visit.dialect().request(visit.exchange(), visit.variable(), body);
        visit.asks(request);
        Optional<Ticket> first = repetition.enter(visit, context, body);
        if (first.isPresent()) {
            answer(request, context, visit, first.get());
        }
    }

    private void answer(ModelRequest request, CallContext context, Visit visit, Ticket ticket)
            throws ProblemException, IOException {
        try (ticket;
                OpenAnswer answer = new OpenAnswer(call(router(directory), request, context))) {
            visit.exchange().onClientGone(answer::close);
            deliver(answer, request.streaming(), visit, ticket);
        } catch (ProviderException e) {
            // Only what could never be sent comes out here; there is no response that could tell more.
            ticket.close();
            visit.problem(failures.problem(e.failure()), Map.of());
        }
    }

    static ModelProvider router(ProviderDirectory directory) throws ProblemException {
        return directory
                .find(ROUTER)
                .orElseThrow(() -> new ProblemException(
                        Problem.of(503, Kind.OVERLOADED, "no_router", "The router is not loaded at the moment.")
                                .retryAfter(ROUTER_LOADS)));
    }

    private static ModelResponse call(ModelProvider router, ModelRequest request, CallContext context) {
        try {
            return router.call(request, context);
        } catch (ProviderException e) {
            throw e;
        } catch (RuntimeException e) {
            throw OpenAnswer.broken(e);
        }
    }

    private void deliver(OpenAnswer answer, boolean streaming, Visit visit, Ticket ticket) throws ClientGoneException {
        Frame first;
        try {
            first = answer.first();
            if (!streaming && answer.next().isPresent()) {
                throw new ProviderException(new Malformed("more than one frame where one was asked for"));
            }
        } catch (ProviderException e) {
            answer.close();
            // Before its client hears of it, who may ask again at once.
            ticket.close();
            Map<String, String> headers = new LinkedHashMap<>(ServedHeaders.ofFailure(answer.info()));
            headers.putAll(limits(answer, visit));
            visit.problem(failures.problem(e.failure()), headers);
            return;
        }
        if (streaming) {
            ticket.begun();
            stream(first, answer, visit);
            return;
        }
        answer.close();
        Map<String, String> headers = headers(answer, visit);
        ticket.answered(new HeldAnswer(200, headers, first.payload().array()));
        visit.reply().json(200, first.payload().array(), headers);
    }

    private void stream(Frame first, OpenAnswer answer, Visit visit) throws ClientGoneException {
        Framing framing = visit.dialect().framing();
        Map<String, String> headers = headers(answer, visit);
        headers.put("content-type", framing.contentType());
        headers.put("cache-control", "no-cache");
        // Proxies of the nginx kind hold streams back unless told otherwise.
        headers.put("x-accel-buffering", "no");
        visit.reply().begin(200, headers);
        String outcome = "completed";
        Frame last = first;
        try {
            for (Optional<Frame> frame = Optional.of(first); frame.isPresent(); frame = answer.next()) {
                last = frame.get();
                visit.exchange().write(framing.bytes(last));
            }
        } catch (ProviderException e) {
            // No terminal mark behind it: an answer that broke off must not look complete.
            ErrorBody errors = visit.dialect().errors();
            for (Frame end : errors.ending(failures.interrupted(), visit.reply().requestId(), first, last)) {
                visit.exchange().write(framing.bytes(end));
            }
            outcome = e.failure().code();
        }
        byte[] end = framing.end();
        if (end.length > 0) {
            visit.exchange().write(end);
        }
        answer.close();
        visit.exchange().end();
        visit.reply().outcome(outcome);
    }

    private Map<String, String> limits(OpenAnswer answer, Visit visit) {
        return answer.rateLimits()
                .map(limits -> visit.dialect().limitHeaders(limits, clock.instant()))
                .orElse(Map.of());
    }

    private Map<String, String> headers(OpenAnswer answer, Visit visit) {
        Map<String, String> headers = new LinkedHashMap<>(ServedHeaders.of(answer.info()));
        headers.putAll(limits(answer, visit));
        headers.putAll(visit.dialect().answerHeaders(visit.reply().requestId()));
        return headers;
    }
}
