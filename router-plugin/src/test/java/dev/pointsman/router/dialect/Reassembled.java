package dev.pointsman.router.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import java.util.List;

/** A client's stream as the whole answer that it amounts to, for streams that were written here. */
final class Reassembled {

    private final ObjectNode whole = TreeJson.object();

    private Reassembled() {}

    static JsonNode of(Dialect dialect, List<Frame> frames) {
        Reassembled stream = new Reassembled();
        for (Frame frame : frames) {
            if (!frame.payload().utf8().equals("[DONE]")) {
                stream.read(dialect, TreeJson.answer(frame.payload()));
            }
        }
        return stream.whole;
    }

    private void read(Dialect dialect, JsonNode frame) {
        switch (dialect.name()) {
            case "openai-chat" -> chat(frame);
            case "anthropic-messages" -> message(frame);
            case "openai-responses" -> {
                if (frame.path("response").has("usage")
                        || frame.path("response").path("status").asText().matches("completed|incomplete")) {
                    whole.setAll((ObjectNode) frame.path("response"));
                }
            }
            case "gemini-generate" -> gemini(frame);
            default -> ollama(frame);
        }
    }

    private void chat(JsonNode chunk) {
        chunk.properties().stream()
                .filter(entry -> !entry.getKey().equals("choices"))
                .forEach(entry -> whole.set(entry.getKey(), entry.getValue()));
        ArrayNode choices = whole.withArray("choices");
        for (JsonNode choice : chunk.path("choices")) {
            ObjectNode written = choices.isEmpty() ? choices.addObject() : (ObjectNode) choices.get(0);
            ObjectNode message = written.withObject("message");
            JsonNode delta = choice.path("delta");
            join(message, delta, "content");
            join(message, delta, "reasoning_content");
            delta.path("reasoning_details").forEach(message.withArray("reasoning_details")::add);
            for (JsonNode piece : delta.path("tool_calls")) {
                ArrayNode calls = message.withArray("tool_calls");
                while (calls.size() <= piece.path("index").asInt()) {
                    calls.add(piece.deepCopy());
                    ((ObjectNode) calls.path(calls.size() - 1).path("function")).put("arguments", "");
                }
                join(
                        (ObjectNode) calls.path(piece.path("index").asInt()).path("function"),
                        piece.path("function"),
                        "arguments");
            }
            if (choice.path("finish_reason").isTextual()) {
                written.set("finish_reason", choice.path("finish_reason"));
            }
        }
    }

    private static void join(ObjectNode into, JsonNode from, String member) {
        if (from.path(member).isTextual()) {
            into.put(member, into.path(member).asText("") + from.path(member).asText());
        }
    }

    private void message(JsonNode event) {
        switch (event.path("type").asText()) {
            case "message_start" -> whole.setAll((ObjectNode) event.path("message"));
            case "content_block_start" ->
                whole.withArray("content").add(event.path("content_block").deepCopy());
            case "content_block_delta" -> {
                ObjectNode block = (ObjectNode)
                        whole.path("content").path(event.path("index").asInt());
                List.of("text", "thinking", "signature", "partial_json")
                        .forEach(name -> join(block, event.path("delta"), name));
            }
            case "content_block_stop" -> {
                ObjectNode block = (ObjectNode)
                        whole.path("content").path(event.path("index").asInt());
                TreeJson.parsed(block.path("partial_json").asText("")).ifPresent(input -> block.set("input", input));
                block.remove("partial_json");
            }
            case "message_delta" -> {
                whole.setAll((ObjectNode) event.path("delta"));
                whole.set("usage", event.path("usage"));
            }
            default -> {}
        }
    }

    private void gemini(JsonNode chunk) {
        ArrayNode parts = whole.withArray("/candidates/0/content/parts");
        chunk.at("/candidates/0/content/parts").forEach(parts::add);
        ObjectNode candidate = (ObjectNode) whole.at("/candidates/0");
        if (chunk.at("/candidates/0").has("finishReason")) {
            candidate.set("finishReason", chunk.at("/candidates/0/finishReason"));
        }
        chunk.properties().stream()
                .filter(entry -> !entry.getKey().equals("candidates"))
                .forEach(entry -> whole.set(entry.getKey(), entry.getValue()));
        // Texts of one kind are one text.
        ObjectNode texts = whole.withObject("texts");
        for (JsonNode part : chunk.at("/candidates/0/content/parts")) {
            String kind = part.path("thought").asBoolean() ? "thought" : "text";
            texts.put(kind, texts.path(kind).asText("") + part.path("text").asText(""));
        }
    }

    private void ollama(JsonNode line) {
        join(whole, line, "response");
        join(whole, line, "thinking");
        ObjectNode message = whole.withObject("message");
        join(message, line.path("message"), "content");
        join(message, line.path("message"), "thinking");
        line.path("message").path("tool_calls").forEach(message.withArray("tool_calls")::add);
        line.properties().stream()
                .filter(entry -> !List.of("message", "response", "thinking").contains(entry.getKey()))
                .forEach(entry -> whole.set(entry.getKey(), entry.getValue()));
    }
}
