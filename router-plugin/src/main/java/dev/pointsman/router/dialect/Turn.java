package dev.pointsman.router.dialect;

import java.util.List;

/**
 * One message of a conversation.
 *
 * @param plain whether its content was a bare string
 */
public record Turn(Source source, Role role, List<Block> blocks, boolean plain) {

    public Turn {
        blocks = List.copyOf(blocks);
    }

    /** Who speaks. A dialect that has fewer says in its writer what becomes of the others. */
    public enum Role {
        SYSTEM,
        DEVELOPER,
        USER,
        ASSISTANT,
        TOOL
    }

    public boolean isInstruction() {
        return role == Role.SYSTEM || role == Role.DEVELOPER;
    }

    @Override
    public String toString() {
        return "Turn[" + role + ", " + blocks.size() + " blocks, " + source + "]";
    }
}
