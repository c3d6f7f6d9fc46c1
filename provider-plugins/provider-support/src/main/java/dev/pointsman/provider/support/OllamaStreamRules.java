package dev.pointsman.provider.support;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.failure.ProviderException;

/** A stream of Ollama's lines: ends with {@code done: true}; a line with {@code error} may come at any place. */
final class OllamaStreamRules implements AnswerRules {

    private final FailureTable failures;
    private boolean done;

    OllamaStreamRules(FailureTable failures) {
        this.failures = failures;
    }

    @Override
    public void look(Frame frame) {
        FrameScan scan = FrameScan.of(frame.payload());
        if (scan.isError()) {
            throw new ProviderException(
                    failures.inAnswer(ErrorBody.read(frame.payload().array())));
        }
        done |= scan.isDone();
    }

    @Override
    public boolean mayEnd() {
        return done;
    }

    @Override
    public boolean isOver() {
        return done;
    }
}
