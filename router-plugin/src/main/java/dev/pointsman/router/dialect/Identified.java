package dev.pointsman.router.dialect;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * Gives tool calls without an id one, and results without an id that of the oldest call still open: some dialects tie the two by
 * order alone, and some clients of Ollama send back the calls' ids but not the results'. The same conversation gets the same ids
 * again, so vendors' prompt caches hold.
 */
final class Identified {

    private final SequencedSet<String> open = new LinkedHashSet<>();
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
        if (block instanceof Block.ToolCall call) {
            String id = call.id().isEmpty() ? "call_" + calls++ : call.id();
            open.add(id);
            return call.id().isEmpty() ? new Block.ToolCall(call.source(), id, call.name(), call.arguments()) : call;
        }
        if (block instanceof Block.ToolResult result) {
            if (result.callId().isEmpty() && !open.isEmpty()) {
                return new Block.ToolResult(
                        result.source(), open.removeFirst(), result.content(), result.plain(), result.error());
            }
            open.remove(result.callId());
        }
        return block;
    }
}
