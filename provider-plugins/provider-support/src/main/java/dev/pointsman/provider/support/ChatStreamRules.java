package dev.pointsman.provider.support;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;

/**
 * A stream of OpenAI chat chunks. It ends with {@code [DONE]}; some vendors leave that away after a finish reason, some send
 * {@code [DONE]} without one. An error may stand in any chunk, beside or instead of choices.
 */
final class ChatStreamRules implements AnswerRules {

    private static final Payload DONE = Payload.ofUtf8("[DONE]");

    private final FailureTable failures;
    private boolean finished;
    private boolean done;

    ChatStreamRules(FailureTable failures) {
        this.failures = failures;
    }

    @Override
    public void look(Frame frame) {
        if (frame.payload().size() <= 8 && frame.payload().utf8().strip().equals(DONE.utf8())) {
            done = true;
            return;
        }
        FrameScan scan = FrameScan.of(frame.payload(), FrameScan.CHAT);
        if (scan.isError() || frame.name().equals("error")) {
            throw new ProviderException(
                    failures.inAnswer(ErrorBody.read(frame.payload().array())));
        }
        if ("error".equals(scan.finishReason())) {
            throw new ProviderException(new ProviderFailure.Overloaded());
        }
        finished |= scan.finishReason() != null;
    }

    @Override
    public boolean mayEnd() {
        return done || finished;
    }

    @Override
    public boolean isOver() {
        return done;
    }
}
