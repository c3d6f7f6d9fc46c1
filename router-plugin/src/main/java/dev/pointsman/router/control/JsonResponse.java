package dev.pointsman.router.control;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.Payload;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A whole answer that is already there. For one thread. */
final class JsonResponse implements ModelResponse {

    private @Nullable Frame frame;

    JsonResponse(Payload json) {
        this.frame = Frame.of(json);
    }

    @Override
    public Optional<Frame> next() {
        Frame once = frame;
        frame = null;
        return Optional.ofNullable(once);
    }

    @Override
    public void close() {
        frame = null;
    }
}
