package dev.pointsman.edge.vertx;

import dev.pointsman.api.exchange.Payload;
import dev.pointsman.edge.BodyRefusedException;
import dev.pointsman.edge.ClientGoneException;
import dev.pointsman.edge.Exchange;
import dev.pointsman.edge.vertx.ServerOptions.Patience;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.SocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One request of Vert.x, used from a virtual thread. Everything that touches Vert.x' own objects after construction happens on
 * the request's event loop.
 */
final class VertxExchange implements Exchange {

    /** 256 KB between the writer and the network: three quarters here, the rest in the socket's own queue. */
    private static final int BUFFER = 192 * 1024;

    private static final int SOCKET_QUEUE = 64 * 1024;
    private static final int DISCARDED_AT_MOST = 16 * 1024 * 1024;
    private static final byte[] NOTHING = new byte[0];

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Context context;
    private final Patience patience;
    private final Timers timers;
    private final Runnable done;
    private final ClientPresence presence = new ClientPresence();
    private final OutgoingBytes outgoing;
    private final String method;
    private final String path;
    private final Map<String, String> query;

    /** Set by the request's thread before it wakes the event loop. */
    private volatile Head head = new Head(500, Map.of("content-length", "0"));

    private volatile boolean begun;

    // Of the event loop alone.
    private boolean headApplied;
    private boolean ending;
    private long discarded;

    private record Head(int status, Map<String, String> headers) {}

    /**
     * On the event loop.
     *
     * @param done runs there when the exchange is over and its connection is free for the next
     */
    VertxExchange(HttpServerRequest request, Context context, Patience patience, Timers timers, Runnable done) {
        this.request = request;
        this.response = request.response();
        this.context = context;
        this.patience = patience;
        this.timers = timers;
        this.done = done;
        this.method = request.method().name();
        this.path = Objects.requireNonNullElse(request.path(), "");
        this.query = QueryText.parse(request.query());
        this.outgoing = new OutgoingBytes(
                BUFFER, patience.write(), timers, () -> context.runOnContext(v -> drain()), this::cut);
        request.pause();
        request.exceptionHandler(e -> broken());
        response.setWriteQueueMaxSize(SOCKET_QUEUE);
        response.closeHandler(v -> gone());
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public Map<String, String> query() {
        return query;
    }

    @Override
    public List<String> headers(String name) {
        return request.headers().getAll(name).stream().map(HeaderText::of).toList();
    }

    @Override
    public String remoteAddress() {
        SocketAddress address = request.remoteAddress();
        String numeric = address == null ? null : address.hostAddress();
        return numeric == null ? "unknown" : numeric;
    }

    @Override
    public Payload body(int limit) throws BodyRefusedException, ClientGoneException {
        int declared = declaredLength();
        if (declared > limit) {
            throw BodyRefusedException.tooLarge(limit);
        }
        IncomingBody body = new IncomingBody(request, declared, limit, patience, timers);
        presence.whenGone(body::gone);
        context.runOnContext(v -> body.start());
        return body.await();
    }

    @Override
    public void respond(int status, Map<String, String> headers) {
        if (begun) {
            throw new IllegalStateException("the answer has already begun");
        }
        head = new Head(status, Map.copyOf(headers));
        begun = true;
    }

    @Override
    public void write(byte[] bytes) throws ClientGoneException {
        outgoing.put(bytes);
    }

    @Override
    public void end() throws ClientGoneException {
        outgoing.finish(NOTHING);
    }

    @Override
    public void end(byte[] last) throws ClientGoneException {
        outgoing.finish(last);
    }

    @Override
    public void onClientGone(Runnable action) {
        presence.whenGone(action);
    }

    /** After a defect: a plain 500 where nothing was said yet, else a cut connection, since the answer is not complete. */
    void abandonUnlessOver() {
        if (presence.isOver()) {
            return;
        }
        if (begun) {
            cut();
            return;
        }
        try {
            end();
        } catch (ClientGoneException e) {
            gone();
        }
    }

    /** From any thread. */
    void cut() {
        context.runOnContext(v -> request.connection().close());
    }

    /** The request cannot be read to its end: its framing is wrong, or the connection is lost. */
    private void broken() {
        gone();
        cut();
    }

    private void gone() {
        // The writer is released first: it may hold what the actions wait for.
        outgoing.close("the client left");
        presence.gone();
    }

    /** More than an int can tell, or something unreadable, is more than any limit. */
    private int declaredLength() {
        String declared = request.getHeader("content-length");
        if (declared == null) {
            return 0;
        }
        try {
            return Math.toIntExact(Long.parseLong(declared));
        } catch (NumberFormatException | ArithmeticException e) {
            return Integer.MAX_VALUE;
        }
    }

    /** On the event loop: everything that waits leaves in as few writes as possible. */
    private void drain() {
        if (ending || presence.isOver() || response.closed()) {
            return;
        }
        applyHead();
        while (!response.writeQueueFull()) {
            OutgoingBytes.Batch batch = outgoing.take(SOCKET_QUEUE);
            if (batch == null) {
                return;
            }
            Buffer buffer = Buffer.buffer(batch.bytes());
            if (batch.last()) {
                finish(buffer);
                return;
            }
            response.write(buffer);
        }
        response.drainHandler(v -> drain());
    }

    private void applyHead() {
        if (headApplied) {
            return;
        }
        headApplied = true;
        Head said = head;
        response.setStatusCode(said.status());
        said.headers().forEach(response::putHeader);
        if (!said.headers().containsKey("content-length")) {
            response.setChunked(true);
        }
    }

    private void finish(Buffer last) {
        ending = true;
        response.end(last).onComplete(result -> {
            if (result.failed()) {
                gone();
                return;
            }
            presence.answered();
            outgoing.sent();
            discardRest();
        });
    }

    /**
     * What is left of a body that nobody wanted: read and dropped for a while, since a connection that is closed while bytes
     * arrive is reset, and the client would never see its answer.
     */
    private void discardRest() {
        if (request.isEnded()) {
            done.run();
            return;
        }
        Runnable cancel = timers.after(patience.body(), this::cut);
        request.handler(chunk -> {
            discarded += chunk.length();
            if (discarded > DISCARDED_AT_MOST) {
                request.connection().close();
            }
        });
        request.endHandler(v -> {
            cancel.run();
            done.run();
        });
        request.resume();
    }
}
