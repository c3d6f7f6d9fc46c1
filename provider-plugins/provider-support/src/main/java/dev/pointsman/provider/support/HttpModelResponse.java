package dev.pointsman.provider.support;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.RateLimits;
import dev.pointsman.api.failure.Phase;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.api.failure.ProviderFailure.Cancelled;
import dev.pointsman.api.failure.ProviderFailure.Malformed;
import dev.pointsman.api.failure.ProviderFailure.TimedOut;
import dev.pointsman.api.failure.ProviderFailure.Unauthorized;
import dev.pointsman.api.failure.ProviderFailure.Unreachable;
import dev.pointsman.api.host.ConnectFailedException;
import dev.pointsman.api.host.EgressDeniedException;
import dev.pointsman.api.host.OutboundCall;
import dev.pointsman.api.host.OutboundResponse;
import dev.pointsman.api.host.SecretUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An answer over one outbound call. Nothing happens before the first {@link #next()}; one thread reads, any thread closes.
 *
 * <p>After the dialect's terminal mark it reads on to the end of the body, so that the connection can serve again; a vendor that
 * then holds it open is not waited for.
 */
public final class HttpModelResponse implements ModelResponse {

    private static final int ERROR_BODY_LIMIT = 64 * 1024;

    private final Supplier<OutboundCall> preparing;
    private final AnswerStyle style;
    private final boolean streaming;

    private volatile boolean closed;
    private volatile @Nullable OutboundCall call;
    private volatile @Nullable RateLimits rateLimits;
    private volatile @Nullable String requestId;

    // Of the reading thread alone.
    private @Nullable OpenAnswer answer;
    private @Nullable Integer status;
    private boolean ended;
    private @Nullable ProviderFailure failure;

    /**
     * @param preparing prepares the call when it is to be sent; may throw {@link SecretUnavailableException}
     * @param streaming whether a stream was asked for
     */
    public HttpModelResponse(Supplier<OutboundCall> preparing, AnswerStyle style, boolean streaming) {
        this.preparing = Objects.requireNonNull(preparing, "preparing");
        this.style = Objects.requireNonNull(style, "style");
        this.streaming = streaming;
    }

    @Override
    public Optional<Frame> next() {
        if (failure != null) {
            throw new ProviderException(failure, status, null);
        }
        if (ended) {
            return Optional.empty();
        }
        try {
            Optional<Frame> frame = advance();
            if (closed && frame.isPresent()) {
                throw new ProviderException(new Cancelled());
            }
            return frame;
        } catch (ProviderException e) {
            throw failed(e.failure(), null);
        } catch (FramingException e) {
            throw failed(new Malformed(String.valueOf(e.getMessage())), null);
        } catch (ConnectFailedException e) {
            throw failed(e.timedOut() ? new TimedOut(Phase.CONNECT) : new Unreachable(), e);
        } catch (IOException e) {
            // Its message may quote what the vendor sent, so it is not kept.
            throw failed(
                    answer != null ? new Malformed("the connection broke within the answer") : new Unreachable(), null);
        } catch (EgressDeniedException e) {
            throw failed(new Unreachable(), e);
        } catch (SecretUnavailableException e) {
            throw failed(new Unauthorized(), e);
        }
    }

    @Override
    public void close() {
        closed = true;
        OutboundCall running = call;
        if (running != null) {
            running.close();
        }
    }

    @Override
    public Optional<RateLimits> rateLimits() {
        return Optional.ofNullable(rateLimits);
    }

    @Override
    public Optional<String> upstreamRequestId() {
        return Optional.ofNullable(requestId);
    }

    private Optional<Frame> advance() throws IOException {
        OpenAnswer open = answer == null ? send() : answer;
        Optional<Frame> frame = open.next();
        if (frame.isEmpty()) {
            ended = true;
            close();
        }
        return frame;
    }

    private OpenAnswer send() throws IOException {
        if (closed) {
            throw new ProviderException(new Cancelled());
        }
        OutboundCall prepared = preparing.get();
        call = prepared;
        if (closed) {
            // close() came between the two lines above and saw no call.
            throw new ProviderException(new Cancelled());
        }
        OutboundResponse response = prepared.execute();
        Instant arrival = Instant.now();
        status = response.status();
        requestId = RequestId.read(response.headers());
        rateLimits = style.rateLimits().read(response.headers(), arrival).orElse(null);
        if (response.status() < 200 || response.status() > 299) {
            throw new ProviderException(ofStatus(response, arrival));
        }
        OpenAnswer open = OpenAnswer.of(response, style, streaming);
        answer = open;
        return open;
    }

    private ProviderFailure ofStatus(OutboundResponse response, Instant arrival) {
        FailureTable table = style.failures();
        ErrorBody body =
                table.needsBody(response.status()) ? ErrorBody.read(errorBody(response.body())) : ErrorBody.none();
        return table.ofStatus(response.status(), response.headers(), body, arrival);
    }

    /** What the connection gave before it broke is read too; the zeros behind it end the reading. */
    private static byte[] errorBody(InputStream body) {
        byte[] bytes = new byte[ERROR_BODY_LIMIT];
        try {
            body.readNBytes(bytes, 0, bytes.length);
        } catch (IOException e) {
            // The status has come, and with it the failure; its body only makes it more exact.
            return bytes;
        }
        return bytes;
    }

    private ProviderException failed(ProviderFailure found, @Nullable Throwable cause) {
        ProviderFailure told = closed ? new Cancelled() : found;
        failure = told;
        close();
        return new ProviderException(told, status, told == found ? cause : null);
    }
}
