package dev.pointsman.router.analysis.production;

import dev.pointsman.api.provider.SettingsProblem;
import java.util.List;

/** How a policy stands to one demand. */
public sealed interface Standing {

    /**
     * It meets it.
     *
     * @param found what shows it, in a few words
     */
    record Held(String found) implements Standing {}

    /**
     * It does not.
     *
     * @param flaws at least one, each with the lines to write as its way out
     */
    record Broken(List<SettingsProblem> flaws) implements Standing {

        public Broken {
            flaws = List.copyOf(flaws);
        }
    }

    /**
     * Nobody can tell from here.
     *
     * @param reason with what to do about it
     */
    record Unknown(String reason) implements Standing {}

    /** Held when nothing was found against it. */
    static Standing of(List<SettingsProblem> flaws, String found) {
        return flaws.isEmpty() ? new Held(found) : new Broken(flaws);
    }
}
