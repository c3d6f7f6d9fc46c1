package dev.pointsman.router.dialect.openaichat;

import static dev.pointsman.router.dialect.openaichat.ChatSpoke.CHAT;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.router.dialect.Block;
import dev.pointsman.router.dialect.Conversation;
import dev.pointsman.router.dialect.Draft;
import dev.pointsman.router.dialect.ReplyFormat;
import dev.pointsman.router.dialect.RequestWriter;
import dev.pointsman.router.dialect.Tool;
import dev.pointsman.router.dialect.ToolChoice;
import dev.pointsman.router.dialect.TreeJson;
import dev.pointsman.router.dialect.Turn;

/** Writes a conversation as a chat completions request. */
final class ChatRequestWriter implements RequestWriter {

    @Override
    public void write(Conversation conversation, Draft draft) {
        draft.body().put("model", draft.target().model());
        if (conversation.source().is(CHAT)) {
            restore(conversation, draft);
            return;
        }
        draft.put("messages", new ChatTurnsWriter(draft).write(conversation), "$.messages");
        if (!conversation.tools().isEmpty()) {
            draft.put("tools", tools(conversation, draft), "$.tools");
        }
        ToolChoice choice = conversation.toolChoice();
        if (choice != null) {
            writeToolChoice(choice, draft);
        }
        ReplyFormat format = conversation.format();
        if (format != null && format.kind() != ReplyFormat.Kind.TEXT) {
            draft.put("response_format", responseFormat(format), format.path());
        }
        new ChatSettingsWriter(draft).write(conversation.settings());
        draft.losses().extras(conversation.source());
    }

    private static void restore(Conversation conversation, Draft draft) {
        ObjectNode body = draft.body();
        ChatMessageWriter writer = new ChatMessageWriter(draft.losses());
        ArrayNode messages = body.putArray("messages");
        conversation.turns().forEach(turn -> restore(turn, messages.addObject(), writer));
        if (!conversation.tools().isEmpty()) {
            body.set("tools", tools(conversation, draft));
        }
        ReplyFormat format = conversation.format();
        if (format != null) {
            body.set("response_format", restored(format));
        }
        conversation.settings().restore(body);
        conversation.source().without("model").restore(body);
    }

    private static void restore(Turn turn, ObjectNode message, ChatMessageWriter writer) {
        if (turn.role() == Turn.Role.TOOL && turn.blocks().getFirst() instanceof Block.ToolResult result) {
            if (!result.callId().isEmpty()) {
                message.put("tool_call_id", result.callId());
            }
            writer.restore(result.content(), message);
        } else {
            writer.restore(turn.blocks(), message);
        }
        turn.source().restore(message);
    }

    private static ArrayNode tools(Conversation conversation, Draft draft) {
        ArrayNode tools = TreeJson.object().putArray("tools");
        for (Tool tool : conversation.tools()) {
            switch (tool) {
                case Tool.Function function -> tools.add(function(function, draft));
                case Tool.Vendors vendors -> {
                    if (!vendors.source().is(CHAT)) {
                        throw vendors.refused(CHAT);
                    }
                    tools.add(vendors.json());
                }
            }
        }
        return tools;
    }

    private static ObjectNode function(Tool.Function tool, Draft draft) {
        boolean home = tool.source().is(CHAT);
        ObjectNode node = TreeJson.object();
        if (!home) {
            node.put("type", "function");
        }
        ObjectNode function = node.putObject("function").put("name", tool.name());
        if (tool.description() != null) {
            function.put("description", tool.description());
        }
        if (tool.schema() != null) {
            function.set("parameters", tool.schema());
        }
        if (tool.strict() != null) {
            boolean strict = tool.strict() && (home || StrictSchema.accepts(tool.schema()));
            function.put("strict", strict);
            if (strict != tool.strict()) {
                draft.losses().add(tool.source().path() + ".strict", StrictSchema.NOT_STRICT);
            }
        }
        draft.losses().carry(tool.source(), CHAT, node);
        return node;
    }

    private static void writeToolChoice(ToolChoice choice, Draft draft) {
        ObjectNode holder = TreeJson.object();
        switch (choice.mode()) {
            case AUTO -> holder.put("tool_choice", "auto");
            case NONE -> holder.put("tool_choice", "none");
            case ANY -> holder.put("tool_choice", "required");
            case ONE ->
                holder.putObject("tool_choice")
                        .put("type", "function")
                        .putObject("function")
                        .put("name", choice.tool());
        }
        draft.put("tool_choice", holder.path("tool_choice"), choice.path());
    }

    private static ObjectNode responseFormat(ReplyFormat format) {
        ObjectNode node = TreeJson.object();
        if (format.kind() == ReplyFormat.Kind.JSON) {
            return node.put("type", "json_object");
        }
        node.put("type", "json_schema");
        ObjectNode schema = node.putObject("json_schema");
        // Required here, and no other dialect has to name it.
        schema.put("name", format.name() == null ? "response" : format.name());
        if (format.description() != null) {
            schema.put("description", format.description());
        }
        boolean wantsStrict = format.strict() == null || format.strict();
        schema.put("strict", wantsStrict && StrictSchema.accepts(format.schema()));
        schema.set("schema", format.schema());
        return node;
    }

    private static ObjectNode restored(ReplyFormat format) {
        ObjectNode node = TreeJson.object();
        switch (format.kind()) {
            case TEXT -> node.put("type", "text");
            case JSON -> node.put("type", "json_object");
            case SCHEMA -> {
                node.put("type", "json_schema");
                ObjectNode schema = node.putObject("json_schema");
                if (format.name() != null) {
                    schema.put("name", format.name());
                }
                if (format.description() != null) {
                    schema.put("description", format.description());
                }
                if (format.schema() != null) {
                    schema.set("schema", format.schema());
                }
                if (format.strict() != null) {
                    schema.put("strict", format.strict());
                }
            }
        }
        return node;
    }
}
