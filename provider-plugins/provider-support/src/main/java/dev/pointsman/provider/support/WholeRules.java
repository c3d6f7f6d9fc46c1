package dev.pointsman.provider.support;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.failure.ProviderException;

/** An answer that is one JSON object: it is over when it is whole. */
final class WholeRules implements AnswerRules {

    private final FailureTable failures;
    private boolean seen;

    WholeRules(FailureTable failures) {
        this.failures = failures;
    }

    @Override
    public void look(Frame frame) {
        FrameScan scan = FrameScan.of(frame.payload());
        if (scan.isError() || "error".equals(scan.type())) {
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
