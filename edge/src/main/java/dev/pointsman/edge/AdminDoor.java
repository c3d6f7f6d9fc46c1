package dev.pointsman.edge;

import dev.pointsman.api.control.ControlException;
import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.api.control.RouterControl;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.host.ProviderDirectory;
import dev.pointsman.api.host.Secret;
import dev.pointsman.edge.Problem.Kind;
import dev.pointsman.edge.audit.AuditLog;
import dev.pointsman.edge.keys.HashedKeys;
import dev.pointsman.edge.keys.KeyCheck;
import dev.pointsman.edge.keys.VirtualKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators call, on a listener and with a token of its own. It authenticates and carries the question to the {@link
 * RouterControl}; it knows neither the questions nor the answers. What changes something is written into
 * the {@link AuditLog}. Thread-safe.
 */
public final class AdminDoor implements Door, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AdminDoor.class);
    private static final String ROOT = "/admin/v1";
    private static final String EVENT_STREAM = "text/event-stream";
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE");

    private final KeyCheck token;
    private final Gate gate;
    private final int bodyLimit;
    private final @Nullable Supplier<String> metrics;
    private final FailureTable failures = new FailureTable(InstantSource.system());
    private final ControlCall router;
    private final Set<OpenAnswer> streams = ConcurrentHashMap.newKeySet();
    private final ErrorBody errors = new AdminErrorBody();
    private final Probe alive = new Probe(() -> true);
    private final AuditedAction actions;
    private final Map<String, AdminSection> sections;

    private AdminDoor(Builder builder) {
        this.router = new ControlCall(builder.directory, failures);
        this.token = new KeyCheck(HashedKeys.of(builder.token, VirtualKey.unbounded("admin")));
        this.gate = new Gate(builder.hosts, Set.of(), true);
        this.bodyLimit = builder.bodyLimit;
        this.metrics = builder.metrics;
        this.actions = new AuditedAction(builder.audit, InstantSource.system());
        Map<String, AdminSection> all = new HashMap<>(builder.sections);
        all.put("audit", builder.audit::answer);
        this.sections = Map.copyOf(all);
    }

    /** The directory's provider {@code auto} is asked where it is a {@link RouterControl}. */
    public static Builder of(ProviderDirectory directory, Secret token) {
        return new Builder(directory, token);
    }

    @Override
    public void handle(Exchange exchange) {
        long began = System.nanoTime();
        Reply reply = new Reply(exchange, RequestId.of(exchange));
        try {
            answer(exchange, reply);
        } catch (ClientGoneException e) {
            reply.outcome("client_gone");
        } catch (IOException e) {
            reply.outcome("io_error");
        } finally {
            RequestLog.writeAdmin(reply, section(exchange.path()), Duration.ofNanos(System.nanoTime() - began));
        }
    }

    private void answer(Exchange exchange, Reply reply) throws IOException {
        try {
            if (exchange.path().equals("/healthz")) {
                alive.answer(reply);
                return;
            }
            gate.checkWhereItComesFrom(exchange);
            String operator = Doorstep.letIn(token, KeyPlace.first(List.of(KeyPlace.BEARER), exchange), exchange)
                    .id();
            if (exchange.path().equals("/metrics")) {
                metrics(reply);
                return;
            }
            if (!exchange.path().startsWith(ROOT + "/")) {
                throw notFound();
            }
            control(operator, exchange, reply);
        } catch (ProblemException e) {
            reply.problem(e.problem(), errors, e.headers());
        } catch (BodyRefusedException e) {
            reply.problem(Doorstep.refused(e), errors, Map.of());
        }
    }

    private void metrics(Reply reply) throws ProblemException, ClientGoneException {
        if (metrics == null) {
            throw notFound();
        }
        // Prometheus' text format 0.0.4, the one that every scraper reads.
        reply.whole(
                200,
                "text/plain; version=0.0.4; charset=utf-8",
                metrics.get().getBytes(StandardCharsets.UTF_8),
                Map.of());
    }

    private void control(String operator, Exchange exchange, Reply reply) throws ProblemException, IOException {
        if (!METHODS.contains(exchange.method())) {
            throw new ProblemException(
                    Problem.of(405, Kind.INVALID, "method_not_allowed", "This path has another method."),
                    Map.of("allow", "DELETE, GET, POST, PUT"));
        }
        Payload body = Payload.empty();
        if (exchange.method().equals("POST") || exchange.method().equals("PUT")) {
            gate.checkIsJson(exchange);
            body = exchange.body(bodyLimit);
        }
        ControlRequest question =
                new ControlRequest(exchange.method(), exchange.path().substring(ROOT.length()), exchange.query(), body);
        if (wantsEvents(exchange)) {
            events(question, exchange, reply);
            return;
        }
        AdminSection section = sections.get(question.path().split("/", 3)[1]);
        if (section == null && question.method().equals("GET")) {
            look(question, exchange, reply);
            return;
        }
        byte[] document = actions.run(
                operator,
                exchange,
                question,
                reply.requestId(),
                () -> section == null ? router.document(question, exchange) : document(section, question));
        reply.json(200, document, Map.of());
    }

    private void events(ControlRequest question, Exchange exchange, Reply reply) throws ProblemException, IOException {
        try (OpenAnswer answer = router.open(question, exchange)) {
            streams.add(answer);
            try {
                ControlStream.write(answer, exchange, reply, errors, failures);
            } finally {
                streams.remove(answer);
            }
        }
    }

    /** What is looked at is one document of JSON, or a file of another type. */
    private void look(ControlRequest question, Exchange exchange, Reply reply) throws ProblemException, IOException {
        try (OpenAnswer answer = router.open(question, exchange)) {
            Frame first = answer.first();
            if (ExportedDocument.is(first)) {
                ExportedDocument.write(first, answer, exchange, reply);
                return;
            }
            reply.json(200, first.payload().array(), Map.of());
        } catch (ProviderException e) {
            throw new ProblemException(failures.problem(e.failure()));
        }
    }

    private static byte[] document(AdminSection section, ControlRequest question) throws ProblemException {
        try {
            return section.answer(question).array();
        } catch (ControlException e) {
            throw ControlCall.refused(e);
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("exception", e.getClass().getName()).log("a section of the admin port fails");
            LOG.debug("the failure", e);
            throw new ProblemException(Doorstep.storeFails());
        }
    }

    private static boolean wantsEvents(Exchange exchange) {
        return exchange.path().equals(ROOT + "/events")
                || exchange.header("accept").orElse("").contains(EVENT_STREAM);
    }

    private static ProblemException notFound() {
        return new ProblemException(Problem.of(404, Kind.NOT_FOUND, "not_found", "There is nothing at this path."));
    }

    /** Ends the streams of events, which would hold up a server that lets running requests end. The door stays usable. */
    @Override
    public void close() {
        streams.forEach(OpenAnswer::close);
    }

    /** For the log: the first segment below the root where it is a plain word, since an operator's path may hold anything. */
    private static String section(String path) {
        if (!path.startsWith(ROOT + "/")) {
            return path.equals("/metrics") || path.equals("/healthz") ? path : "none";
        }
        String rest = path.substring(ROOT.length() + 1);
        int slash = rest.indexOf('/');
        String first = slash < 0 ? rest : rest.substring(0, slash);
        return first.matches("[a-z.]{1,32}") ? ROOT + "/" + first : "none";
    }

    /** Collects what an operator may set. */
    public static final class Builder {

        private static final int DEFAULT_BODY_LIMIT = 16 * 1024 * 1024;

        private final ProviderDirectory directory;
        private final Secret token;
        private int bodyLimit = DEFAULT_BODY_LIMIT;
        private Set<String> hosts = Set.of();
        private @Nullable Supplier<String> metrics;
        private AuditLog audit = AuditLog.inMemory();
        private final Map<String, AdminSection> sections = new HashMap<>();

        private Builder(ProviderDirectory directory, Secret token) {
            this.directory = directory;
            this.token = token;
        }

        /** In bytes; 16 MB unless set. */
        public Builder bodyLimit(int bytes) {
            this.bodyLimit = bytes;
            return this;
        }

        /** Host names beside the loopback ones under which the door is reached, without port. */
        public Builder hosts(Set<String> names) {
            this.hosts = Set.copyOf(names);
            return this;
        }

        /** Writes {@code /metrics} in Prometheus' text format; the path does not exist unless set. */
        public Builder metrics(Supplier<String> scrape) {
            this.metrics = scrape;
            return this;
        }

        /** Where actions are written down; a thousand in memory unless set. */
        public Builder audit(AuditLog log) {
            this.audit = log;
            return this;
        }

        /**
         * Answers a part of {@code /admin/v1/} here instead of asking the router.
         *
         * @param name the first segment of its paths
         */
        public Builder section(String name, AdminSection section) {
            sections.put(name, section);
            return this;
        }

        public AdminDoor build() {
            return new AdminDoor(this);
        }
    }
}
