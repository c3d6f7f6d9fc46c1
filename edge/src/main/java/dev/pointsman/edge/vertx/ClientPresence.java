package dev.pointsman.edge.vertx;

import java.util.ArrayList;
import java.util.List;

/** Whether a request's client is still there, and what to do when it leaves. From any thread. */
final class ClientPresence {

    private enum State {
        WAITING,
        ANSWERED,
        GONE
    }

    private final List<Runnable> actions = new ArrayList<>();
    private State state = State.WAITING;

    /** Runs the action once when the client leaves before its answer's end, at once when it has left. */
    void whenGone(Runnable action) {
        synchronized (this) {
            if (state != State.GONE) {
                actions.add(action);
                return;
            }
        }
        action.run();
    }

    void gone() {
        List<Runnable> due;
        synchronized (this) {
            if (state != State.WAITING) {
                return;
            }
            state = State.GONE;
            due = List.copyOf(actions);
        }
        due.forEach(Runnable::run);
    }

    /** The answer is complete: leaving no longer matters. */
    synchronized void answered() {
        if (state == State.WAITING) {
            state = State.ANSWERED;
        }
    }

    /** Whether nothing more can be said. */
    synchronized boolean isOver() {
        return state != State.WAITING;
    }
}
