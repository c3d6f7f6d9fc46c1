package dev.pointsman.provider.support;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure.Malformed;
import dev.pointsman.api.host.OutboundResponse;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.time.Duration;
import java.util.Optional;

/** An answer whose headers said 2xx: its frames, checked by the dialect's rules. */
final class OpenAnswer {

    /** How long the end of a complete answer's body is waited for; beyond it a new connection costs less. */
    private static final Duration PATIENCE = Duration.ofMillis(20);

    private final FrameReader frames;
    private final AnswerRules rules;
    private final boolean wholeForStream;

    private OpenAnswer(FrameReader frames, AnswerRules rules, boolean wholeForStream) {
        this.frames = frames;
        this.rules = rules;
        this.wholeForStream = wholeForStream;
    }

    static OpenAnswer of(OutboundResponse response, AnswerStyle style, boolean streaming) throws IOException {
        String encoding = response.header("content-encoding").orElse("identity");
        if (!encoding.isBlank() && !encoding.equalsIgnoreCase("identity")) {
            throw new ProviderException(new Malformed("a compressed answer that was not asked for"));
        }
        if (!streaming || style.framing() == Framing.NDJSON || style.framing() == Framing.WHOLE) {
            return new OpenAnswer(style.framing(streaming).open(response.body()), style.rules(streaming), false);
        }
        // Gateways in front of a vendor answer errors with 200 and one JSON object, or with a page.
        PushbackInputStream body = new PushbackInputStream(response.body());
        int first = firstByte(body);
        if (first == '{' || first == '[' || first == '<') {
            return new OpenAnswer(Framing.WHOLE.open(body), style.rules(false), true);
        }
        return new OpenAnswer(style.framing().open(body), style.rules(true), false);
    }

    /** @throws ProviderException for an error inside the answer, or its end before the terminal mark */
    Optional<Frame> next() throws IOException {
        Optional<Frame> frame = read();
        if (frame.isEmpty()) {
            if (!rules.mayEnd()) {
                throw new ProviderException(new Malformed("the answer ended before its terminal mark"));
            }
            return frame;
        }
        rules.look(frame.get());
        if (wholeForStream) {
            throw new ProviderException(new Malformed("one JSON object where a stream was asked for"));
        }
        return frame;
    }

    private Optional<Frame> read() throws IOException {
        if (!rules.isOver()) {
            return frames.next();
        }
        awaitEndOfBody();
        return Optional.empty();
    }

    /**
     * The body's end mostly came with the terminal mark, and a body read to its end lets the connection serve again. A vendor that
     * holds it open is not waited for: who closes the call ends the reading.
     */
    private void awaitEndOfBody() {
        Thread reader = Thread.ofVirtual().name("end-of-answer").start(this::passOver);
        try {
            reader.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void passOver() {
        try {
            while (frames.next().isPresent()) {
                // Nothing that follows the terminal mark belongs to the answer.
            }
        } catch (IOException e) {
            // The answer is complete; only the connection cannot be used again.
            return;
        }
    }

    private static int firstByte(PushbackInputStream body) throws IOException {
        int value = body.read();
        while (value == ' ' || value == '\t' || value == '\r' || value == '\n') {
            value = body.read();
        }
        if (value >= 0) {
            body.unread(value);
        }
        return value;
    }
}
