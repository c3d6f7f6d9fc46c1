package dev.pointsman.it.harness;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Takes what is exported by OTLP; texts stand in its binary form as they are. */
public final class Collector implements AutoCloseable {

    private final HttpServer server;
    private final BlockingQueue<String> spans = new LinkedBlockingQueue<>();
    private final Map<String, List<byte[]>> bodies = new ConcurrentHashMap<>();

    private Collector(HttpServer server) {
        this.server = server;
    }

    public static Collector start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Collector collector = new Collector(server);
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            collector
                    .bodies
                    .computeIfAbsent(path, any -> new CopyOnWriteArrayList<>())
                    .add(body);
            if (path.equals("/v1/traces")) {
                collector.spans.add(new String(body, StandardCharsets.ISO_8859_1));
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return collector;
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What came to a path so far: {@code /v1/traces}, {@code /v1/metrics}. */
    public List<byte[]> bodies(String path) {
        return List.copyOf(bodies.getOrDefault(path, List.of()));
    }

    /** Waits for the export that holds this. */
    public String awaitSpans(String text) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        for (long left = deadline - System.nanoTime(); left > 0; left = deadline - System.nanoTime()) {
            String batch = spans.poll(left, TimeUnit.NANOSECONDS);
            if (batch != null && batch.contains(text)) {
                return batch;
            }
        }
        throw new AssertionError("no span with " + text + " came");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
