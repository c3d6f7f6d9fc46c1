package dev.pointsman.router.dialect.gemini;

import static dev.pointsman.router.dialect.gemini.GeminiSpoke.GEMINI;

import com.fasterxml.jackson.databind.JsonNode;
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
 * Reads the parts of requests and answers. All members of a part stay in its source, since both spellings must come back as they
 * were; what a block stands for is marked there as form.
 */
final class GeminiPartReader {

    private final boolean answers;
    private final List<Block> blocks = new ArrayList<>();
    private int calls;

    private GeminiPartReader(boolean answers, int calls) {
        this.answers = answers;
        this.calls = calls;
    }

    static List<Block> ofRequest(JsonNode parts, String path) {
        return read(new GeminiPartReader(false, 0), parts, path);
    }

    /** @param calls how many calls the answer had before */
    static List<Block> ofAnswer(JsonNode parts, String path, int calls) {
        return read(new GeminiPartReader(true, calls), parts, path);
    }

    /** One part alone is taken too. */
    private static List<Block> read(GeminiPartReader reader, JsonNode parts, String path) {
        if (parts.isObject()) {
            reader.part(parts, path);
        }
        for (int i = 0; parts.isArray() && i < parts.size(); i++) {
            reader.part(parts.get(i), path + "[" + i + "]");
        }
        return reader.blocks;
    }

    private void part(JsonNode node, String path) {
        if (!(node instanceof ObjectNode object)) {
            blocks.add(new Block.Opaque(Source.at(GEMINI, path), node));
            return;
        }
        Members part = Members.of(object, GEMINI, path);
        signature(part);
        Block block = block(part);
        if (block != null) {
            blocks.add(block);
        }
    }

    private void signature(Members part) {
        String spelled = GeminiNames.in(part, "thoughtSignature");
        String written = part.peekText(spelled);
        if (written == null || written.isEmpty() || (!answers && written.equals(ThoughtSignatures.NONE))) {
            part.keep(spelled);
            return;
        }
        if (answers) {
            part.keep(spelled);
            boolean isCall = part.peek("functionCall") != null;
            String place = isCall ? ThoughtSignatures.ofCall(calls) : ThoughtSignatures.TEXT;
            Source source = Source.at(GEMINI, part.path(spelled));
            blocks.add(new Block.Reasoning(source, "", new Signature(place + written, null), true));
            return;
        }
        ThoughtSignatures.unwrap(written).ifPresent(wrapped -> {
            part.keep(spelled);
            part.keep("thought");
            part.keep("text");
            // A stream shows the text of one thought in several parts, of which the last is signed.
            StringBuilder text = new StringBuilder();
            while (!blocks.isEmpty()
                    && blocks.getLast() instanceof Block.Reasoning before
                    && before.signature() == null) {
                text.insert(0, before.text());
                blocks.removeLast();
            }
            text.append(part.node().path("text").asText(""));
            blocks.add(new Block.Reasoning(part.source(), text.toString(), wrapped.signature(), wrapped.redacted()));
        });
    }

    private @Nullable Block block(Members part) {
        String text = part.peekText("text");
        if (text != null) {
            return text(part, text);
        }
        if (part.peek("functionCall") != null || part.peek("function_call") != null) {
            return call(part);
        }
        if (!answers && (part.peek("functionResponse") != null || part.peek("function_response") != null)) {
            return result(part);
        }
        Members inline = GeminiNames.open(part, "inlineData");
        Members file = GeminiNames.open(part, "fileData");
        Block medium = inline != null ? inline(part, inline) : file != null ? file(part, file) : null;
        return medium != null ? medium : new Block.Opaque(Source.at(GEMINI, part.path()), part.node());
    }

    private @Nullable Block text(Members part, String text) {
        part.keep("text");
        if (!part.node().path("thought").asBoolean()) {
            part.keep("thought");
            return new Block.Text(part.source(), text);
        }
        part.keep("thought");
        boolean joined = !blocks.isEmpty()
                && blocks.getLast() instanceof Block.Reasoning signed
                && signed.source().path().equals(part.path());
        return joined ? null : new Block.Reasoning(part.source(), text, null, false);
    }

    private Block call(Members part) {
        Members call = GeminiNames.open(part, "functionCall");
        if (call == null || call.peekText("name") == null) {
            return new Block.Opaque(Source.at(GEMINI, part.path()), part.node());
        }
        calls++;
        String name = GeminiNames.kept(call, "name");
        String id = GeminiNames.kept(call, "id");
        JsonNode arguments = call.peek("args");
        call.keep("args");
        call.keep("id");
        return new Block.ToolCall(
                part.source(),
                id == null ? "" : id,
                name == null ? "" : name,
                arguments == null ? "" : TreeJson.text(arguments));
    }

    /** The vendor's documentation names the members {@code output} and {@code error}; libraries write {@code result} too. */
    private static Block result(Members part) {
        Members result = GeminiNames.open(part, "functionResponse");
        if (result == null) {
            return new Block.Opaque(Source.at(GEMINI, part.path()), part.node());
        }
        String id = GeminiNames.kept(result, "id");
        result.keep("id");
        result.keep("name");
        JsonNode response = result.node().path("response");
        result.keep("response");
        List<Block> content = new ArrayList<>();
        Source source = Source.at(GEMINI, result.path("response"));
        boolean failed = response.size() == 1 && response.has("error");
        content.add(new Block.Text(source, said(response)));
        if (result.node().path("parts").isArray()) {
            result.keep("parts");
            content.addAll(ofRequest(result.node().path("parts"), result.path("parts")));
        }
        return new Block.ToolResult(
                part.source(), id == null ? "" : id, content, content.size() == 1, failed ? Boolean.TRUE : null);
    }

    private static String said(JsonNode response) {
        if (response.size() == 1) {
            for (String member : List.of("output", "result", "error")) {
                if (response.path(member).isTextual()) {
                    return response.path(member).textValue();
                }
            }
        }
        return response.isMissingNode() ? "" : TreeJson.text(response);
    }

    private static @Nullable Block inline(Members part, Members inline) {
        String type = GeminiNames.kept(inline, "mimeType");
        String data = GeminiNames.kept(inline, "data");
        return type == null || data == null ? null : medium(part, inline, type, new Media.Bytes(type, data));
    }

    private static @Nullable Block file(Members part, Members file) {
        String uri = GeminiNames.kept(file, "fileUri");
        String type = GeminiNames.kept(file, "mimeType");
        if (uri == null) {
            return null;
        }
        boolean own = !uri.startsWith("http") || uri.contains("generativelanguage.");
        return medium(part, file, type == null ? "" : type, own ? new Media.FileId(uri) : new Media.Url(uri));
    }

    private static @Nullable Block medium(Members part, Members data, String type, Media media) {
        String title = type.startsWith("image/") ? null : GeminiNames.kept(data, "displayName");
        if (type.startsWith("image/")) {
            return new Block.Image(part.source(), media);
        }
        if (type.startsWith("audio/") && media instanceof Media.Bytes bytes) {
            String format = type.substring("audio/".length());
            return new Block.Audio(part.source(), format.equals("mpeg") ? "mp3" : format, bytes.base64());
        }
        boolean readable = type.equals("application/pdf") || type.startsWith("text/");
        return readable ? new Block.Document(part.source(), media, title) : null;
    }
}
