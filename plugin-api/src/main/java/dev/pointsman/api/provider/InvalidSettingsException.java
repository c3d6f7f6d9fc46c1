package dev.pointsman.api.provider;

import java.util.List;
import java.util.stream.Collectors;

/** Settings cannot be used. Carries all problems at once; its message has one line for each and no value of a secret. */
public final class InvalidSettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<SettingsProblem> problems;
    private final transient List<SettingsProblem> warnings;

    /** At least one problem. */
    public InvalidSettingsException(List<SettingsProblem> problems) {
        this(problems, List.of());
    }

    /**
     * At least one problem.
     *
     * @param warnings what is allowed and hardly meant beside them; not in the message
     */
    public InvalidSettingsException(List<SettingsProblem> problems, List<SettingsProblem> warnings) {
        super(problems.stream().map(SettingsProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
        this.warnings = List.copyOf(warnings);
    }

    public InvalidSettingsException(String path, String message, String wayOut) {
        this(List.of(new SettingsProblem(path, message, wayOut)));
    }

    public List<SettingsProblem> problems() {
        return problems;
    }

    /** What would be told of settings that had no problems. */
    public List<SettingsProblem> warnings() {
        return warnings;
    }
}
