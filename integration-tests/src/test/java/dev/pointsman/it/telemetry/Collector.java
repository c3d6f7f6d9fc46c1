package dev.pointsman.it.telemetry;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Takes what is exported by OTLP; texts stand in its binary form as they are. */
final class Collector implements AutoCloseable {

    private final HttpServer server;
    private final BlockingQueue<String> spans = new LinkedBlockingQueue<>();

    private Collector(HttpServer server) {
        this.server = server;
    }

    static Collector start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Collector collector = new Collector(server);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
            if (exchange.getRequestURI().getPath().equals("/v1/traces")) {
                collector.spans.add(body);
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return collector;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Waits for the export that holds this. */
    String awaitSpans(String text) throws InterruptedException {
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
