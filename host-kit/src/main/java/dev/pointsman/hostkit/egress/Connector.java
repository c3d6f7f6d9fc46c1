package dev.pointsman.hostkit.egress;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections: looks the name up, checks all of its addresses, connects to exactly one of those. One limit covers all of
 * it; an address that does not answer leaves the next one its share of the time.
 */
final class Connector implements HttpClientConnectionOperator {

    private final NameLookups lookups;
    private final AddressGuard guard;
    private final TlsSocketStrategy tls;

    Connector(NameLookups lookups, AddressGuard guard, TlsSocketStrategy tls) {
        this.lookups = lookups;
        this.guard = guard;
        this.tls = tls;
    }

    @Override
    public void connect(
            ManagedHttpClientConnection connection,
            HttpHost target,
            @Nullable InetSocketAddress localAddress,
            TimeValue connectTimeout,
            SocketConfig socketConfig,
            HttpContext context)
            throws IOException {
        HostCall call = HostCall.of(context);
        Countdown countdown = new Countdown(call.connectLimit(connectTimeout.toNanoseconds()));
        int port = target.getPort() >= 0
                ? target.getPort()
                : target.getSchemeName().equals("https") ? 443 : 80;
        List<InetAddress> addresses = resolve(HostName.of(target.getHostName()), port, call, countdown);
        Socket socket = connectToOneOf(addresses, port, connection, call, countdown);
        if (target.getSchemeName().equals("https")) {
            connection.bind(handshake(socket, target, port, countdown, context), socket);
        }
        call.ensureOpen();
    }

    private List<InetAddress> resolve(HostName host, int port, HostCall call, Countdown countdown) throws IOException {
        InetAddress literal = host.literal().orElse(null);
        List<InetAddress> addresses =
                literal != null ? List.of(literal) : call.await(lookups.start(host.value()), countdown.nanosLeft());
        guard.check(host, addresses, port);
        return addresses;
    }

    private static Socket connectToOneOf(
            List<InetAddress> addresses,
            int port,
            ManagedHttpClientConnection connection,
            HostCall call,
            Countdown countdown)
            throws IOException {
        IOException failure = new IOException("no address");
        for (int i = 0; i < addresses.size(); i++) {
            // A channel's socket, as only those can be asked without blocking whether the other side has closed.
            Socket socket = SocketChannel.open().socket();
            try {
                socket.setTcpNoDelay(true);
                socket.setKeepAlive(true);
                connection.bind(socket);
                call.ensureOpen();
                socket.connect(
                        new InetSocketAddress(addresses.get(i), port), countdown.millisPerRest(addresses.size() - i));
                return socket;
            } catch (IOException e) {
                socket.close();
                call.ensureOpen();
                failure = e;
            }
        }
        throw failure;
    }

    private SSLSocket handshake(Socket socket, HttpHost target, int port, Countdown countdown, HttpContext context)
            throws IOException {
        // The library's own handshake limit is not applied to a channel's socket, the socket's is.
        socket.setSoTimeout(countdown.millisPerRest(1));
        SSLSocket secured =
                tls.upgrade(socket, HostName.of(target.getHostName()).value(), port, TlsConfig.DEFAULT, context);
        socket.setSoTimeout(0);
        return secured;
    }

    @Override
    public void upgrade(ManagedHttpClientConnection connection, HttpHost target, HttpContext context) {
        throw new UnsupportedOperationException("connections are never tunnelled through a proxy");
    }

    /** What is left of the connect limit. */
    private record Countdown(long start, long limit) {

        Countdown(long limitNanos) {
            this(System.nanoTime(), limitNanos);
        }

        long nanosLeft() {
            return Math.max(0, limit - (System.nanoTime() - start));
        }

        int millisPerRest(int attemptsLeft) throws SocketTimeoutException {
            long left = TimeUnit.NANOSECONDS.toMillis(nanosLeft()) / attemptsLeft;
            if (left <= 0) {
                throw new SocketTimeoutException("connect limit reached");
            }
            return (int) Math.min(left, Integer.MAX_VALUE);
        }
    }
}
