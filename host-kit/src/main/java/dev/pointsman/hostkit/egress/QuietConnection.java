package dev.pointsman.hostkit.egress;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.impl.io.DefaultManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A connection that differs from the library's in two ways: it never logs headers or bytes, whatever the log level, and it can
 * tell within microseconds whether it may be used again. The library's own check reads with a timeout of a millisecond, which
 * every healthy connection would pay before each request, and does not see bytes that are already in its buffer.
 */
final class QuietConnection extends DefaultManagedHttpClientConnection {

    private volatile @Nullable SocketChannel channel;
    private volatile @Nullable SessionInputBuffer received;

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
     * An idle connection has nothing to say. End of stream means that the vendor closed it. A byte means a TLS alert, a late
     * session ticket or an answer nobody asked for, which would be taken for the answer to the next request.
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
            return read != 0 || hasLeftOver();
        } catch (IOException e) {
            // Reset while idle: as good as closed.
            return true;
        }
    }

    private boolean hasLeftOver() throws IOException {
        SessionInputBuffer buffer = received;
        SocketHolder holder = getSocketHolder();
        boolean buffered = buffer != null && buffer.length() > 0;
        boolean decrypted = holder != null
                && holder.getSSLSocket() != null
                && holder.getInputStream().available() > 0;
        return buffered || decrypted;
    }

    /** The only place where the library shows its buffer. */
    @Override
    protected InputStream createContentInputStream(long length, SessionInputBuffer buffer, InputStream in) {
        received = buffer;
        return super.createContentInputStream(length, buffer, in);
    }

    @Override
    protected void onRequestSubmitted(ClassicHttpRequest request) {}

    @Override
    protected void onResponseReceived(ClassicHttpResponse response) {}
}
