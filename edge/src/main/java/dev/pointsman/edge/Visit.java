package dev.pointsman.edge;

import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.edge.keys.VirtualKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One exchange on its way through the data door: what was found out about it so far. Used by the exchange's thread alone. */
final class Visit {

    private final Exchange exchange;
    private final Reply reply;
    private ClientDialect dialect;
    private @Nullable Route route;
    private String variable = "";
    private @Nullable VirtualKey key;
    private @Nullable ModelRequest request;

    Visit(Exchange exchange, Reply reply, ClientDialect dialect) {
        this.exchange = exchange;
        this.reply = reply;
        this.dialect = dialect;
    }

    Exchange exchange() {
        return exchange;
    }

    Reply reply() {
        return reply;
    }

    ClientDialect dialect() {
        return dialect;
    }

    /** What stands in the path where the route has a variable. */
    String variable() {
        return variable;
    }

    @Nullable
    Route route() {
        return route;
    }

    /** The row of the table; {@code none} for a path that does not exist. */
    String routeName() {
        return route == null ? "none" : route.method() + " " + route.path();
    }

    /** On routes that need a key. */
    VirtualKey key() {
        return Objects.requireNonNull(key, "the route is open");
    }

    @Nullable
    VirtualKey keyIfAny() {
        return key;
    }

    @Nullable
    ModelRequest request() {
        return request;
    }

    void routed(Route route, String variable) {
        this.route = route;
        this.variable = variable;
        this.dialect = route.dialect().apply(exchange);
    }

    void letIn(VirtualKey key) {
        this.key = key;
    }

    void asks(ModelRequest request) {
        this.request = request;
    }

    void problem(Problem problem, Map<String, String> headers) throws ClientGoneException {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(dialect.answerHeaders(reply.requestId()));
        reply.problem(problem, dialect.errors(), all);
    }
}
