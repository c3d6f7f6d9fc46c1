package dev.pointsman.router.dialect.openairesponses;

import static dev.pointsman.router.dialect.openairesponses.ResponsesSpoke.RESPONSES;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pointsman.router.dialect.Block;
import dev.pointsman.router.dialect.Conversation;
import dev.pointsman.router.dialect.Draft;
import dev.pointsman.router.dialect.Parameter;
import dev.pointsman.router.dialect.ReplyFormat;
import dev.pointsman.router.dialect.RequestWriter;
import dev.pointsman.router.dialect.Settings;
import dev.pointsman.router.dialect.Thinking;
import dev.pointsman.router.dialect.Tool;
import dev.pointsman.router.dialect.ToolChoice;
import dev.pointsman.router.dialect.TreeJson;
import dev.pointsman.router.dialect.Turn;
import org.jspecify.annotations.Nullable;

/** Writes a conversation as a Responses request, always {@code store: false}: what other dialects never keep is not kept here. */
final class ResponsesRequestWriter implements RequestWriter {

    @Override
    public void write(Conversation conversation, Draft draft) {
        draft.body().put("model", draft.target().model());
        if (conversation.source().is(RESPONSES)) {
            restore(conversation, draft);
            return;
        }
        new ResponsesTurnsWriter(draft).write(conversation);
        if (!conversation.tools().isEmpty()) {
            draft.put("tools", tools(conversation, draft), "$.tools");
        }
        ToolChoice choice = conversation.toolChoice();
        if (choice != null) {
            draft.put("tool_choice", toolChoice(choice), choice.path());
        }
        ReplyFormat format = conversation.format();
        if (format != null && format.kind() != ReplyFormat.Kind.TEXT) {
            ObjectNode text = TreeJson.object();
            text.set("format", format(format, format.strict() != null && format.strict()));
            draft.put("text", text, format.path());
        }
        settings(conversation.settings(), draft);
        draft.put("store", BooleanNode.FALSE, "$.store");
        draft.losses().extras(conversation.source());
    }

    private static void settings(Settings settings, Draft draft) {
        settings.all().forEach((parameter, setting) -> {
            switch (parameter) {
                case STREAM, STREAM_USAGE, REASONING_EFFORT, REASONING_BUDGET, REASONING_MODE -> {}
                default -> {
                    String member = ResponsesSettings.MEMBERS.get(parameter);
                    if (member != null) {
                        draft.put(member, setting.value(), setting.path());
                    } else if (!parameter.isNeutral(setting.value())) {
                        draft.losses().add(setting.path());
                    }
                }
            }
        });
        reasoning(settings, draft);
        if (draft.streaming()) {
            draft.body().put("stream", true);
        }
    }

    /** Anthropic takes an effort beside reasoning that is switched off; here, an effort would switch it on. */
    private static void reasoning(Settings settings, Draft draft) {
        Settings.Setting mode = settings.find(Parameter.REASONING_MODE).orElse(null);
        if (mode != null && mode.value().asText().equals("disabled")) {
            draft.losses().add(mode.path(), "reasoning cannot be switched off");
            settings.find(Parameter.REASONING_EFFORT)
                    .ifPresent(unused -> draft.losses().add(unused.path(), "reasoning is switched off"));
            return;
        }
        String effort = settings.word(Parameter.REASONING_EFFORT).orElse(null);
        Settings.Setting budget = settings.find(Parameter.REASONING_BUDGET).orElse(null);
        Settings.Setting asked = settings.find(Parameter.REASONING_EFFORT).orElse(budget);
        if (effort == null && budget != null) {
            int limit = settings.number(Parameter.MAX_OUTPUT).orElse(0);
            effort = Thinking.effort(budget.value().asInt(), limit);
        }
        if (effort != null && asked != null) {
            if (effort.equals("max")) {
                draft.losses().add(asked.path(), "the highest effort here is xhigh");
                effort = "xhigh";
            }
            ObjectNode reasoning = TreeJson.object().put("effort", effort);
            draft.put("reasoning", reasoning.put("summary", "auto"), asked.path());
            // Without this the reasoning could not come back on the next turn of a tool loop.
            draft.body().putArray("include").add("reasoning.encrypted_content");
        }
    }

    private static void restore(Conversation conversation, Draft draft) {
        ObjectNode body = draft.body();
        ResponsesItems items = new ResponsesItems(draft.losses());
        if (!conversation.system().isEmpty() && conversation.system().getFirst() instanceof Block.Text text) {
            body.put("instructions", text.text());
        }
        if (conversation.turns().size() == 1
                && conversation.turns().getFirst().source().path().equals("$.input")
                && conversation.turns().getFirst().blocks().getFirst() instanceof Block.Text text) {
            body.put("input", text.text());
        } else if (!conversation.turns().isEmpty()) {
            ArrayNode input = body.putArray("input");
            for (Turn turn : conversation.turns()) {
                input.add(items.restored(turn));
            }
        }
        if (!conversation.tools().isEmpty()) {
            body.set("tools", tools(conversation, draft));
        }
        ReplyFormat format = conversation.format();
        if (format != null) {
            body.putObject("text").set("format", format(format, format.strict()));
        }
        conversation.settings().restore(body);
        conversation.source().without("model").restore(body);
    }

    private static ArrayNode tools(Conversation conversation, Draft draft) {
        ArrayNode tools = TreeJson.object().putArray("tools");
        for (Tool tool : conversation.tools()) {
            switch (tool) {
                case Tool.Function function -> tools.add(function(function, draft));
                case Tool.Vendors vendors -> {
                    if (!vendors.source().is(RESPONSES)) {
                        throw vendors.refused(RESPONSES);
                    }
                    tools.add(vendors.json());
                }
            }
        }
        return tools;
    }

    private static ObjectNode function(Tool.Function tool, Draft draft) {
        boolean home = tool.source().is(RESPONSES);
        ObjectNode node = TreeJson.object().put("name", tool.name());
        if (tool.description() != null) {
            node.put("description", tool.description());
        }
        if (tool.schema() != null) {
            node.set("parameters", tool.schema());
        } else if (!home) {
            node.putNull("parameters");
        }
        if (tool.strict() != null) {
            node.put("strict", tool.strict());
        } else if (!home) {
            // Absent means strict here, and elsewhere it does not.
            node.put("strict", false);
        }
        if (!home) {
            node.put("type", "function");
        }
        draft.losses().carry(tool.source(), RESPONSES, node);
        return node;
    }

    private static JsonNode toolChoice(ToolChoice choice) {
        return switch (choice.mode()) {
            case AUTO -> TextNode.valueOf("auto");
            case NONE -> TextNode.valueOf("none");
            case ANY -> TextNode.valueOf("required");
            case ONE -> TreeJson.object().put("type", "function").put("name", choice.tool());
        };
    }

    private static ObjectNode format(ReplyFormat format, @Nullable Boolean strict) {
        ObjectNode node = TreeJson.object();
        switch (format.kind()) {
            case TEXT -> node.put("type", "text");
            case JSON -> node.put("type", "json_object");
            case SCHEMA -> {
                node.put("type", "json_schema");
                if (format.name() != null) {
                    node.put("name", format.name());
                } else if (!format.path().startsWith("$.text.")) {
                    node.put("name", "response");
                }
                if (format.description() != null) {
                    node.put("description", format.description());
                }
                if (format.schema() != null) {
                    node.set("schema", format.schema());
                }
                if (strict != null) {
                    node.put("strict", strict);
                }
            }
        }
        return node;
    }
}
