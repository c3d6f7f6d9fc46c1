package dev.pointsman.router.dialect.anthropic;

import static dev.pointsman.router.dialect.anthropic.MessagesSpoke.MESSAGES;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.router.dialect.Conversation;
import dev.pointsman.router.dialect.Draft;
import dev.pointsman.router.dialect.Losses;
import dev.pointsman.router.dialect.ReplyFormat;
import dev.pointsman.router.dialect.RequestWriter;
import dev.pointsman.router.dialect.Tool;
import dev.pointsman.router.dialect.ToolChoice;
import dev.pointsman.router.dialect.TreeJson;
import dev.pointsman.router.dialect.Turn;

/** Writes a conversation as an Anthropic messages request. */
final class MessagesRequestWriter implements RequestWriter {

    @Override
    public void write(Conversation conversation, Draft draft) {
        draft.body().put("model", draft.target().model());
        if (conversation.source().is(MESSAGES)) {
            restore(conversation, draft);
            return;
        }
        MessagesTurnsWriter turns = new MessagesTurnsWriter(draft);
        turns.write(conversation);
        if (!conversation.tools().isEmpty()) {
            draft.put("tools", tools(conversation, draft), "$.tools");
        }
        new MessagesSettingsWriter(draft, conversation).write();
        ReplyFormat format = conversation.format();
        if (format != null) {
            writeFormat(format, draft);
        }
        draft.losses().extras(conversation.source());
    }

    private static void restore(Conversation conversation, Draft draft) {
        ObjectNode body = draft.body();
        MessagesBlockWriter blocks = new MessagesBlockWriter(draft.losses());
        blocks.restore(conversation.system(), conversation.plainSystem(), "system", body);
        ArrayNode messages = body.putArray("messages");
        for (Turn turn : conversation.turns()) {
            ObjectNode message = messages.addObject();
            blocks.restore(turn.blocks(), turn.plain(), "content", message);
            turn.source().restore(message);
        }
        if (!conversation.tools().isEmpty()) {
            body.set("tools", tools(conversation, draft));
        }
        ToolChoice choice = conversation.toolChoice();
        if (choice != null) {
            body.set("tool_choice", toolChoice(choice));
        }
        ReplyFormat format = conversation.format();
        if (format != null) {
            ObjectNode owner = format.path().startsWith("$.output_config.") ? body.putObject("output_config") : body;
            String member = format.path().substring(format.path().lastIndexOf('.') + 1);
            owner.putObject(member).put("type", "json_schema").set("schema", format.schema());
        }
        conversation.settings().restore(body);
        conversation.source().without("model").restore(body);
    }

    private static ArrayNode tools(Conversation conversation, Draft draft) {
        ArrayNode tools = TreeJson.object().putArray("tools");
        for (Tool tool : conversation.tools()) {
            switch (tool) {
                case Tool.Function function -> tools.add(function(function, draft.losses()));
                case Tool.Vendors vendors -> {
                    if (!vendors.source().is(MESSAGES)) {
                        throw vendors.refused(MESSAGES);
                    }
                    tools.add(vendors.json());
                }
            }
        }
        return tools;
    }

    private static ObjectNode function(Tool.Function tool, Losses losses) {
        boolean home = tool.source().is(MESSAGES);
        ObjectNode node = TreeJson.object().put("name", tool.name());
        if (tool.description() != null) {
            node.put("description", tool.description());
        }
        if (tool.schema() != null) {
            node.set("input_schema", tool.schema());
        } else if (!home) {
            // Required here; a function without parameters takes an empty object.
            node.putObject("input_schema").put("type", "object").putObject("properties");
        }
        if (tool.strict() != null && (home || tool.strict())) {
            node.put("strict", tool.strict());
        }
        new MessagesBlockWriter(losses).carry(tool.source(), node);
        return node;
    }

    static ObjectNode toolChoice(ToolChoice choice) {
        ObjectNode node = TreeJson.object();
        switch (choice.mode()) {
            case AUTO -> node.put("type", "auto");
            case NONE -> node.put("type", "none");
            case ANY -> node.put("type", "any");
            case ONE -> node.put("type", "tool").put("name", choice.tool());
        }
        return node;
    }

    private static void writeFormat(ReplyFormat format, Draft draft) {
        switch (format.kind()) {
            case TEXT -> {}
            case JSON -> draft.losses().add(format.path());
            case SCHEMA -> {
                ObjectNode config = TreeJson.object();
                config.putObject("format").put("type", "json_schema").set("schema", format.schema());
                draft.put("output_config", config, format.path());
                // Chat completions nest the schema once more than the other dialects do.
                boolean nested = format.path().equals("$.response_format");
                String path = format.path() + (nested ? ".json_schema" : "");
                if (format.name() != null) {
                    draft.losses().add(path + ".name");
                }
                if (format.description() != null) {
                    draft.losses().add(path + ".description");
                }
                if (Boolean.FALSE.equals(format.strict())) {
                    draft.losses().add(path + ".strict", "a schema is always enforced here");
                }
            }
        }
    }
}
