package dev.pointsman.provider.support;

import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.failure.ProviderException;

/**
 * A stream of OpenAI Responses events. It ends with {@code response.completed} or {@code response.incomplete}; {@code
 * response.failed} and {@code error} are failures, and {@code [DONE]}, which some vendors add, is nothing.
 */
final class ResponsesStreamRules implements AnswerRules {

    private static final String DONE = "[DONE]";

    private final FailureTable failures;
    private boolean over;

    ResponsesStreamRules(FailureTable failures) {
        this.failures = failures;
    }

    @Override
    public void look(Frame frame) {
        if (frame.payload().size() <= 8 && frame.payload().utf8().strip().equals(DONE)) {
            return;
        }
        FrameScan scan = FrameScan.of(frame.payload());
        // The name repeats the type; some vendors leave the one or the other away.
        String type = scan.type() == null ? frame.name() : scan.type();
        byte[] json = frame.payload().array();
        if (type.equals("error") || scan.isError()) {
            throw new ProviderException(failures.inAnswer(ErrorBody.read(json)));
        }
        switch (type) {
            case "response.failed", "response.cancelled" ->
                throw new ProviderException(failures.inAnswer(ErrorBody.within(json, "response", "error")));
            // Azure ended with response.done for a while.
            case "response.completed", "response.incomplete", "response.done" -> over = true;
            default -> {
                // An event on the way.
            }
        }
    }

    @Override
    public boolean mayEnd() {
        return over;
    }

    @Override
    public boolean isOver() {
        return over;
    }
}
