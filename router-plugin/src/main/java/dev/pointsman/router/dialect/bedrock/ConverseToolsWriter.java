package dev.pointsman.router.dialect.bedrock;

import static dev.pointsman.router.dialect.bedrock.ConverseSpoke.CONVERSE;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.router.dialect.Block;
import dev.pointsman.router.dialect.Conversation;
import dev.pointsman.router.dialect.Draft;
import dev.pointsman.router.dialect.Tool;
import dev.pointsman.router.dialect.ToolChoice;
import dev.pointsman.router.dialect.TreeJson;
import java.util.LinkedHashSet;
import java.util.SequencedSet;

/** Writes {@code toolConfig}. */
final class ConverseToolsWriter {

    private final Draft draft;
    private final ConverseModels models;
    private final CachePoints cache;

    ConverseToolsWriter(Draft draft, ConverseModels models, CachePoints cache) {
        this.draft = draft;
        this.models = models;
        this.cache = cache;
    }

    void write(Conversation conversation) {
        SequencedSet<String> called = called(conversation);
        ToolChoice choice = conversation.toolChoice();
        boolean none = choice != null && choice.mode() == ToolChoice.Mode.NONE;
        if (none && called.isEmpty() && !conversation.tools().isEmpty()) {
            // There is no word for it here: tools that are not offered are not called.
            draft.losses().add("$.tools", "none may be called, so none is offered");
            return;
        }
        if (choice != null && none && !called.isEmpty()) {
            draft.losses().add(choice.path(), "a conversation with tool calls must offer tools here");
        }
        ArrayNode tools = TreeJson.object().putArray("tools");
        for (Tool tool : conversation.tools()) {
            switch (tool) {
                case Tool.Vendors vendors -> throw vendors.refused(CONVERSE);
                case Tool.Function function -> function(function, tools);
            }
        }
        if (tools.isEmpty()) {
            // Calls and results among the messages are refused where no tool is on offer.
            called.forEach(name -> emptySpec(name, tools));
        }
        if (tools.isEmpty()) {
            return;
        }
        models.requireToolsIn(draft.streaming());
        ObjectNode config = TreeJson.object();
        config.set("tools", tools);
        if (choice != null && choice.mode() != ToolChoice.Mode.NONE) {
            choice(choice, config);
        }
        draft.put("toolConfig", config, "$.tools");
    }

    private static SequencedSet<String> called(Conversation conversation) {
        SequencedSet<String> names = new LinkedHashSet<>();
        conversation
                .turns()
                .forEach(turn -> turn.blocks().forEach(block -> {
                    if (block instanceof Block.ToolCall call) {
                        names.add(call.name());
                    }
                }));
        return names;
    }

    private static ObjectNode emptySpec(String name, ArrayNode tools) {
        ObjectNode spec = tools.addObject().putObject("toolSpec").put("name", name);
        spec.putObject("inputSchema").putObject("json").put("type", "object").putObject("properties");
        return spec;
    }

    private void function(Tool.Function function, ArrayNode tools) {
        String path = function.source().path();
        ObjectNode spec = emptySpec(function.name(), tools);
        if (function.description() != null && !function.description().isBlank()) {
            spec.put("description", function.description());
        }
        if (function.schema() != null && function.schema().isObject()) {
            spec.putObject("inputSchema").set("json", function.schema());
        }
        if (Boolean.TRUE.equals(function.strict())) {
            if (models.takesStrictTools()) {
                spec.put("strict", true);
            } else {
                draft.losses().add(path + ".strict");
                draft.losses().add(path + ".function.strict");
            }
        }
        cache.appendToTools(function.source(), tools);
    }

    private void choice(ToolChoice choice, ObjectNode config) {
        String word = switch (choice.mode()) {
            case AUTO, NONE -> "auto";
            case ANY -> "any";
            case ONE -> "tool";
        };
        if (!word.equals("auto") && !models.toolChoices().contains(word)) {
            draft.losses().add(choice.path(), "the model cannot be made to call a tool");
            return;
        }
        ObjectNode written = config.putObject("toolChoice").putObject(word);
        if (choice.mode() == ToolChoice.Mode.ONE) {
            written.put("name", choice.tool());
        }
    }
}
