package dev.pointsman.router.dialect;

import java.util.List;

/** What stands at the end of a conversation whose tools are at work. */
public final class ToolLoop {

    private ToolLoop() {}

    /**
     * Whether the conversation ends with results of calls whose turn carries no reasoning that this provider signed. Vendors that
     * sign refuse to go on reasoning then.
     */
    public static boolean isUnsigned(Conversation conversation, String provider) {
        List<Turn> turns = conversation.turns();
        for (int i = turns.size() - 1; i >= 0; i--) {
            Turn turn = turns.get(i);
            if (turn.role() == Turn.Role.ASSISTANT) {
                boolean calls = turn.blocks().stream().anyMatch(Block.ToolCall.class::isInstance);
                return calls && turn.blocks().stream().noneMatch(block -> isSignedBy(block, provider));
            }
            if (turn.role() == Turn.Role.USER && !hasResult(turn)) {
                return false;
            }
        }
        return false;
    }

    /** Some dialects bring results in the user's turn. */
    private static boolean hasResult(Turn turn) {
        return turn.blocks().stream().anyMatch(Block.ToolResult.class::isInstance);
    }

    private static boolean isSignedBy(Block block, String provider) {
        return block instanceof Block.Reasoning reasoning
                && reasoning.signature() instanceof Signature signature
                && signature.isOf(provider);
    }
}
