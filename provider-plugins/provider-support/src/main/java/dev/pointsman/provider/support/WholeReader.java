package dev.pointsman.provider.support;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** A body that is one frame; an empty body is none. */
final class WholeReader implements FrameReader {

    static final int LIMIT = 32 << 20;

    private final InputStream in;
    private boolean done;

    WholeReader(InputStream in) {
        this.in = in;
    }

    @Override
    public Optional<Frame> next() throws IOException {
        if (done) {
            return Optional.empty();
        }
        byte[] bytes = in.readNBytes(LIMIT + 1);
        if (bytes.length > LIMIT) {
            throw new FramingException("the answer is longer than " + LIMIT + " bytes");
        }
        done = true;
        return bytes.length == 0 ? Optional.empty() : Optional.of(Frame.of(Payload.of(bytes)));
    }
}
