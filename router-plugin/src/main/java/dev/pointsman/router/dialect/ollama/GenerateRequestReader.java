package dev.pointsman.router.dialect.ollama;

import static dev.pointsman.router.dialect.ollama.GenerateSpoke.GENERATE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.router.dialect.Block;
import dev.pointsman.router.dialect.Conversation;
import dev.pointsman.router.dialect.Media;
import dev.pointsman.router.dialect.Members;
import dev.pointsman.router.dialect.ReplyFormat;
import dev.pointsman.router.dialect.RequestReader;
import dev.pointsman.router.dialect.Settings;
import dev.pointsman.router.dialect.Source;
import dev.pointsman.router.dialect.TreeJson;
import dev.pointsman.router.dialect.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads a generate request into the hub: a conversation of one turn. What is tied to one model's tokens or template, or asks for
 * something else than a turn, is refused by name.
 */
final class GenerateRequestReader implements RequestReader {

    private static final Map<String, String> REFUSED = Map.of(
            "suffix", "a text to be filled up to its end is no conversation",
            "context", "its tokens belong to the one model that wrote them; send the conversation to /api/chat",
            "raw", "a prompt in one model's own template means nothing to another");

    @Override
    public Conversation read(ModelRequest request) {
        Members body = Members.ofRequest(TreeJson.request(request.payload()), GENERATE, "$");
        refuse(body);
        body.keep("model");
        List<Block> system = new ArrayList<>();
        text(body, "system", system);
        List<Block> asked = new ArrayList<>();
        text(body, "prompt", asked);
        images(body, asked);
        if (asked.isEmpty()) {
            throw TreeJson.invalid(
                    "prompt is missing or empty: it only loads a model of Ollama's; write what you ask for.");
        }
        // Clients write all members, empty where there is nothing to say.
        for (String name : List.of("template", "format", "suffix")) {
            if ("".equals(body.peekText(name))) {
                body.keep(name);
            }
        }
        body.keep("raw");
        ReplyFormat format = OllamaRequestReader.format(body);
        Settings settings = OllamaRequestReader.settings(body);
        Turn turn = new Turn(Source.at(GENERATE, "$"), Turn.Role.USER, asked, asked.size() == 1);
        return new Conversation(
                body.source(), system, !system.isEmpty(), List.of(turn), List.of(), null, format, settings);
    }

    private static void refuse(Members body) {
        REFUSED.forEach((name, reason) -> {
            JsonNode value = body.peek(name);
            if (value != null && (value.asBoolean() || saysSomething(value))) {
                throw TreeJson.invalid(
                        name + ": " + reason + ", or restrict the request to providers of " + GENERATE + ".");
            }
        });
    }

    private static boolean saysSomething(JsonNode value) {
        return value.isTextual() ? !value.textValue().isEmpty() : value.isContainerNode() && !value.isEmpty();
    }

    private static void text(Members body, String name, List<Block> blocks) {
        String text = body.text(name);
        if (text != null && !text.isEmpty()) {
            blocks.add(new Block.Text(Source.at(GENERATE, body.path(name)), text));
        }
    }

    private static void images(Members body, List<Block> blocks) {
        ArrayNode images = body.list("images");
        for (int i = 0; images != null && i < images.size(); i++) {
            String base64 = images.get(i).asText();
            Media media = new Media.Bytes(OllamaMessageReader.mediaType(base64), base64);
            blocks.add(new Block.Image(Source.at(GENERATE, body.path("images[" + i + "]")), media));
        }
    }
}
