package dev.pointsman.provider.testkit;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/** A vendor made of one socket that misbehaves as its {@link Fault} says. Each connection runs on its own virtual thread. */
public final class FaultyVendor implements AutoCloseable {

    private final ServerSocket server;
    private final Fault fault;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final BlockingQueue<Integer> acceptedPorts = new LinkedBlockingQueue<>();
    private final AtomicInteger usedConnections = new AtomicInteger();
    private final CountDownLatch connected = new CountDownLatch(1);
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch silent = new CountDownLatch(1);
    private final CountDownLatch gone = new CountDownLatch(1);

    private FaultyVendor(ServerSocket server, Fault fault) {
        this.server = server;
        this.fault = fault;
    }

    public static FaultyVendor start(Fault fault) {
        return start(0, fault);
    }

    /**
     * @param port 0 for any that is free
     * @throws UncheckedIOException when it cannot listen there
     */
    public static FaultyVendor start(int port, Fault fault) {
        return start(port, fault, ServerSocketFactory.getDefault());
    }

    /** One whose sockets are made by this factory, for TLS. */
    public static FaultyVendor start(int port, Fault fault, ServerSocketFactory sockets) {
        FaultyVendor vendor = new FaultyVendor(listen(port, sockets), fault);
        Thread.ofVirtual().name("faulty-vendor").start(vendor::accept);
        return vendor;
    }

    /** An URL on which nobody listens. */
    public static URI nobody() {
        try (ServerSocket server = listen(0, ServerSocketFactory.getDefault())) {
            return URI.create("http://127.0.0.1:" + server.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** For clients that begin with a TLS handshake; answered only where the vendor's sockets were made for it. */
    public URI secureUri() {
        return URI.create("https://127.0.0.1:" + server.getLocalPort());
    }

    public int connections() {
        return connections.get();
    }

    /**
     * All connections that were opened before this call, also those that were not accepted yet: one of our own is sent behind
     * them, and connections are accepted in order.
     */
    public int connectionsSoFar() throws IOException, InterruptedException {
        try (Socket own = new Socket(server.getInetAddress(), server.getLocalPort())) {
            for (int before = 0; ; before++) {
                Integer port = acceptedPorts.poll(10, TimeUnit.SECONDS);
                if (port == null) {
                    throw new IllegalStateException("the vendor accepts no connections");
                }
                if (port == own.getLocalPort()) {
                    return before;
                }
            }
        }
    }

    /** Connections on which at least one request came. */
    public int usedConnections() {
        return usedConnections.get();
    }

    public List<Received> received() {
        return List.copyOf(received);
    }

    public boolean awaitConnection(Duration limit) throws InterruptedException {
        return connected.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    public boolean awaitRequest(Duration limit) throws InterruptedException {
        return asked.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether the vendor has sent all of use that it will ever send. */
    public boolean awaitSilence(Duration limit) throws InterruptedException {
        return silent.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether a client left a connection on which the vendor had fallen silent. */
    public boolean awaitGone(Duration limit) throws InterruptedException {
        return gone.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        closeQuietly(server);
        sockets.forEach(FaultyVendor::closeQuietly);
        threads.forEach(Thread::interrupt);
    }

    void note(Received request, boolean firstOfItsConnection) {
        received.add(request);
        if (firstOfItsConnection) {
            usedConnections.incrementAndGet();
        }
        asked.countDown();
    }

    void noteSilence() {
        silent.countDown();
    }

    void noteGone() {
        gone.countDown();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                acceptedPorts.add(socket.getPort());
                connected.countDown();
                threads.add(Thread.ofVirtual().name("faulty-connection").start(() -> serve(socket)));
            } catch (IOException e) {
                // The server was closed, which ends the loop.
                continue;
            }
        }
    }

    private void serve(Socket socket) {
        sockets.add(socket);
        try (socket) {
            fault.play(new Connection(socket, this));
        } catch (IOException e) {
            // The client left, as clients of a faulty vendor do.
            noteGone();
        } finally {
            sockets.remove(socket);
        }
    }

    private static ServerSocket listen(int port, ServerSocketFactory sockets) {
        try {
            return sockets.createServerSocket(port, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on 127.0.0.1:" + port + ": " + e.getMessage(), e);
        }
    }

    private static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing a socket of a test failed", e);
        }
    }
}
