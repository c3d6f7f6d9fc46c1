package dev.pointsman.edge;

import dev.pointsman.api.host.ProviderDirectory;
import dev.pointsman.edge.Problem.Kind;
import dev.pointsman.edge.idempotency.NamedRequests;
import dev.pointsman.edge.keys.KeyCheck;
import dev.pointsman.edge.keys.VirtualKeys;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/** What agents call: lets in, routes, answers in the client's dialect. Thread-safe. */
public final class DataDoor implements Door {

    private final List<Route> routes;
    private final Gate gate;
    private final KeyCheck keys;
    private final AnswerListener listener;

    private DataDoor(Builder builder) {
        FailureTable failures = new FailureTable(builder.clock);
        this.gate = new Gate(builder.hosts, builder.origins, false);
        this.keys = new KeyCheck(builder.keys);
        this.listener = builder.listener;
        this.routes = DataRoutes.of(
                new ModelCall(
                        builder.directory,
                        failures,
                        builder.bodyLimit,
                        new BytesInFlight(builder.bytesInFlight),
                        new Repetition(builder.named),
                        builder.clock),
                new ModelListing(builder.directory, failures, builder.bodyLimit, builder.clock.instant()),
                new TokenQuestion(builder.directory, failures, builder.bodyLimit),
                new CallerQuestions(new ControlCall(builder.directory, failures)),
                new Probe(() -> true),
                new Probe(builder.ready));
    }

    /** The directory's provider {@code auto} answers; it is looked up anew for each request. */
    public static Builder of(ProviderDirectory directory, VirtualKeys keys) {
        return new Builder(directory, keys);
    }

    @Override
    public void handle(Exchange exchange) {
        long began = System.nanoTime();
        Reply reply = new Reply(exchange, RequestId.of(exchange));
        Visit visit = new Visit(exchange, reply, DataRoutes.guess(exchange));
        try {
            answer(visit);
        } catch (ClientGoneException e) {
            reply.outcome("client_gone");
        } catch (IOException e) {
            reply.outcome("io_error");
        } finally {
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            RequestLog.write(visit, took);
            listener.answered(visit.routeName(), reply.status(), reply.outcome(), took);
        }
    }

    private void answer(Visit visit) throws IOException {
        try {
            Route route = route(visit);
            if (route.access() == Route.Access.KEY) {
                gate.checkWhereItComesFrom(visit.exchange());
                checkKey(visit);
            }
            if (route.method().equals("POST")) {
                gate.checkIsJson(visit.exchange());
            }
            route.handler().handle(visit);
        } catch (ProblemException e) {
            visit.problem(e.problem(), e.headers());
        } catch (BodyRefusedException e) {
            visit.problem(Doorstep.refused(e), Map.of());
        }
    }

    /** Authorisation rests on the row that is found here, never on a second reading of the path. */
    private Route route(Visit visit) throws ProblemException {
        Exchange exchange = visit.exchange();
        Set<String> allowed = new TreeSet<>();
        for (Route route : routes) {
            Optional<String> variable = route.path().match(exchange.path());
            if (variable.isEmpty()) {
                continue;
            }
            if (route.method().equals(exchange.method())) {
                visit.routed(route, variable.get());
                return route;
            }
            allowed.add(route.method());
        }
        if (allowed.isEmpty()) {
            throw new ProblemException(Problem.of(404, Kind.NOT_FOUND, "not_found", "There is nothing at this path."));
        }
        throw new ProblemException(
                Problem.of(405, Kind.INVALID, "method_not_allowed", "This path has another method."),
                Map.of("allow", String.join(", ", allowed)));
    }

    private void checkKey(Visit visit) throws ProblemException {
        Optional<String> presented = KeyPlace.first(visit.dialect().keyPlaces(), visit.exchange());
        visit.letIn(Doorstep.letIn(keys, presented, visit.exchange()));
    }

    /** Collects what an operator may set; the defaults are for a loopback listener. */
    public static final class Builder {

        private static final int DEFAULT_BODY_LIMIT = 16 * 1024 * 1024;

        private final ProviderDirectory directory;
        private final VirtualKeys keys;
        private int bodyLimit = DEFAULT_BODY_LIMIT;
        private long bytesInFlight = BytesInFlight.usualLimit();
        private Set<String> hosts = Set.of();
        private Set<String> origins = Set.of();
        private BooleanSupplier ready;
        private NamedRequests named = NamedRequests.inMemory();
        private InstantSource clock = InstantSource.system();
        private AnswerListener listener = (route, status, outcome, took) -> {};

        private Builder(ProviderDirectory directory, VirtualKeys keys) {
            this.directory = directory;
            this.keys = keys;
            this.ready = () -> directory.find(ModelCall.ROUTER).isPresent();
        }

        /** In bytes; 16 MB unless set. */
        public Builder bodyLimit(int bytes) {
            this.bodyLimit = bytes;
            return this;
        }

        /** Bodies of requests in memory at once, in bytes; an eighth of the heap unless set. More is answered by a 503. */
        public Builder bytesInFlight(long bytes) {
            this.bytesInFlight = bytes;
            return this;
        }

        /** Host names beside the loopback ones under which the door is reached, without port; {@code *} for any. */
        public Builder hosts(Set<String> names) {
            this.hosts = Set.copyOf(names);
            return this;
        }

        /** Origins whose web pages may call, for example {@code https://chat.example.com}. None unless set. */
        public Builder origins(Set<String> allowed) {
            this.origins = Set.copyOf(allowed);
            return this;
        }

        /** What {@code /readyz} asks; the router's presence unless set. Must not block. */
        public Builder ready(BooleanSupplier question) {
            this.ready = question;
            return this;
        }

        /** Hears of every exchange; nobody unless set. */
        public Builder listener(AnswerListener hearing) {
            this.listener = hearing;
            return this;
        }

        /** Where it is known which {@code Idempotency-Key} was used; in this process alone unless set. */
        public Builder named(NamedRequests requests) {
            this.named = requests;
            return this;
        }

        public Builder clock(InstantSource source) {
            this.clock = source;
            return this;
        }

        public DataDoor build() {
            return new DataDoor(this);
        }
    }
}
