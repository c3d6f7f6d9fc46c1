package dev.pointsman.router.simulation;

import java.util.ArrayList;
import java.util.List;

/** What happened in a world, and what of it must not. For one thread. */
final class Laws {

    private final VirtualTime time;
    private final List<Entry> trace = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();

    /**
     * One thing that happened.
     *
     * @param request whose; -1 for nobody's
     */
    record Entry(long nanos, int request, String what) {

        @Override
        public String toString() {
            return "%12.6f  r%-3d %s".formatted(nanos / 1e9, request, what);
        }
    }

    Laws(VirtualTime time) {
        this.time = time;
    }

    void note(int request, String what) {
        trace.add(new Entry(time.elapsed().toNanos(), request, what));
    }

    /** @param law what should have held */
    void check(boolean holds, int request, String law) {
        if (!holds) {
            note(request, "BROKEN: " + law);
            broken.add(trace.getLast().toString());
        }
    }

    List<Entry> trace() {
        return trace;
    }

    List<String> broken() {
        return broken;
    }
}
