package dev.pointsman.it.harness;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Any number of vendors behind one loopback port: the first part of the path is a vendor's name, and each plays the script it was
 * given last.
 */
public final class Vendor implements AutoCloseable {

    private static final Script UNKNOWN = Script.json(599, "{\"error\":{\"message\":\"no script\"}}");

    private final ServerSocket server;
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final Map<String, List<Asked>> asked = new ConcurrentHashMap<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    private Vendor(ServerSocket server) {
        this.server = server;
    }

    public static Vendor start() {
        try {
            Vendor vendor = new Vendor(new ServerSocket(0, 4_000, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().name("vendor").start(vendor::accept);
            return vendor;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on loopback", e);
        }
    }

    /** A base URL on which nobody listens. */
    public static URI nobody() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + free.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The base URL of the vendor of this name. */
    public URI at(String name) {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/" + name);
    }

    /** From now on; forgets what that vendor was asked before. */
    public Vendor plays(String name, Script script) {
        asked.remove(name);
        scripts.put(name, script);
        return this;
    }

    /** What a vendor was asked since it got its script, in order. */
    public List<Asked> asked(String name) {
        return List.copyOf(asked.getOrDefault(name, List.of()));
    }

    /** The last of them. */
    public Asked lastAsked(String name) {
        List<Asked> all = asked(name);
        if (all.isEmpty()) {
            throw new AssertionError("nobody asked the vendor " + name);
        }
        return all.getLast();
    }

    @Override
    public void close() {
        closeQuietly(server);
        sockets.forEach(Vendor::closeQuietly);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                Thread.ofVirtual().name("vendor-line").start(() -> serve(socket));
            } catch (IOException e) {
                // The server was closed, which ends the loop.
                continue;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Line line = new Line(socket);
            do {
                Optional<Asked> request = line.request();
                if (request.isEmpty()) {
                    return;
                }
                play(request.get(), line);
            } while (line.livesOn());
        } catch (IOException e) {
            // The client left in the middle, as clients of a vendor in trouble do.
            return;
        } finally {
            sockets.remove(socket);
        }
    }

    private void play(Asked request, Line line) throws IOException {
        String[] parts = request.path().substring(1).split("/", 2);
        Asked named = new Asked(
                request.method(), "/" + (parts.length > 1 ? parts[1] : ""), request.headers(), request.body());
        asked.computeIfAbsent(parts[0], name -> new CopyOnWriteArrayList<>()).add(named);
        scripts.getOrDefault(parts[0], UNKNOWN).play(named, line);
    }

    private static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing a socket of a test failed", e);
        }
    }
}
