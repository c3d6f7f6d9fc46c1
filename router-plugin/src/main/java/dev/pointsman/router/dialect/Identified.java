package dev.pointsman.router.dialect;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * Gives tool calls without an id one, and their results the same: some dialects tie the two by order alone. The same
 * conversation gets the same ids again, so vendors' prompt caches hold.
 */
final class Identified {

    private final Queue<String> open = new ArrayDeque<>();
    private int calls;

    private Identified() {}

    static Conversation of(Conversation conversation) {
        Identified ids = new Identified();
        List<Turn> turns = new ArrayList<>();
        for (Turn turn : conversation.turns()) {
            List<Block> blocks = turn.blocks().stream().map(ids::identified).toList();
            turns.add(new Turn(turn.source(), turn.role(), blocks, turn.plain()));
        }
        return new Conversation(
                conversation.source(),
                conversation.system(),
                conversation.plainSystem(),
                turns,
                conversation.tools(),
                conversation.toolChoice(),
                conversation.format(),
                conversation.settings());
    }

    private Block identified(Block block) {
        if (block instanceof Block.ToolCall call && call.id().isEmpty()) {
            String id = "call_" + calls++;
            open.add(id);
            return new Block.ToolCall(call.source(), id, call.name(), call.arguments());
        }
        if (block instanceof Block.ToolResult result && result.callId().isEmpty() && !open.isEmpty()) {
            return new Block.ToolResult(
                    result.source(), open.remove(), result.content(), result.plain(), result.error());
        }
        return block;
    }
}
