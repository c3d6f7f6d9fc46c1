package dev.pointsman.provider.support;

import dev.pointsman.api.host.CallClosedException;
import dev.pointsman.api.host.OutboundCall;
import dev.pointsman.api.host.OutboundResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A call that answers what it was told, without a network. */
final class FakeCall implements OutboundCall {

    private final int status;
    private final InputStream body;
    private final @Nullable IOException failure;
    private int executions;
    private boolean closed;

    private FakeCall(int status, InputStream body, @Nullable IOException failure) {
        this.status = status;
        this.body = body;
        this.failure = failure;
    }

    static FakeCall answering(int status, String body) {
        return new FakeCall(status, stream(body), null);
    }

    /** The body comes in pieces of this many bytes. */
    static FakeCall inPieces(int status, String body, int piece) {
        return new FakeCall(status, new PieceStream(body.getBytes(StandardCharsets.UTF_8), piece), null);
    }

    /** The body breaks off after these bytes. */
    static FakeCall breaking(String body) {
        return breaking(200, body);
    }

    static FakeCall breaking(int status, String body) {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        };
        return new FakeCall(status, new SequenceInputStream(stream(body), broken), null);
    }

    /** After these bytes the vendor says nothing and holds the connection open for ever. */
    static FakeCall holding(String body) {
        InputStream silent = new InputStream() {
            @Override
            public int read() throws IOException {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    throw new InterruptedIOException();
                }
                return -1;
            }
        };
        return new FakeCall(200, new SequenceInputStream(stream(body), silent), null);
    }

    static FakeCall throwing(IOException failure) {
        return new FakeCall(0, InputStream.nullInputStream(), failure);
    }

    int executions() {
        return executions;
    }

    /** Bytes of the body that nobody has read. */
    int unread() {
        try {
            return body.available();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public OutboundResponse execute() throws IOException {
        executions++;
        if (closed) {
            throw new CallClosedException();
        }
        if (failure != null) {
            throw failure;
        }
        return new OutboundResponse(status, Map.of(), body);
    }

    @Override
    public void close() {
        closed = true;
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
