package dev.pointsman.hostkit.egress;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.impl.io.DefaultManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.jspecify.annotations.Nullable;

/**
 * A connection that differs from the library's in two ways: it never logs headers or bytes, whatever the log level, and it can
 * tell within microseconds whether the vendor closed it while it was idle. The library's own check reads with a timeout of a
 * millisecond, which every healthy connection would pay before each request.
 */
final class QuietConnection extends DefaultManagedHttpClientConnection {

    private volatile @Nullable SocketChannel channel;

    QuietConnection(String id, Http1Config config) {
        super(id, null, null, config, null, null, null, null, null);
    }

    @Override
    public void bind(Socket socket) throws IOException {
        channel = socket.getChannel();
        super.bind(new SocketHolder(socket));
    }

    @Override
    public void bind(SSLSocket tls, Socket socket) throws IOException {
        channel = socket.getChannel();
        super.bind(new SocketHolder(tls, socket));
    }

    /**
     * An idle connection has nothing to say. End of stream means that the vendor closed it; a byte means a TLS alert, a late
     * session ticket or an answer nobody asked for, and none of them is worth keeping the connection for.
     */
    @Override
    public boolean isStale() {
        SocketChannel idle = channel;
        if (idle == null) {
            return true;
        }
        try {
            idle.configureBlocking(false);
            int read = idle.read(ByteBuffer.allocate(1));
            idle.configureBlocking(true);
            return read != 0;
        } catch (IOException e) {
            // Reset while idle: as good as closed.
            return true;
        }
    }

    @Override
    protected void onRequestSubmitted(ClassicHttpRequest request) {}

    @Override
    protected void onResponseReceived(ClassicHttpResponse response) {}
}
