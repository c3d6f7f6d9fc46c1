package dev.pointsman.edge.vertx;

import dev.pointsman.api.host.Secret;
import dev.pointsman.edge.DataDoor;
import dev.pointsman.edge.Door;
import dev.pointsman.edge.ScriptedRouter;
import dev.pointsman.edge.keys.HashedKeys;
import dev.pointsman.edge.keys.VirtualKey;
import java.io.IOException;
import java.time.Duration;

/** A door on a loopback port. */
final class TestServer implements AutoCloseable {

    static final int BODY_LIMIT = 100_000;

    private final VertxServer server;

    private TestServer(VertxServer server) {
        this.server = server;
    }

    static TestServer of(ScriptedRouter router) throws IOException {
        return of(router, usual());
    }

    static TestServer of(ScriptedRouter router, ServerOptions.Patience patience) throws IOException {
        return of(
                DataDoor.of(router.directory(), HashedKeys.of(Secret.of(Agent.KEY), VirtualKey.unbounded("test")))
                        .bodyLimit(BODY_LIMIT)
                        .build(),
                patience);
    }

    static TestServer of(Door door, ServerOptions.Patience patience) throws IOException {
        return new TestServer(VertxServer.start(ServerOptions.at("127.0.0.1", 0).withPatience(patience), door));
    }

    /** Nothing that a test leaves behind may hold it up. */
    static ServerOptions.Patience usual() {
        return ServerOptions.Patience.usual().withShutdown(Duration.ofMillis(500));
    }

    int port() {
        return server.port();
    }

    Agent agent() throws IOException {
        return Agent.of(port());
    }

    @Override
    public void close() {
        server.close();
    }
}
