package dev.pointsman.hostkit.egress;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/** A vendor made of a server socket: what happens on a connection is written in the test. */
final class FakeVendor implements AutoCloseable {

    private final ServerSocket server;
    private final Script script;
    private final String scheme;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    final AtomicInteger connections = new AtomicInteger();
    final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    /** Opened when the client's side of a connection was seen to end. */
    final CountDownLatch clientGone = new CountDownLatch(1);

    private FakeVendor(ServerSocketFactory factory, String scheme, Script script) throws IOException {
        this.server = factory.createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        this.scheme = scheme;
        this.script = script;
        Thread.ofVirtual().start(this::accept);
    }

    static FakeVendor of(Script script) throws IOException {
        return new FakeVendor(ServerSocketFactory.getDefault(), "http", script);
    }

    static FakeVendor secured(ServerSocketFactory factory, Script script) throws IOException {
        return new FakeVendor(factory, "https", script);
    }

    /** Answers every request on a connection with the same text. */
    static FakeVendor answering(String answer) throws IOException {
        return of(connection -> {
            while (connection.request()) {
                connection.send(answer);
            }
        });
    }

    static String ok(String body) {
        return "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: " + body.length() + "\r\n\r\n" + body;
    }

    int port() {
        return server.getLocalPort();
    }

    URI url(String path) {
        return URI.create(scheme + "://127.0.0.1:" + port() + path);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                sockets.add(socket);
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            script.play(new Connection(socket));
        } catch (IOException e) {
            clientGone.countDown();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /** What the vendor does with one connection. */
    @FunctionalInterface
    interface Script {
        void play(Connection connection) throws IOException;
    }

    /** The vendor's end of a connection. */
    final class Connection {

        private final Socket socket;
        private final InputStream in;
        private final OutputStream out;

        private Connection(Socket socket) throws IOException {
            this.socket = socket;
            this.in = socket.getInputStream();
            this.out = socket.getOutputStream();
        }

        /** Reads one request with its body; false when the client has gone. */
        boolean request() throws IOException {
            StringBuilder head = new StringBuilder();
            while (!head.toString().endsWith("\r\n\r\n")) {
                int c = in.read();
                if (c < 0) {
                    clientGone.countDown();
                    return false;
                }
                head.append((char) c);
            }
            int length = head.toString()
                    .lines()
                    .map(line -> line.toLowerCase(Locale.ROOT))
                    .filter(line -> line.startsWith("content-length:"))
                    .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                    .findFirst()
                    .orElse(0);
            byte[] body = in.readNBytes(length);
            requests.add(head + new String(body, StandardCharsets.UTF_8));
            return true;
        }

        void send(String text) throws IOException {
            send(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        void send(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }

        /** Returns when the client's side ended. */
        void awaitClientGone() throws IOException {
            int read = in.read();
            while (read >= 0) {
                read = in.read();
            }
            clientGone.countDown();
        }

        void close() throws IOException {
            socket.close();
        }
    }
}
