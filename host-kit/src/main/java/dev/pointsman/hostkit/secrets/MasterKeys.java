package dev.pointsman.hostkit.secrets;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Where master keys lie. Thread-safe; keeps none in memory. */
public sealed interface MasterKeys permits MasterKeyFile, MasterKeyVariable {

    /** The variable that holds the master key, 32 bytes in Base64. */
    String VARIABLE = "POINTSMAN_MASTER_KEY";

    /** The variable that holds the one before it, while keys are being rotated. */
    String PREVIOUS_VARIABLE = "POINTSMAN_MASTER_KEY_PREVIOUS";

    /**
     * The variable's where it is set, else a file of mode 0600 in the data folder, made when something is sealed first.
     *
     * @param environment the process's
     * @param folder the data folder
     */
    static MasterKeys of(Map<String, String> environment, Path folder) {
        String value = environment.getOrDefault(VARIABLE, "");
        return value.isBlank()
                ? new MasterKeyFile(folder)
                : new MasterKeyVariable(value, environment.getOrDefault(PREVIOUS_VARIABLE, ""));
    }

    /** The one that new data keys are sealed with; made where there is none yet. */
    MasterKey current();

    /** All that can be had, the current one first. */
    List<MasterKey> all();

    /** For people: a file, or a variable. */
    String place();

    /** The one that data keys are to be sealed with from now on; an interrupted rotation's once more. */
    MasterKey next();

    /** Every data key is sealed with {@link #next()}: it becomes the current one, and the one before is forgotten. */
    void promote();

    /** Runs while no other process seals or rotates, as far as they share these keys. */
    <T> T alone(Supplier<T> work);

    /** The one of an id. */
    default Optional<MasterKey> find(String id) {
        return all().stream().filter(key -> key.id().equals(id)).findFirst();
    }
}
