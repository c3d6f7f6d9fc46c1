package dev.pointsman.router.dialect;

import org.jspecify.annotations.Nullable;

/**
 * May, must or must not the model call a tool?
 *
 * @param path where the source says so
 * @param tool the one that must be called, with {@link Mode#ONE}
 */
public record ToolChoice(String path, Mode mode, @Nullable String tool) {

    public enum Mode {
        AUTO,
        NONE,
        ANY,
        ONE
    }

    /** Whether the model is left no choice; excludes reasoning with some vendors. */
    public boolean isForced() {
        return mode == Mode.ANY || mode == Mode.ONE;
    }
}
