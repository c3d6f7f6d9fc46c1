package dev.pointsman.router.attempt;

/** Hears how a committed answer ended. */
@FunctionalInterface
public interface Ending {

    /**
     * Called exactly once, on the thread that read the last frame or that closed the answer.
     *
     * @param outcome {@code ok} or a failure's code
     */
    void ended(CommittedResponse response, String outcome);
}
