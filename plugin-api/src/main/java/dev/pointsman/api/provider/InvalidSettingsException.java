package dev.pointsman.api.provider;

import java.util.List;
import java.util.stream.Collectors;

/** Settings cannot be used. Carries all problems at once; its message has one line for each and no value of a secret. */
public final class InvalidSettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<SettingsProblem> problems;

    /** At least one problem. */
    public InvalidSettingsException(List<SettingsProblem> problems) {
        super(problems.stream().map(SettingsProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public InvalidSettingsException(String path, String message, String wayOut) {
        this(List.of(new SettingsProblem(path, message, wayOut)));
    }

    public List<SettingsProblem> problems() {
        return problems;
    }
}
