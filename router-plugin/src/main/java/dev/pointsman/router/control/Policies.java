package dev.pointsman.router.control;

import dev.pointsman.api.provider.SettingsProblem;
import dev.pointsman.router.analysis.production.Standing;
import dev.pointsman.router.selection.EndpointFacts;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The policy in force, and its change. Thread-safe; whatever fails changes nothing. */
public interface Policies {

    State state();

    /** How the policy in force stands to what is asked of one before people depend on it, by the demand's id. */
    Map<String, Standing> production();

    /**
     * What a policy would change, without changing it.
     *
     * @throws dev.pointsman.api.provider.InvalidSettingsException with every problem
     */
    Trial tryOut(Map<String, Object> tree);

    /**
     * Puts a policy into force; requests that run finish on the one they began with.
     *
     * @throws dev.pointsman.api.provider.InvalidSettingsException with every problem
     */
    Trial apply(Map<String, Object> tree);

    /**
     * Puts the policy before this one into force again.
     *
     * @throws dev.pointsman.api.control.ControlException 409 when there is none
     * @throws dev.pointsman.api.provider.InvalidSettingsException when it cannot be used any more
     */
    Trial rollback();

    /**
     * What there would be to call with more said of models, without changing it.
     *
     * @param catalog by model id, as a catalog file has it; it counts over what the policy says
     * @throws dev.pointsman.api.provider.InvalidSettingsException with every problem
     */
    List<EndpointFacts> endpointsWith(Map<String, Object> catalog);

    /**
     * What a policy would have made of the requests that were decided since a time, without changing anything.
     *
     * @param sinceMillis since the epoch
     * @throws dev.pointsman.api.provider.InvalidSettingsException with every problem
     * @throws dev.pointsman.router.money.StoreUnavailableException when the store does not answer
     */
    ReplayReport replay(Map<String, Object> tree, long sinceMillis);

    /**
     * What is in force.
     *
     * @param tree as it was written, secrets as references
     * @param previous the version a rollback leads to; null when there is none
     * @param warnings what is allowed and hardly meant
     */
    record State(
            String version,
            Map<String, Object> tree,
            @Nullable String previous,
            List<SettingsProblem> warnings) {

        public State {
            warnings = List.copyOf(warnings);
        }

        /** Without the tree: a header may hold anything. */
        @Override
        public String toString() {
            return "State[" + version + "]";
        }
    }

    /**
     * A policy that could be in force, or now is.
     *
     * @param replaces the version in force when it was tried
     */
    record Trial(String version, String replaces, List<SettingsProblem> warnings, PolicyChanges changes) {

        public Trial {
            warnings = List.copyOf(warnings);
        }
    }
}
