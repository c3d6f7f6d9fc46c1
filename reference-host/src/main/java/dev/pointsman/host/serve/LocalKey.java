package dev.pointsman.host.serve;

import dev.pointsman.api.host.Secret;
import dev.pointsman.edge.keys.Pepper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A key of this installation and where a person finds it.
 *
 * @param place {@code $POINTSMAN_KEY}, or a file
 * @param shell what a POSIX shell puts the key for, to stand within double quotes
 */
public record LocalKey(Secret secret, String place, String shell) {

    /** The variable and the file of the first key of the workspace {@code default}. */
    public static final String DATA_VARIABLE = "POINTSMAN_KEY";

    /** The variable of the admin key. */
    public static final String ADMIN_VARIABLE = "POINTSMAN_ADMIN_KEY";

    /** The variable of the pepper of stored keys. */
    public static final String PEPPER_VARIABLE = "POINTSMAN_KEY_PEPPER";

    static final String DATA_FILE = "key";
    static final String ADMIN_FILE = "admin-key";
    static final String PEPPER_FILE = "key-pepper";

    /** The data port's key: from the environment, else from the folder, else new. */
    public static LocalKey data(Map<String, String> environment, DataFolder folder) throws IOException {
        return of(environment, DATA_VARIABLE, folder, DATA_FILE);
    }

    /** The admin port's key: from the environment, else from the folder, else new. */
    public static LocalKey admin(Map<String, String> environment, DataFolder folder) throws IOException {
        return of(environment, ADMIN_VARIABLE, folder, ADMIN_FILE);
    }

    /** The admin key that is already there, without making anything. */
    public static Optional<Secret> existingAdmin(Map<String, String> environment, Path folder) throws IOException {
        String value = environment.getOrDefault(ADMIN_VARIABLE, "");
        if (!value.isBlank()) {
            return Optional.of(parsed(ADMIN_VARIABLE, value));
        }
        return Files.isDirectory(folder) ? DataFolder.open(folder).key(ADMIN_FILE) : Optional.empty();
    }

    /**
     * What stored keys are digested with: from the environment, else from the folder, else new. Gateways that share a store need
     * the same one.
     */
    public static Pepper pepper(Map<String, String> environment, DataFolder folder) throws IOException {
        return Pepper.of(of(environment, PEPPER_VARIABLE, folder, PEPPER_FILE).secret());
    }

    private static LocalKey of(Map<String, String> environment, String variable, DataFolder folder, String name)
            throws IOException {
        String value = environment.getOrDefault(variable, "");
        if (value.isBlank()) {
            Path file = folder.file(name);
            return new LocalKey(folder.keyOrNew(name), file.toString(), "$(cat '" + quoted(file) + "')");
        }
        return new LocalKey(parsed(variable, value), "$" + variable, "$" + variable);
    }

    private static Secret parsed(String variable, String value) throws IOException {
        try {
            return Secret.of(value);
        } catch (IllegalArgumentException e) {
            throw new IOException(variable + ": " + e.getMessage(), e);
        }
    }

    private static String quoted(Path file) {
        return file.toString().replace("'", "'\\''");
    }
}
