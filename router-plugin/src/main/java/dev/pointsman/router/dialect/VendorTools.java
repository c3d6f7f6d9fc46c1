package dev.pointsman.router.dialect;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a translation does with tools that exist in one dialect alone. Coding agents offer some beside their own functions in
 * every request; a model that is not offered them works with the functions, so they are left out and listed as losses. Where the
 * request rests on one, because it must be called or nothing else is on offer, they stay, and the writer refuses the request by
 * the tool's name.
 */
final class VendorTools {

    private VendorTools() {}

    static Conversation leftOut(Conversation conversation, Draft draft) {
        List<Tool> offered = new ArrayList<>();
        List<Tool.Vendors> foreign = new ArrayList<>();
        for (Tool tool : conversation.tools()) {
            if (tool instanceof Tool.Vendors vendors && !vendors.source().is(draft.dialect())) {
                foreign.add(vendors);
            } else {
                offered.add(tool);
            }
        }
        if (foreign.isEmpty()
                || offered.isEmpty()
                || foreign.stream().anyMatch(tool -> mustBeCalled(tool, conversation.toolChoice()))) {
            return conversation;
        }
        foreign.forEach(tool -> draft.losses().add(tool.source().path(), "exists in one dialect alone"));
        return conversation.withTools(offered);
    }

    private static boolean mustBeCalled(Tool.Vendors tool, @Nullable ToolChoice choice) {
        return choice != null
                && choice.mode() == ToolChoice.Mode.ONE
                && tool.name().equals(choice.tool());
    }
}
