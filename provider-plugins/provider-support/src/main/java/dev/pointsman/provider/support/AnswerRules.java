package dev.pointsman.provider.support;

import dev.pointsman.api.exchange.Frame;

/**
 * What a dialect says of one answer: whether a frame is an error, and whether the answer may end. One instance per answer, for
 * one thread.
 */
public interface AnswerRules {

    /**
     * Looks at a frame before it is handed out.
     *
     * @throws dev.pointsman.api.failure.ProviderException when the frame is an error or is not what the dialect allows
     */
    void look(Frame frame);

    /** Whether the body may end after the frames seen so far. */
    boolean mayEnd();

    /** Whether the terminal mark came: nothing after it matters, and a connection that breaks afterwards does no harm. */
    default boolean isOver() {
        return false;
    }
}
