package dev.pointsman.router.dialect.bedrock;

import dev.pointsman.router.dialect.ToolIds;

/** Ids of tool calls: letters, digits, {@code _} and {@code -}, at most 64. */
final class ConverseToolIds {

    private ConverseToolIds() {}

    static String of(String id) {
        return ToolIds.bounded(ToolIds.narrow(id));
    }
}
