package dev.pointsman.api.host;

import dev.pointsman.api.exchange.Payload;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One HTTP request to an endpoint. Immutable; prints without header values, query and body. */
public final class OutboundRequest {

    private final String method;
    private final URI uri;
    private final List<Header> headers;
    private final @Nullable Payload body;
    private final @Nullable Duration connectWithin;

    private OutboundRequest(Builder builder) {
        this.method = builder.method;
        this.uri = builder.uri;
        this.headers = List.copyOf(builder.headers);
        this.body = builder.body;
        this.connectWithin = null;
    }

    private OutboundRequest(OutboundRequest other, Duration connectWithin) {
        this.method = other.method;
        this.uri = other.uri;
        this.headers = other.headers;
        this.body = other.body;
        this.connectWithin = connectWithin;
    }

    public static Builder get(URI uri) {
        return new Builder("GET", uri);
    }

    /** A POST of JSON; {@code content-type} is set. */
    public static Builder post(URI uri, Payload json) {
        return new Builder("POST", uri).body(json).header("content-type", "application/json");
    }

    public String method() {
        return method;
    }

    public URI uri() {
        return uri;
    }

    public List<Header> headers() {
        return headers;
    }

    public Optional<Payload> body() {
        return Optional.ofNullable(body);
    }

    /** The same with the limit that {@code CallContext.connectWithin} has; empty changes nothing. */
    public OutboundRequest connectingWithin(Optional<Duration> limit) {
        return limit.map(value -> new OutboundRequest(this, value)).orElse(this);
    }

    /** How long connecting may take, where that is less than the egress allows. */
    public Optional<Duration> connectWithin() {
        return Optional.ofNullable(connectWithin);
    }

    @Override
    public String toString() {
        return method + " " + Egress.printable(uri);
    }

    /** A header whose value may be secret; prints its name. */
    public static final class Header {

        private final String name;
        private final String value;

        private Header(String name, String value) {
            this.name = Objects.requireNonNull(name, "name");
            this.value = Objects.requireNonNull(value, "value");
        }

        public String name() {
            return name;
        }

        /** For the egress alone. */
        public String value() {
            return value;
        }

        @Override
        public String toString() {
            return name + ": ***";
        }
    }

    /** Builds a request. */
    public static final class Builder {

        private final String method;
        private final URI uri;
        private final List<Header> headers = new ArrayList<>();
        private @Nullable Payload body;

        private Builder(String method, URI uri) {
            this.method = method;
            this.uri = Objects.requireNonNull(uri, "uri");
        }

        public Builder header(String name, String value) {
            headers.add(new Header(name, value));
            return this;
        }

        /** A header that carries a secret behind a prefix: {@code secret("authorization", "Bearer ", key)}. */
        public Builder secret(String name, String prefix, Secret secret) {
            headers.add(new Header(name, prefix + secret.reveal()));
            return this;
        }

        private Builder body(Payload payload) {
            this.body = payload;
            return this;
        }

        public OutboundRequest build() {
            return new OutboundRequest(this);
        }
    }
}
