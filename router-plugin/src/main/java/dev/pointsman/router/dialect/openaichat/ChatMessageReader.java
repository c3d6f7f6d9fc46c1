package dev.pointsman.router.dialect.openaichat;

import static dev.pointsman.router.dialect.openaichat.ChatSpoke.CHAT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.router.dialect.Block;
import dev.pointsman.router.dialect.Media;
import dev.pointsman.router.dialect.Members;
import dev.pointsman.router.dialect.Signature;
import dev.pointsman.router.dialect.Source;
import dev.pointsman.router.dialect.TreeJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of one message, of a request or of an answer, in the order that other dialects want: reasoning, content, tool
 * calls. Each block's path tells the member it stood in.
 */
final class ChatMessageReader {

    private final Members message;
    private final List<Block> blocks = new ArrayList<>();
    private boolean plain;

    private ChatMessageReader(Members message) {
        this.message = message;
    }

    record Content(List<Block> blocks, boolean plain) {}

    static Content read(Members message) {
        ChatMessageReader reader = new ChatMessageReader(message);
        reader.spoken();
        reader.toolCalls();
        return new Content(reader.blocks, reader.plain);
    }

    /** Everything but the tool calls, which come in pieces in a stream. */
    static List<Block> spoken(Members delta) {
        ChatMessageReader reader = new ChatMessageReader(delta);
        reader.spoken();
        return reader.blocks;
    }

    private void spoken() {
        reasoning();
        content();
        refusal();
    }

    /** A tool's message is its result; its content is read the same way. */
    static List<Block> parts(ArrayNode parts, String path) {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            blocks.add(part(parts.get(i), path + "[" + i + "]"));
        }
        return blocks;
    }

    /** OpenRouter repeats one text in {@code reasoning} and {@code reasoning_details}; the signed one counts. */
    private void reasoning() {
        boolean detailed = details();
        boolean spoken = detailed;
        for (String name : List.of("reasoning_content", "reasoning")) {
            String text = message.peekText(name);
            if (text == null || text.isEmpty()) {
                continue;
            }
            if (spoken) {
                message.keep(name);
                continue;
            }
            message.text(name);
            blocks.add(new Block.Reasoning(Source.at(CHAT, message.path(name)), text, null, false));
            spoken = true;
        }
    }

    private boolean details() {
        ArrayNode details = message.list("reasoning_details");
        boolean spoken = false;
        for (int i = 0; details != null && i < details.size(); i++) {
            Block block = detail(details.get(i), message.path("reasoning_details[" + i + "]"));
            blocks.add(block);
            spoken |= block instanceof Block.Reasoning reasoning && !reasoning.redacted();
        }
        return spoken;
    }

    private static Block detail(JsonNode node, String path) {
        if (node instanceof ObjectNode object) {
            Members members = Members.of(object, CHAT, path);
            String type = members.peekText("type");
            members.keep("type");
            members.keep("format");
            members.keep("index");
            if ("reasoning.text".equals(type)) {
                String text = members.text("text");
                if (text == null || text.isEmpty()) {
                    members.keep("text");
                }
                Signature signature = signature(members.text("signature"));
                return new Block.Reasoning(members.source(), text == null ? "" : text, signature, false);
            }
            if ("reasoning.encrypted".equals(type) && members.peekText("data") != null) {
                Signature data = signature(members.text("data"));
                return new Block.Reasoning(members.source(), "", data, true);
            }
        }
        return new Block.Opaque(Source.at(CHAT, path), node);
    }

    private static @Nullable Signature signature(@Nullable String written) {
        return written == null ? null : Signature.read(written);
    }

    private void content() {
        String text = message.text("content");
        if (text != null) {
            plain = true;
            blocks.add(new Block.Text(Source.at(CHAT, message.path("content")), text));
            return;
        }
        ArrayNode parts = message.list("content");
        if (parts != null) {
            blocks.addAll(parts(parts, message.path("content")));
        }
    }

    private void refusal() {
        String refusal = message.text("refusal");
        if (refusal == null || refusal.isEmpty()) {
            message.keep("refusal");
        } else {
            blocks.add(new Block.Text(Source.at(CHAT, message.path("refusal")), refusal));
        }
    }

    private void toolCalls() {
        ArrayNode calls = message.list("tool_calls");
        for (int i = 0; calls != null && i < calls.size(); i++) {
            blocks.add(toolCall(calls.get(i), message.path("tool_calls[" + i + "]")));
        }
    }

    private static Block toolCall(JsonNode node, String path) {
        if (node instanceof ObjectNode object
                && node.path("function").path("name").isTextual()) {
            Members call = Members.of(object, CHAT, path);
            Members function = call.open("function");
            if (function != null) {
                String id = call.text("id");
                if (id == null || id.isEmpty()) {
                    call.keep("id");
                }
                String name = function.text("name");
                String arguments = function.text("arguments");
                if (function.peek("arguments") instanceof ObjectNode written) {
                    // Some builds of llama.cpp write an object instead of a text.
                    arguments = TreeJson.text(written);
                    function.keep("arguments");
                }
                call.keep("type");
                call.keep("index");
                return new Block.ToolCall(
                        call.source(),
                        id == null ? "" : id,
                        name == null ? "" : name,
                        arguments == null ? "" : arguments);
            }
        }
        return new Block.Opaque(Source.at(CHAT, path), node);
    }

    private static Block part(JsonNode node, String path) {
        if (node instanceof ObjectNode object) {
            Members part = Members.of(object, CHAT, path);
            part.keep("type");
            Block block = switch (String.valueOf(part.peekText("type"))) {
                case "text" -> text(part);
                case "image_url" -> image(part);
                case "file" -> file(part);
                case "input_audio" -> audio(part);
                case "thinking" -> thinking(part);
                default -> null;
            };
            if (block != null) {
                return block;
            }
        }
        return new Block.Opaque(Source.at(CHAT, path), node);
    }

    private static @Nullable Block text(Members part) {
        String text = part.text("text");
        return text == null ? null : new Block.Text(part.source(), text);
    }

    private static @Nullable Block image(Members part) {
        String bare = part.peekText("image_url");
        if (bare != null) {
            // Mistral's short form: the URL itself instead of an object.
            part.keep("image_url");
            return new Block.Image(part.source(), Media.ofUrl(bare));
        }
        Members image = part.open("image_url");
        String url = image == null ? null : image.text("url");
        if (image != null && "auto".equals(image.peekText("detail"))) {
            image.keep("detail");
        }
        return url == null ? null : new Block.Image(part.source(), Media.ofUrl(url));
    }

    private static @Nullable Block file(Members part) {
        Members file = part.open("file");
        if (file == null) {
            return null;
        }
        String data = file.peekText("file_data");
        Media media = data == null ? null : Media.ofDataUrl(data).orElse(null);
        if (media != null) {
            file.text("file_data");
            String title = file.text("filename");
            return new Block.Document(part.source(), media, title);
        }
        String id = file.peekText("file_id");
        if (id == null || data != null) {
            return null;
        }
        file.text("file_id");
        String title = file.text("filename");
        return new Block.Document(part.source(), new Media.FileId(id), title);
    }

    private static @Nullable Block audio(Members part) {
        Members audio = part.open("input_audio");
        if (audio == null) {
            return null;
        }
        String data = audio.text("data");
        String format = audio.text("format");
        return data == null || format == null ? null : new Block.Audio(part.source(), format, data);
    }

    /** Mistral's: a list of texts. One text is one thought; anything else stays as it is. */
    private static @Nullable Block thinking(Members part) {
        ArrayNode texts = part.list("thinking");
        if (texts == null || texts.size() != 1) {
            return null;
        }
        JsonNode only = texts.get(0);
        if (only.size() != 2
                || !"text".equals(only.path("type").asText())
                || !only.path("text").isTextual()) {
            return null;
        }
        part.keep("closed");
        return new Block.Reasoning(part.source(), only.path("text").textValue(), null, false);
    }
}
