package dev.pointsman.router.control;

import dev.pointsman.router.money.StoredDecision;
import dev.pointsman.router.selection.Decision;
import java.util.ArrayList;
import java.util.List;

/** Whether stored decisions come out again, to the last bit, from what was stored of them. For one thread. */
final class ReplayCheck {

    private static final int SHOWN = 20;

    private final DecisionArchive archive;
    private final List<String> shown = new ArrayList<>();
    private int decisions;
    private int different;
    private int unreadable;

    ReplayCheck(DecisionArchive archive) {
        this.archive = archive;
    }

    ReplayCheck since(long sinceMillis) {
        archive.each(sinceMillis, this::check);
        return this;
    }

    int decisions() {
        return decisions;
    }

    /** How many came out otherwise. */
    int different() {
        return different;
    }

    /** How many another version wrote. */
    int unreadable() {
        return unreadable;
    }

    /** The ids of the first of both. */
    List<String> shown() {
        return List.copyOf(shown);
    }

    private void check(StoredDecision row) {
        decisions++;
        try {
            Decision again = archive.read(row).decision();
            if (again.id().equals(row.id()) && again.result().equals(row.result())) {
                return;
            }
            different++;
        } catch (IllegalArgumentException e) {
            unreadable++;
        }
        if (shown.size() < SHOWN) {
            shown.add(row.id());
        }
    }
}
