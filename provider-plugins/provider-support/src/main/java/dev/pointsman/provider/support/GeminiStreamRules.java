package dev.pointsman.provider.support;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.provider.support.FrameScan.FinishMark;
import java.util.List;

/**
 * A stream of Gemini answers. There is no terminal mark: it may end once a candidate has its finish reason, or the prompt was
 * blocked and there is no candidate. What follows then (other candidates, usage) belongs to the answer.
 */
final class GeminiStreamRules implements AnswerRules {

    private static final List<FinishMark> MARKS =
            List.of(new FinishMark("candidates", "finishReason"), new FinishMark("promptFeedback", "blockReason"));

    private final FailureTable failures;
    private boolean finished;

    GeminiStreamRules(FailureTable failures) {
        this.failures = failures;
    }

    @Override
    public void look(Frame frame) {
        FrameScan scan = FrameScan.of(frame.payload(), MARKS);
        if (scan.isError()) {
            throw new ProviderException(
                    failures.inAnswer(ErrorBody.read(frame.payload().array())));
        }
        finished |= scan.finishReason() != null;
    }

    @Override
    public boolean mayEnd() {
        return finished;
    }
}
