package dev.pointsman.provider.support;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.failure.ProviderException;
import java.util.List;
import java.util.Set;

/** One Converse answer. AWS's errors have no mark of their own, so what has neither output nor stop reason is one. */
final class ConverseWholeRules implements AnswerRules {

    private static final Set<String> ANSWER = Set.of("output", "stopReason");

    private final FailureTable failures;
    private boolean seen;

    ConverseWholeRules(FailureTable failures) {
        this.failures = failures;
    }

    @Override
    public void look(Frame frame) {
        FrameScan scan = FrameScan.of(frame.payload(), List.of(), ANSWER);
        if (scan.members().isEmpty()) {
            throw new ProviderException(
                    failures.inAnswer(ErrorBody.read(frame.payload().array())));
        }
        seen = true;
    }

    @Override
    public boolean mayEnd() {
        return seen;
    }
}
