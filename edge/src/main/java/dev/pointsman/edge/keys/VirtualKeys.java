package dev.pointsman.edge.keys;

import java.util.Optional;

/** Recognises keys. Thread-safe. */
@FunctionalInterface
public interface VirtualKeys {

    /** Longer than any key, in characters; keeps a hostile header from being hashed at length. */
    int LONGEST = 512;

    /**
     * The key that was presented; empty when nobody has it. Takes the same time for a right and a wrong one as far as anyone
     * outside could learn from it, and keeps nothing of what was presented. May block on a store.
     *
     * @throws KeysUnavailableException when it cannot be known now
     */
    Optional<VirtualKey> find(String presented);

    /** These, then those of another kind. */
    default VirtualKeys and(VirtualKeys others) {
        return presented -> find(presented).or(() -> others.find(presented));
    }
}
