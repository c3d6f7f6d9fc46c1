package dev.pointsman.router.analysis;

import dev.pointsman.api.provider.SettingsProblem;
import java.util.List;

/** Looks for one kind of mistake. Pure. */
@FunctionalInterface
interface Check {

    /** Adds what it finds. */
    void look(LoadedPolicy policy, List<SettingsProblem> warnings);
}
