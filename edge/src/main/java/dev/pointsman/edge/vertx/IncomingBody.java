package dev.pointsman.edge.vertx;

import dev.pointsman.api.exchange.Payload;
import dev.pointsman.edge.BodyRefusedException;
import dev.pointsman.edge.ClientGoneException;
import dev.pointsman.edge.vertx.ServerOptions.Patience;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Collects one request's body on the event loop while the request's thread waits. Bounded in size and in time. */
final class IncomingBody {

    private static final int FIRST_BUFFER = 64 * 1024;

    private final HttpServerRequest request;
    private final int limit;
    private final Patience patience;
    private final Timers timers;
    private final CompletableFuture<Payload> whole = new CompletableFuture<>();

    // Of the event loop alone.
    private byte[] bytes;
    private int size;

    private volatile int sizeSeen;

    IncomingBody(HttpServerRequest request, int declared, int limit, Patience patience, Timers timers) {
        this.request = request;
        this.limit = limit;
        this.patience = patience;
        this.timers = timers;
        // What is declared is believed up to a point: else a header would be enough to make us hold megabytes.
        this.bytes = new byte[Math.clamp(declared, 0, FIRST_BUFFER)];
    }

    /** On the event loop. */
    void start() {
        request.handler(this::add);
        request.endHandler(v -> whole.complete(Payload.of(size == bytes.length ? bytes : Arrays.copyOf(bytes, size))));
        if ("100-continue".equalsIgnoreCase(request.getHeader("expect"))) {
            // Only now: whoever is refused for another reason need not send the body first.
            request.response().writeContinue();
        }
        request.resume();
    }

    void gone() {
        whole.completeExceptionally(new ClientGoneException("the client left while it sent its request"));
    }

    /** On the request's thread. */
    Payload await() throws BodyRefusedException, ClientGoneException {
        Runnable cancelWhole = timers.after(patience.wholeBody(), this::tooSlow);
        IdleWatch idle = new IdleWatch();
        idle.arm();
        try {
            return whole.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof BodyRefusedException refused) {
                throw refused;
            }
            throw new ClientGoneException("the client left while it sent its request");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientGoneException("the server stops");
        } finally {
            cancelWhole.run();
            idle.cancel();
        }
    }

    private void add(Buffer chunk) {
        int length = chunk.length();
        if (whole.isDone()) {
            return;
        }
        if (length > limit - size) {
            bytes = new byte[0];
            whole.completeExceptionally(BodyRefusedException.tooLarge(limit));
            return;
        }
        if (size + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + length, Math.min(limit, bytes.length * 2)));
        }
        chunk.getBytes(bytes, size);
        size += length;
        sizeSeen = size;
    }

    private void tooSlow() {
        whole.completeExceptionally(BodyRefusedException.tooSlow());
    }

    /** Fires when a whole pause has passed without a byte. */
    private final class IdleWatch {

        private volatile Runnable cancel = () -> {};

        void arm() {
            int before = sizeSeen;
            Duration pause = patience.body();
            cancel = timers.after(pause, () -> {
                if (sizeSeen == before) {
                    tooSlow();
                } else if (!whole.isDone()) {
                    arm();
                }
            });
        }

        void cancel() {
            cancel.run();
        }
    }
}
