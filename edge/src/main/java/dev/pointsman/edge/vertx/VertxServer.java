package dev.pointsman.edge.vertx;

import dev.pointsman.edge.Door;
import dev.pointsman.edge.vertx.ServerOptions.Patience;
import dev.pointsman.edge.vertx.ServerOptions.Tls;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A listener for one {@link Door}: HTTP/1.1 with kept-alive connections, plain or TLS; a virtual thread per request. */
public final class VertxServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(VertxServer.class);
    private static final int LONGEST_LINE = 8 * 1024;
    private static final int LONGEST_HEADERS = 32 * 1024;
    private static final Duration LAST_HANDLERS = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final HttpServer server;
    private final Door door;
    private final Patience patience;
    private final ExecutorService requests;
    private final ScheduledThreadPoolExecutor timers;
    private final AtomicBoolean closed = new AtomicBoolean();

    private VertxServer(ServerOptions options, Door door) {
        this.door = door;
        this.patience = options.patience();
        this.requests = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("edge-", 0).factory());
        this.timers = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("edge-timers").daemon().factory());
        timers.setRemoveOnCancelPolicy(true);
        this.vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(Runtime.getRuntime().availableProcessors())
                // A host that ends without closing us must not be kept alive.
                .setUseDaemonThread(true)
                // Else Vert.x makes a directory for files of the class path, of which we serve none.
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        this.server = vertx.createHttpServer(http(options))
                .connectionHandler(connection -> HeadWatch.install(connection, patience))
                .requestHandler(this::serve);
    }

    /**
     * Listens from now on.
     *
     * @throws IOException when it cannot, with the address and the reason
     */
    public static VertxServer start(ServerOptions options, Door door) throws IOException {
        VertxServer started = new VertxServer(options, door);
        try {
            await(started.server.listen());
            return started;
        } catch (CompletionException e) {
            started.close();
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(
                    "cannot listen on " + options.host() + ":" + options.port() + ": " + cause.getMessage()
                            + "; choose another address or stop what listens there",
                    cause);
        }
    }

    /** The port that is listened on, also when the system chose it. */
    public int port() {
        return server.actualPort();
    }

    /** Stops accepting, lets running requests finish within the patience for it, then cuts the rest. Blocks. Idempotent. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        await(server.shutdown(patience.shutdown()).otherwiseEmpty());
        requests.shutdown();
        try {
            if (!requests.awaitTermination(LAST_HANDLERS.toMillis(), TimeUnit.MILLISECONDS)) {
                requests.shutdownNow();
            }
        } catch (InterruptedException e) {
            requests.shutdownNow();
            Thread.currentThread().interrupt();
        }
        timers.shutdownNow();
        await(vertx.close());
    }

    private static HttpServerOptions http(ServerOptions options) {
        HttpServerOptions http = new HttpServerOptions()
                .setHost(options.host())
                .setPort(options.port())
                // Without it the end of a stream waits some 40 ms for the client's acknowledgement.
                .setTcpNoDelay(true)
                .setMaxInitialLineLength(LONGEST_LINE)
                .setMaxHeaderSize(LONGEST_HEADERS)
                .setHttp2ClearTextEnabled(false)
                .setUseAlpn(false);
        Tls tls = options.tls();
        if (tls != null) {
            http.setSsl(true)
                    .setKeyCertOptions(new PemKeyCertOptions()
                            .addKeyPath(tls.key().toString())
                            .addCertPath(tls.certificate().toString()));
        }
        return http;
    }

    /** On an event loop. */
    private void serve(HttpServerRequest request) {
        Context context = vertx.getOrCreateContext();
        HeadWatch watch = HeadWatch.of(request.connection());
        watch.requestBegan();
        VertxExchange exchange = new VertxExchange(request, context, patience, this::after, watch::requestOver);
        try {
            requests.execute(() -> handle(exchange));
        } catch (RejectedExecutionException e) {
            LOG.debug("a request came while the server closes");
            request.connection().close();
        }
    }

    private void handle(VertxExchange exchange) {
        try {
            door.handle(exchange);
        } catch (RuntimeException e) {
            // The message may quote anything; its class and place are enough to find the defect.
            LOG.atError().addKeyValue("exception", e.getClass().getName()).log("a door failed");
            LOG.debug("the defect", e);
        } finally {
            exchange.abandonUnlessOver();
        }
    }

    private Runnable after(Duration delay, Runnable action) {
        try {
            ScheduledFuture<?> timer = timers.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> timer.cancel(false);
        } catch (RejectedExecutionException e) {
            LOG.debug("a limit was set while the server closes");
            return () -> {};
        }
    }

    private static void await(Future<?> future) {
        future.toCompletionStage().toCompletableFuture().join();
    }
}
