package dev.pointsman.edge.keys;

import java.util.Optional;

/** Recognises keys. Thread-safe. */
@FunctionalInterface
public interface VirtualKeys {

    /**
     * The key that was presented; empty when nobody has it. Takes the same time for a right and a wrong one as far as anyone
     * outside could learn from it, and keeps nothing of what was presented.
     */
    Optional<VirtualKey> find(String presented);
}
