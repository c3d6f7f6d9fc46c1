package dev.pointsman.edge;

import java.time.Duration;

/** Hears of every exchange at a door, to count it. */
@FunctionalInterface
public interface AnswerListener {

    /**
     * Called once when an exchange ended, on its thread: return quickly.
     *
     * @param route a row of the door's table, {@code POST /v1/messages}; {@code none} for a path that does not exist
     * @param status 0 when nothing could be said
     * @param outcome {@code completed}, {@code client_gone}, or a failure's code
     */
    void answered(String route, int status, String outcome, Duration took);
}
