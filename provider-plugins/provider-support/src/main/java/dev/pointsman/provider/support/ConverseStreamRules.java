package dev.pointsman.provider.support;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.failure.ProviderException;

/**
 * A stream of Converse events, named by their frames. {@code messageStop} ends the message and {@code metadata} the answer, with
 * its usage behind it; an exception may come at any place.
 */
final class ConverseStreamRules implements AnswerRules {

    private final FailureTable failures;
    private boolean stopped;
    private boolean over;

    ConverseStreamRules(FailureTable failures) {
        this.failures = failures;
    }

    @Override
    public void look(Frame frame) {
        if (frame.name().endsWith("Exception") || frame.name().equals(EventStreamReader.ERROR)) {
            ErrorBody body = ErrorBody.read(frame.payload().array());
            boolean named = frame.name().equals(EventStreamReader.ERROR);
            throw new ProviderException(failures.inAnswer(named ? body : body.ofType(frame.name())));
        }
        FrameScan.of(frame.payload());
        stopped |= frame.name().equals("messageStop");
        over |= stopped && frame.name().equals("metadata");
    }

    @Override
    public boolean mayEnd() {
        return stopped;
    }

    @Override
    public boolean isOver() {
        return over;
    }
}
