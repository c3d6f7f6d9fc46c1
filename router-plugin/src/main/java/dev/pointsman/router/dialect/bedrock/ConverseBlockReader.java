package dev.pointsman.router.dialect.bedrock;

import static dev.pointsman.router.dialect.bedrock.ConverseSpoke.CONVERSE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.router.dialect.Block;
import dev.pointsman.router.dialect.Members;
import dev.pointsman.router.dialect.Signature;
import dev.pointsman.router.dialect.Source;
import dev.pointsman.router.dialect.TreeJson;
import org.jspecify.annotations.Nullable;

/** Reads the content blocks of an answer: an object with one member, whose name is its kind. */
final class ConverseBlockReader {

    private ConverseBlockReader() {}

    static Block read(JsonNode node, String path) {
        if (node instanceof ObjectNode object) {
            Block known = known(Members.of(object, CONVERSE, path));
            if (known != null) {
                return known;
            }
        }
        return new Block.Opaque(Source.at(CONVERSE, path), node);
    }

    private static @Nullable Block known(Members block) {
        String text = block.text("text");
        if (text != null) {
            return new Block.Text(block.source(), text);
        }
        if (block.peek("toolUse") != null) {
            return toolUse(block);
        }
        if (block.peek("reasoningContent") != null) {
            return reasoning(block);
        }
        return block.peek("citationsContent") == null ? null : cited(block);
    }

    /** A call that AWS itself answered ({@code server_tool_use}) is none of the client's. */
    private static @Nullable Block toolUse(Members block) {
        Members use = block.open("toolUse");
        if (use == null || isForeign(use.node())) {
            return null;
        }
        use.keep("type");
        String id = use.text("toolUseId");
        String name = use.text("name");
        JsonNode input = use.take("input");
        return id == null || name == null
                ? null
                : new Block.ToolCall(block.source(), id, name, input == null ? "" : TreeJson.text(input));
    }

    static boolean isForeign(JsonNode use) {
        return use.path("type").asText().equals("server_tool_use");
    }

    private static @Nullable Block reasoning(Members block) {
        Members content = block.open("reasoningContent");
        if (content == null) {
            return null;
        }
        String redacted = content.text("redactedContent");
        if (redacted != null) {
            return new Block.Reasoning(block.source(), "", Signature.read(redacted), true);
        }
        Members said = content.open("reasoningText");
        String text = said == null ? null : said.text("text");
        if (said == null || text == null) {
            return null;
        }
        String signature = said.text("signature");
        return new Block.Reasoning(
                block.source(),
                text,
                signature == null || signature.isEmpty() ? null : Signature.read(signature),
                false);
    }

    /** Text that says where it is from: the text is carried, and the places are listed as lost. */
    private static @Nullable Block cited(Members block) {
        Members content = block.open("citationsContent");
        if (content == null || !(content.node().path("content") instanceof ArrayNode)) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < content.node().path("content").size(); i++) {
            Members piece = content.element("content", i);
            String said = piece == null ? null : piece.text("text");
            text.append(said == null ? "" : said);
        }
        return new Block.Text(block.source(), text.toString());
    }
}
