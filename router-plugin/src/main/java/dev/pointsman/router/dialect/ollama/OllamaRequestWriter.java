package dev.pointsman.router.dialect.ollama;

import static dev.pointsman.router.dialect.ollama.OllamaSpoke.OLLAMA;

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
import dev.pointsman.router.dialect.Tool;
import dev.pointsman.router.dialect.ToolChoice;
import dev.pointsman.router.dialect.TreeJson;
import dev.pointsman.router.dialect.Turn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes a conversation as an Ollama chat request. */
final class OllamaRequestWriter implements RequestWriter {

    @Override
    public void write(Conversation conversation, Draft draft) {
        ObjectNode body = draft.body().put("model", draft.target().model());
        OllamaMessages writer =
                new OllamaMessages(draft.losses(), draft.target().provider());
        ArrayNode messages = TreeJson.object().putArray("messages");
        boolean home = conversation.source().is(OLLAMA);
        if (!conversation.system().isEmpty()) {
            writer.write(conversation.system(), "\n\n", messages.addObject().put("role", "system"));
        }
        Map<String, String> names = new HashMap<>();
        List<Turn> turns = home ? conversation.turns() : joined(conversation.turns(), draft);
        turns.forEach(turn -> turn(turn, messages, names, writer, draft));
        if (!messages.isEmpty()) {
            draft.put("messages", messages, "$.messages");
        }
        if (!conversation.tools().isEmpty()) {
            draft.put("tools", tools(conversation, draft), "$.tools");
        }
        ReplyFormat format = conversation.format();
        if (format != null && format.kind() != ReplyFormat.Kind.TEXT) {
            format(format, draft);
        }
        if (home) {
            conversation.settings().restore(body);
            conversation.source().without("model").restore(body);
            return;
        }
        ToolChoice choice = conversation.toolChoice();
        if (choice != null && choice.mode() != ToolChoice.Mode.AUTO) {
            draft.losses().add(choice.path());
        }
        settings(conversation.settings(), draft);
        // A stream is what this dialect does unless told otherwise.
        body.put("stream", draft.streaming());
        draft.losses().extras(conversation.source());
    }

    /** An assistant's turns in a row are one message: its thinking, its text and its calls belong together. */
    private static List<Turn> joined(List<Turn> turns, Draft draft) {
        List<Turn> joined = new ArrayList<>();
        for (Turn turn : turns) {
            Turn last = joined.isEmpty() ? null : joined.getLast();
            if (last == null || turn.role() != Turn.Role.ASSISTANT || last.role() != Turn.Role.ASSISTANT) {
                joined.add(turn);
                continue;
            }
            List<Block> blocks = new ArrayList<>(last.blocks());
            blocks.addAll(turn.blocks());
            draft.losses().extras(turn.source());
            joined.set(joined.size() - 1, new Turn(last.source(), last.role(), blocks, false));
        }
        return joined;
    }

    private static void turn(
            Turn turn, ArrayNode messages, Map<String, String> names, OllamaMessages writer, Draft draft) {
        boolean home = turn.source().is(OLLAMA);
        List<Block> rest = new ArrayList<>();
        for (Block block : turn.blocks()) {
            if (block instanceof Block.ToolResult result) {
                ObjectNode message = messages.addObject();
                if (!home) {
                    message.put("role", "tool").put("content", "");
                    message.put("tool_name", names.getOrDefault(result.callId(), ""));
                }
                if (!result.callId().isEmpty()) {
                    message.put("tool_call_id", result.callId());
                }
                writer.write(result.content(), "\n", message);
                if (Boolean.TRUE.equals(result.error())) {
                    draft.losses().add(result.errorPath());
                }
                draft.losses().carry(result.source(), OLLAMA, message);
                continue;
            }
            if (block instanceof Block.ToolCall call) {
                names.put(call.id(), call.name());
            }
            rest.add(block);
        }
        if (turn.role() == Turn.Role.TOOL || (rest.isEmpty() && !home)) {
            draft.losses().extras(turn.source());
            return;
        }
        ObjectNode message = messages.addObject();
        if (!home) {
            message.put("role", role(turn.role())).put("content", "");
        }
        writer.write(rest, turn.role() == Turn.Role.ASSISTANT ? "" : "\n\n", message);
        draft.losses().carry(turn.source(), OLLAMA, message);
    }

    private static String role(Turn.Role role) {
        return switch (role) {
            case SYSTEM, DEVELOPER -> "system";
            case USER -> "user";
            case ASSISTANT -> "assistant";
            case TOOL -> "tool";
        };
    }

    private static ArrayNode tools(Conversation conversation, Draft draft) {
        ArrayNode tools = TreeJson.object().putArray("tools");
        for (Tool tool : conversation.tools()) {
            switch (tool) {
                case Tool.Vendors vendors -> throw vendors.refused(OLLAMA);
                case Tool.Function function -> {
                    ObjectNode node = tools.addObject();
                    if (!function.source().is(OLLAMA)) {
                        node.put("type", "function");
                    }
                    ObjectNode inner = node.putObject("function").put("name", function.name());
                    if (function.description() != null) {
                        inner.put("description", function.description());
                    }
                    if (function.schema() != null) {
                        inner.set("parameters", function.schema());
                    }
                    if (Boolean.TRUE.equals(function.strict())) {
                        draft.losses().add(function.source().path() + ".strict");
                        draft.losses().add(function.source().path() + ".function.strict");
                    }
                    draft.losses().carry(function.source(), OLLAMA, node);
                }
            }
        }
        return tools;
    }

    private static void format(ReplyFormat format, Draft draft) {
        JsonNode schema = format.schema();
        draft.put("format", schema == null ? TextNode.valueOf("json") : schema, format.path());
        String path = format.path().equals("$.response_format") ? format.path() + ".json_schema" : format.path();
        if (format.name() != null) {
            draft.losses().add(path + ".name");
        }
        if (format.description() != null) {
            draft.losses().add(path + ".description");
        }
    }

    private static void settings(Settings settings, Draft draft) {
        ObjectNode options = TreeJson.object();
        settings.all().forEach((parameter, setting) -> {
            String member = OllamaOptions.MEMBERS.get(parameter);
            switch (parameter) {
                case STREAM, STREAM_USAGE, REASONING_BUDGET -> {}
                case REASONING_EFFORT ->
                    draft.put(
                            "think",
                            BooleanNode.valueOf(!setting.value().asText().equals("none")),
                            setting.path());
                case REASONING_MODE ->
                    draft.put(
                            "think",
                            BooleanNode.valueOf(!setting.value().asText().equals("disabled")),
                            setting.path());
                default -> {
                    if (member != null) {
                        options.set(member, setting.value());
                    } else if (!parameter.isNeutral(setting.value())) {
                        draft.losses().add(setting.path());
                    }
                }
            }
        });
        settings.find(Parameter.REASONING_BUDGET)
                .ifPresent(budget -> draft.put("think", BooleanNode.TRUE, budget.path()));
        if (!options.isEmpty()) {
            draft.put("options", options, "$");
        }
    }
}
