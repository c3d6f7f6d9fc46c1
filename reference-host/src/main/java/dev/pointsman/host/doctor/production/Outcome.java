package dev.pointsman.host.doctor.production;

import java.util.ArrayList;
import java.util.List;

/** What came of one check. */
public sealed interface Outcome {

    /**
     * All is well.
     *
     * @param found what shows it, in a few words
     */
    record Held(String found) implements Outcome {}

    /**
     * Something must be changed.
     *
     * @param flaws at least one
     */
    record Broken(List<Flaw> flaws) implements Outcome {

        public Broken {
            flaws = List.copyOf(flaws);
        }
    }

    /**
     * Nobody can tell from here, so it does not count as held.
     *
     * @param reason with what to do, that it can be told
     */
    record Unknown(String reason) implements Outcome {}

    /**
     * One thing to change.
     *
     * @param where a path of the policy or of a file
     * @param message what is wrong there
     * @param change the lines to write or to run
     */
    record Flaw(String where, String message, String change) {}

    static Outcome held(String found) {
        return new Held(found);
    }

    static Outcome unknown(String reason) {
        return new Unknown(reason);
    }

    static Outcome broken(String where, String message, String change) {
        return new Broken(List.of(new Flaw(where, message, change)));
    }

    /** Held when nothing was found against it. */
    static Outcome of(List<Flaw> flaws, String found) {
        return flaws.isEmpty() ? new Held(found) : new Broken(flaws);
    }

    /** What several looks at the same thing come to: broken before unknown before held. */
    static Outcome all(List<Outcome> outcomes, String found) {
        List<Flaw> flaws = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            switch (outcome) {
                case Broken broken -> flaws.addAll(broken.flaws());
                case Unknown unknown -> reasons.add(unknown.reason());
                case Held held -> {}
            }
        }
        if (!flaws.isEmpty()) {
            return new Broken(flaws);
        }
        return reasons.isEmpty() ? new Held(found) : new Unknown(String.join("; ", reasons));
    }
}
