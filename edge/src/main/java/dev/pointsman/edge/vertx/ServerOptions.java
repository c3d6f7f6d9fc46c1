package dev.pointsman.edge.vertx;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where to listen, and how long to wait for whom.
 *
 * @param host the address or name to bind
 * @param port 0 lets the system choose
 * @param tls null for plain HTTP
 * @param patience limits towards clients
 */
public record ServerOptions(String host, int port, @Nullable Tls tls, Patience patience) {

    public ServerOptions {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(patience, "patience");
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("A port is 0 to 65535, not " + port);
        }
    }

    public static ServerOptions at(String host, int port) {
        return new ServerOptions(host, port, null, Patience.usual());
    }

    public ServerOptions withTls(Tls tls) {
        return new ServerOptions(host, port, tls, patience);
    }

    public ServerOptions withPatience(Patience patience) {
        return new ServerOptions(host, port, tls, patience);
    }

    /**
     * PEM files.
     *
     * @param key the private key, PKCS #8
     * @param certificate the certificate and its chain
     */
    public record Tls(Path key, Path certificate) {}

    /**
     * Limits towards clients that are slow or hostile.
     *
     * @param head from the first byte of a request to the end of its headers
     * @param body the longest pause within a request's body
     * @param wholeBody from the headers to the end of the body
     * @param idle how long a connection may be kept without a request
     * @param write how long a client may take nothing of an answer that waits for it
     * @param shutdown how long requests that run may go on when the server closes
     */
    public record Patience(
            Duration head, Duration body, Duration wholeBody, Duration idle, Duration write, Duration shutdown) {

        public static Patience usual() {
            return new Patience(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(120),
                    Duration.ofSeconds(75),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(30));
        }

        public Patience withHead(Duration head) {
            return new Patience(head, body, wholeBody, idle, write, shutdown);
        }

        public Patience withBody(Duration body) {
            return new Patience(head, body, wholeBody, idle, write, shutdown);
        }

        public Patience withIdle(Duration idle) {
            return new Patience(head, body, wholeBody, idle, write, shutdown);
        }

        public Patience withWrite(Duration write) {
            return new Patience(head, body, wholeBody, idle, write, shutdown);
        }

        public Patience withShutdown(Duration shutdown) {
            return new Patience(head, body, wholeBody, idle, write, shutdown);
        }
    }
}
