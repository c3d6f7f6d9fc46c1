package dev.pointsman.hostkit.egress;

import dev.pointsman.api.host.CallClosedException;
import dev.pointsman.api.host.ConnectFailedException;
import dev.pointsman.api.host.EgressDeniedException;
import dev.pointsman.api.host.OutboundCall;
import dev.pointsman.api.host.OutboundResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * One call. {@link #close()} sets a flag first and then ends whatever the executing thread waits for; that thread looks at the
 * flag before each wait and after each failure, so no order of the two is missed.
 */
final class HostCall implements OutboundCall {

    static final String ATTRIBUTE = "dev.pointsman.call";

    private final ConnectionPool pool;
    private final EgressLimits limits;
    private final HttpHost target;
    private final HttpUriRequestBase request;
    private final Optional<Duration> connectWithin;
    private final Consumer<EgressDeniedException> onDenied;
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile boolean closed;
    private volatile boolean sent;
    private volatile boolean finished;
    private volatile @Nullable CompletableFuture<?> lookup;

    HostCall(
            ConnectionPool pool,
            EgressLimits limits,
            HttpHost target,
            HttpUriRequestBase request,
            Optional<Duration> connectWithin,
            Consumer<EgressDeniedException> onDenied) {
        this.pool = pool;
        this.limits = limits;
        this.target = target;
        this.request = request;
        this.connectWithin = connectWithin;
        this.onDenied = onDenied;
    }

    /** The shorter of the two, in nanoseconds. */
    long connectLimit(long usual) {
        return connectWithin.map(limit -> Math.min(usual, limit.toNanos())).orElse(usual);
    }

    static HostCall of(HttpContext context) {
        return (HostCall) Objects.requireNonNull(context.getAttribute(ATTRIBUTE), "not a call of this egress");
    }

    @Override
    public OutboundResponse execute() throws IOException {
        if (!started.compareAndSet(false, true)) {
            throw new IllegalStateException("a call is executed once");
        }
        ensureOpen();
        try {
            ClassicHttpResponse response = pool.send(target, request, this);
            return ResponseReader.read(response, limits, this);
        } catch (EgressDeniedException e) {
            onDenied.accept(e);
            throw e;
        } catch (IOException e) {
            throw translated(e);
        } catch (CancellationException e) {
            // A cancelled wait for a connection from the pool.
            throw translated(new InterruptedIOException());
        } catch (IllegalStateException e) {
            // What a pool that was shut down answers.
            ensureOpen();
            throw new ConnectFailedException("the egress was closed", false, e);
        }
    }

    /** Waits for a lookup as long as the connect limit allows. */
    <T> T await(CompletableFuture<T> answer, long nanos) throws IOException {
        lookup = answer;
        ensureOpen();
        try {
            return answer.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new SocketTimeoutException("the name was not resolved in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while resolving a name");
        } catch (ExecutionException e) {
            ensureOpen();
            throw e.getCause() instanceof IOException failed ? failed : new IOException(e.getCause());
        } finally {
            lookup = null;
        }
    }

    void sending() throws IOException {
        ensureOpen();
        sent = true;
    }

    /** The body was read to its end, so the connection is back in the pool and {@link #close()} has nothing to end. */
    void finished() {
        finished = true;
    }

    void ensureOpen() throws CallClosedException {
        if (closed) {
            throw new CallClosedException();
        }
    }

    @Override
    public void close() {
        if (finished) {
            return;
        }
        closed = true;
        CompletableFuture<?> waiting = lookup;
        if (waiting != null) {
            waiting.completeExceptionally(new CallClosedException());
        }
        // Closes the socket underneath, whether it connects, waits or reads.
        request.cancel();
    }

    /** Ends the exchange from the executing thread, which then says why. */
    void abort() {
        request.cancel();
    }

    /** What a plugin may see of a failure: host and reason, but nothing a vendor or a caller wrote. */
    IOException translated(IOException failure) {
        if (closed) {
            return new CallClosedException();
        }
        if (failure instanceof AnswerRefusedException) {
            return failure;
        }
        if (!sent) {
            boolean timedOut =
                    failure instanceof SocketTimeoutException || failure instanceof ConnectionRequestTimeoutException;
            return new ConnectFailedException(
                    "could not connect to " + target.toHostString() + ": " + reason(failure), timedOut, failure);
        }
        return new IOException("the connection to " + target.toHostString() + " broke: " + reason(failure));
    }

    private static String reason(IOException failure) {
        return switch (failure) {
            case SocketTimeoutException e -> "timed out";
            case ConnectionRequestTimeoutException e -> "all connections to it are in use";
            case UnknownHostException e -> "unknown host";
            case NoHttpResponseException e -> "it was closed without an answer";
            case SSLException e -> "TLS: " + e.getMessage();
            case SocketException e -> String.valueOf(e.getMessage());
            // Parsers quote what they could not parse.
            default -> failure.getClass().getSimpleName();
        };
    }

    @Override
    public String toString() {
        return "call to " + target.toHostString();
    }
}
