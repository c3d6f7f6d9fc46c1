package dev.pointsman.router.dialect.gemini;

import static dev.pointsman.router.dialect.gemini.GeminiSpoke.GEMINI;

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

/** Writes a conversation as a generateContent request. The model and the wish for a stream go into the path. */
final class GeminiRequestWriter implements RequestWriter {

    /** For a model that is known to refuse the full schema, {@code refused} names this member. */
    private static final String FULL_SCHEMA = "parametersJsonSchema";

    private static final String FULL_REPLY = "responseJsonSchema";

    @Override
    public void write(Conversation conversation, Draft draft) {
        if (conversation.source().is(GEMINI)) {
            restore(conversation, draft.body(), draft.losses());
            return;
        }
        new GeminiTurnsWriter(draft).write(conversation);
        if (!conversation.tools().isEmpty()) {
            ArrayNode tools = TreeJson.object().putArray("tools");
            tools.addObject().set("functionDeclarations", functions(conversation, draft));
            draft.put("tools", tools, "$.tools");
        }
        ToolChoice choice = conversation.toolChoice();
        if (choice != null) {
            toolChoice(choice, draft);
        }
        ObjectNode config = TreeJson.object();
        new GeminiSettingsWriter(draft, conversation.settings()).write(config);
        ReplyFormat format = conversation.format();
        if (format != null && format.kind() != ReplyFormat.Kind.TEXT) {
            format(format, config, draft);
        }
        if (!config.isEmpty()) {
            draft.put("generationConfig", config, "$");
        }
        draft.losses().extras(conversation.source());
    }

    private static void restore(Conversation conversation, ObjectNode body, Losses losses) {
        GeminiPartWriter parts = new GeminiPartWriter(losses);
        if (conversation.turns().size() == 1
                && conversation.turns().getFirst().source().path().equals("$.contents")) {
            restore(conversation.turns().getFirst(), body.putObject("contents"), parts);
        } else {
            ArrayNode contents = body.putArray("contents");
            conversation.turns().forEach(turn -> restore(turn, contents.addObject(), parts));
        }
        conversation.settings().restore(body);
        conversation.source().restore(body);
    }

    private static void restore(Turn turn, ObjectNode content, GeminiPartWriter parts) {
        ArrayNode list = TreeJson.object().putArray("parts");
        turn.blocks().forEach(block -> parts.restore(block, list));
        if (turn.plain()) {
            content.set("parts", list.get(0));
        } else if (!list.isEmpty()) {
            content.set("parts", list);
        }
        turn.source().restore(content);
    }

    private static ArrayNode functions(Conversation conversation, Draft draft) {
        ArrayNode functions = TreeJson.object().putArray("functionDeclarations");
        for (Tool tool : conversation.tools()) {
            switch (tool) {
                case Tool.Vendors vendors -> throw vendors.refused(GEMINI);
                case Tool.Function function -> function(function, functions.addObject(), draft);
            }
        }
        return functions;
    }

    private static void function(Tool.Function function, ObjectNode node, Draft draft) {
        String path = function.source().path();
        node.put("name", function.name());
        if (function.description() != null) {
            node.put("description", function.description());
        }
        if (function.schema() != null) {
            if (draft.refuses(FULL_SCHEMA)) {
                String schemaPath = function.schemaPath();
                node.set("parameters", GeminiSchema.toSubset(function.schema(), schemaPath, draft.losses()));
            } else {
                node.set(FULL_SCHEMA, function.schema());
            }
        }
        if (Boolean.TRUE.equals(function.strict())) {
            draft.losses().add(path + ".strict");
            draft.losses().add(path + ".function.strict");
        }
        draft.losses().extras(function.source());
    }

    private static void toolChoice(ToolChoice choice, Draft draft) {
        ObjectNode config = TreeJson.object();
        ObjectNode calling = config.putObject("functionCallingConfig");
        switch (choice.mode()) {
            case AUTO -> calling.put("mode", "AUTO");
            case NONE -> calling.put("mode", "NONE");
            case ANY -> calling.put("mode", "ANY");
            case ONE ->
                calling.put("mode", "ANY").putArray("allowedFunctionNames").add(choice.tool());
        }
        draft.put("toolConfig", config, choice.path());
    }

    private static void format(ReplyFormat format, ObjectNode config, Draft draft) {
        config.put("responseMimeType", "application/json");
        if (format.schema() != null) {
            if (draft.refuses(FULL_REPLY)) {
                String path = format.schemaPath();
                config.set("responseSchema", GeminiSchema.toSubset(format.schema(), path, draft.losses()));
            } else {
                config.set(FULL_REPLY, format.schema());
            }
        }
        String path = format.memberPath();
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
