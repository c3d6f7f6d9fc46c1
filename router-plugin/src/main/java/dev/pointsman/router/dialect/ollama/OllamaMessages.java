package dev.pointsman.router.dialect.ollama;

import static dev.pointsman.router.dialect.ollama.OllamaSpoke.OLLAMA;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.router.dialect.Block;
import dev.pointsman.router.dialect.Losses;
import dev.pointsman.router.dialect.Media;
import dev.pointsman.router.dialect.Signature;
import dev.pointsman.router.dialect.TreeJson;
import java.util.List;

/** Writes a message's blocks: one text, images as bare base64, tool calls with arguments as an object. */
final class OllamaMessages {

    private final Losses losses;
    private final String provider;

    /** @param provider who gets what is written; reasoning goes back to its issuer alone */
    OllamaMessages(Losses losses, String provider) {
        this.losses = losses;
        this.provider = provider;
    }

    /** @param between what stands between two texts that become one */
    void write(List<Block> blocks, String between, ObjectNode message) {
        StringBuilder content = new StringBuilder();
        for (Block block : blocks) {
            boolean home = block.source().is(OLLAMA);
            switch (block) {
                case Block.Text text -> {
                    content.append(content.isEmpty() ? "" : between).append(text.text());
                    message.put("content", content.toString());
                    losses.extras(text.source());
                }
                case Block.Reasoning reasoning -> {
                    Signature signature = reasoning.signature();
                    if (home) {
                        message.put("thinking", reasoning.text());
                    } else if (signature != null && signature.isOf(provider)) {
                        message.put("thinking", message.path("thinking").asText("") + reasoning.text());
                        losses.extras(reasoning.source());
                    } else {
                        losses.add(reasoning.source().path(), "reasoning goes back to its issuer alone");
                    }
                }
                case Block.Image image -> image(image, message);
                case Block.ToolCall call -> list(message, "tool_calls").add(call(call, home));
                case Block.Document document -> {
                    if (document.media() instanceof Media.PlainText text) {
                        losses.extras(document.source());
                        if (document.title() != null) {
                            losses.add(document.source().path() + ".title");
                        }
                        content.append(content.isEmpty() ? "" : between).append(text.text());
                        message.put("content", content.toString());
                    } else {
                        losses.add(document.source().path());
                    }
                }
                case Block.Opaque opaque -> {
                    if (home) {
                        list(message, "tool_calls").add(opaque.json());
                    } else {
                        losses.add(opaque.source().path());
                    }
                }
                case Block.Audio audio -> losses.add(audio.source().path());
                case Block.ToolResult result -> losses.add(result.source().path());
            }
        }
    }

    /** Only bytes: the server fetches nothing. */
    private void image(Block.Image image, ObjectNode message) {
        if (image.media() instanceof Media.Bytes bytes) {
            list(message, "images").add(bytes.base64());
            losses.extras(image.source());
        } else {
            losses.add(image.source().path(), "only an image's bytes can be sent");
        }
    }

    private ObjectNode call(Block.ToolCall call, boolean home) {
        ObjectNode node = TreeJson.object();
        if (!call.id().isEmpty()) {
            node.put("id", call.id());
        }
        ObjectNode function = node.putObject("function").put("name", call.name());
        JsonNode arguments = TreeJson.parsed(call.arguments()).orElse(null);
        if (arguments != null && (home || arguments.isObject())) {
            function.set("arguments", arguments);
        } else if (!home) {
            function.putObject("arguments");
            if (!call.arguments().isBlank()) {
                losses.add(call.source().path() + ".function.arguments", "not a JSON object");
            }
        }
        losses.carry(call.source(), OLLAMA, node);
        return node;
    }

    private static ArrayNode list(ObjectNode message, String member) {
        return message.get(member) instanceof ArrayNode array ? array : message.putArray(member);
    }
}
