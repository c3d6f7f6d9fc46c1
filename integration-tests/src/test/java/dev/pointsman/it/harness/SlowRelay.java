package dev.pointsman.it.harness;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Stands before a server and passes everything on; what the server says it holds back for as long as it is told to. */
public final class SlowRelay implements AutoCloseable {

    private final ServerSocket listening;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile Duration delay = Duration.ZERO;

    private SlowRelay(ServerSocket listening, int target) {
        this.listening = listening;
        this.target = target;
    }

    /** @param port of a server on loopback */
    public static SlowRelay before(int port) throws IOException {
        SlowRelay relay = new SlowRelay(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()), port);
        Thread.ofVirtual().name("relay").start(relay::accept);
        return relay;
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** From now on, for each piece that the server sends. */
    public void delay(Duration each) {
        delay = each;
    }

    @Override
    public void close() {
        closeQuietly(listening);
        sockets.forEach(SlowRelay::closeQuietly);
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                server.setTcpNoDelay(true);
                client.setTcpNoDelay(true);
                sockets.add(client);
                sockets.add(server);
                Thread.ofVirtual().name("relay-up").start(() -> pump(client, server, false));
                Thread.ofVirtual().name("relay-down").start(() -> pump(server, client, true));
            } catch (IOException e) {
                // The relay was closed, which ends the loop, or its server is gone.
                continue;
            }
        }
    }

    private void pump(Socket from, Socket to, boolean held) {
        byte[] buffer = new byte[16 * 1024];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (held) {
                    LockSupport.parkNanos(delay.toNanos());
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // Either side left, which ends both.
            return;
        } finally {
            sockets.remove(from);
            sockets.remove(to);
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
