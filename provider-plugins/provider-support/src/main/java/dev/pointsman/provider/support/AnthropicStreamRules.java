package dev.pointsman.provider.support;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.failure.ProviderException;

/** A stream of Anthropic message events: ends with {@code message_stop}; an {@code error} event may come at any place. */
final class AnthropicStreamRules implements AnswerRules {

    private final FailureTable failures;
    private boolean stopped;

    AnthropicStreamRules(FailureTable failures) {
        this.failures = failures;
    }

    @Override
    public void look(Frame frame) {
        FrameScan scan = FrameScan.of(frame.payload());
        if (frame.name().equals("error") || "error".equals(scan.type()) || scan.isError()) {
            throw new ProviderException(
                    failures.inAnswer(ErrorBody.read(frame.payload().array())));
        }
        stopped |= "message_stop".equals(scan.type());
    }

    @Override
    public boolean mayEnd() {
        return stopped;
    }

    @Override
    public boolean isOver() {
        return stopped;
    }
}
