package dev.pointsman.api.provider;

import java.util.Objects;

/**
 * One mistake in settings, told to a person.
 *
 * @param path where it is: {@code profiles.fast.candidates[2]}
 * @param message what is wrong: {@code no provider "olama"}
 * @param wayOut what to do: {@code did you mean "ollama"?}
 */
public record SettingsProblem(String path, String message, String wayOut) {

    public SettingsProblem {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(wayOut, "wayOut");
    }

    /** The same problem seen from further out: {@code providers.acme} in front of {@code baseUrl}. */
    public SettingsProblem under(String prefix) {
        if (path.isEmpty()) {
            return new SettingsProblem(prefix, message, wayOut);
        }
        return new SettingsProblem(prefix + (path.startsWith("[") ? "" : ".") + path, message, wayOut);
    }

    @Override
    public String toString() {
        return (path.isEmpty() ? "" : path + ": ") + message + (wayOut.isEmpty() ? "" : "; " + wayOut);
    }
}
