package dev.pointsman.router.session;

import java.util.Objects;

/**
 * Binds a conversation to who holds its state.
 *
 * @param to a provider, or {@code provider/model}
 * @param by what binds: {@code tool_loop}, or a pin such as {@code file_id}
 * @param firm whether nobody else may answer, since the state cannot be left out of the request; else others come after the holder
 */
public record Lock(String to, String by, boolean firm) {

    public Lock {
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(by, "by");
    }

    /**
     * Whether a candidate is the holder.
     *
     * @param name {@code provider/model}
     */
    public boolean holds(String provider, String name) {
        return to.equals(provider) || to.equals(name);
    }
}
