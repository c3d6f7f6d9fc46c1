package dev.pointsman.provider.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;

/** What a {@link FaultyVendor} does with each connection. The bodies given are framed already. */
@FunctionalInterface
public interface Fault {

    void play(Connection connection) throws IOException;

    /** No fault: the whole body as a stream, and its proper end. */
    static Fault none(Body body) {
        return connection -> connection
                .readRequest()
                .head(200, body.contentType())
                .chunk(body)
                .end();
    }

    /** No fault either: answers request after request on one connection. */
    static Fault keptAlive(Body body) {
        return connection -> {
            while (!Thread.currentThread().isInterrupted()) {
                connection
                        .readRequest()
                        .raw("HTTP/1.1 200 OK\r\ncontent-type: " + body.contentType()
                                + "\r\ntransfer-encoding: chunked\r\n\r\n")
                        .chunk(body)
                        .end();
            }
        };
    }

    /** Any status, head line included, exactly as given. */
    static Fault raw(String response) {
        return connection -> connection.readRequest().raw(response);
    }

    /** Accepts and never says a word: to a client that wants TLS this is connecting without end. */
    static Fault silentConnection() {
        return Connection::untilGone;
    }

    /** Reads the request and never answers. */
    static Fault noHeaders() {
        return connection -> connection.readRequest().untilGone();
    }

    static Fault headersThenSilence() {
        return connection ->
                connection.readRequest().head(200, Wire.SSE.contentType()).untilGone();
    }

    static Fault resetBeforeHeaders() {
        return connection -> connection.readRequest().reset();
    }

    /** Sends this much, waits until the client took it, and drops the connection. */
    static Fault resetAfter(Body body, CountDownLatch taken) {
        return connection -> {
            connection.readRequest().head(200, body.contentType()).chunk(body);
            await(taken);
            connection.reset();
        };
    }

    /** Sends this much and says nothing more. */
    static Fault stallAfter(Body body) {
        return connection -> connection
                .readRequest()
                .head(200, body.contentType())
                .chunk(body)
                .untilGone();
    }

    /** Sends the first part, waits, sends the rest. */
    static Fault gated(Body first, CountDownLatch gate, Body rest) {
        return connection -> {
            connection.readRequest().head(200, first.contentType()).chunk(first);
            await(gate);
            connection.chunk(rest).end();
        };
    }

    /** Ends the connection in the middle of a chunked body, without a reset. */
    static Fault cutAfter(Body body) {
        return connection ->
                connection.readRequest().head(200, body.contentType()).chunk(body);
    }

    /** One byte per chunk. */
    static Fault drip(Body body) {
        return connection -> {
            connection.readRequest().head(200, body.contentType());
            byte[] bytes = body.bytes();
            for (int i = 0; i < bytes.length; i++) {
                connection.chunk(bytes, i, 1);
            }
            connection.end();
        };
    }

    /** Comments for ever, and no content. */
    static Fault pingsOnly(Duration every) {
        return connection -> {
            connection.readRequest().head(200, Wire.SSE.contentType());
            while (!Thread.currentThread().isInterrupted()) {
                connection.chunk(": ping\n\n");
                connection.pause(every);
                connection.silent();
            }
        };
    }

    /** One line of this many bytes, without its end. */
    static Fault longLine(int bytes) {
        return connection -> {
            connection.readRequest().head(200, Wire.SSE.contentType()).chunk("data: ");
            String part = "x".repeat(64 * 1024);
            for (int sent = 0; sent < bytes; sent += part.length()) {
                connection.chunk(part);
            }
            connection.end();
        };
    }

    /** A small compressed body that nobody asked for and that inflates to this many bytes. */
    static Fault gzipBomb(int bytes) {
        return connection -> {
            byte[] bomb = gzip(bytes);
            connection
                    .readRequest()
                    .raw("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-encoding: gzip\r\n"
                            + "content-length: " + bomb.length + "\r\nconnection: close\r\n\r\n")
                    .raw(new String(bomb, StandardCharsets.ISO_8859_1));
        };
    }

    private static byte[] gzip(int bytes) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            byte[] part = new byte[64 * 1024];
            for (int written = 0; written < bytes; written += part.length) {
                out.write(part);
            }
        }
        return compressed.toByteArray();
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
