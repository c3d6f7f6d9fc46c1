package dev.pointsman.provider.support;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.failure.ProviderException;

/** An answer that is one JSON object, or, where a list was asked for, an array: it is over when it is whole. */
final class WholeRules implements AnswerRules {

    private final FailureTable failures;
    private final boolean mayBeArray;
    private boolean seen;

    WholeRules(FailureTable failures) {
        this(failures, false);
    }

    private WholeRules(FailureTable failures, boolean mayBeArray) {
        this.failures = failures;
        this.mayBeArray = mayBeArray;
    }

    static WholeRules ofList(FailureTable failures) {
        return new WholeRules(failures, true);
    }

    @Override
    public void look(Frame frame) {
        seen = true;
        if (mayBeArray && isArray(frame.payload().array())) {
            return;
        }
        FrameScan scan = FrameScan.of(frame.payload());
        if (scan.isError() || "error".equals(scan.type())) {
            throw new ProviderException(
                    failures.inAnswer(ErrorBody.read(frame.payload().array())));
        }
    }

    private static boolean isArray(byte[] json) {
        int start = 0;
        while (start < json.length && json[start] <= ' ' && json[start] > 0) {
            start++;
        }
        return start < json.length && json[start] == '[';
    }

    @Override
    public boolean mayEnd() {
        return seen;
    }
}
