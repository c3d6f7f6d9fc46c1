package dev.pointsman.router.dialect.anthropic;

import static dev.pointsman.router.dialect.anthropic.MessagesSpoke.MESSAGES;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.router.dialect.AnswerEvent;
import dev.pointsman.router.dialect.FrameReader;
import dev.pointsman.router.dialect.Members;
import dev.pointsman.router.dialect.Signature;
import dev.pointsman.router.dialect.TokenUsage;
import dev.pointsman.router.dialect.TreeJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Follows an Anthropic event stream. Events of unknown types are passed over, as the vendor asks of clients. */
final class MessagesFrameReader implements FrameReader {

    /** What is read of a block's start. */
    private static final List<String> BLOCK =
            List.of("type", "id", "name", "input", "text", "thinking", "signature", "data", "caller");

    private final ObjectNode usage = TreeJson.object();
    private @Nullable OpenBlock open;
    private int calls;

    /** The block that is being written; blocks never overlap. */
    private static final class OpenBlock {
        private final String type;
        private final String path;
        private final int call;
        private final StringBuilder signature = new StringBuilder();
        private String input = "";
        private boolean argued;

        OpenBlock(String type, String path, int call) {
            this.type = type;
            this.path = path;
            this.call = call;
        }
    }

    @Override
    public List<AnswerEvent> read(Frame frame) {
        JsonNode tree = TreeJson.answer(frame.payload());
        MessagesErrors.check(tree);
        Members event = Members.ofAnswer(tree, MESSAGES, "$");
        List<AnswerEvent> events = new ArrayList<>();
        switch (tree.path("type").asText()) {
            case "message_start" -> messageStart(event.open("message"), events);
            case "content_block_start" -> blockStart(tree, events);
            case "content_block_delta" -> blockDelta(tree.path("delta"), events);
            case "content_block_stop" -> blockStop(events);
            case "message_delta" -> messageDelta(event, events);
            case "message_stop" -> events.add(new AnswerEvent.Ended());
            default -> {}
        }
        return events;
    }

    private void messageStart(@Nullable Members message, List<AnswerEvent> events) {
        if (message == null) {
            throw TreeJson.malformed("message_start without a message");
        }
        for (String name : List.of("type", "role", "content", "usage")) {
            message.keep(name);
        }
        String id = message.text("id");
        String model = message.text("model");
        events.add(new AnswerEvent.Started(id, model));
        events.addAll(AnswerEvent.Lost.of(message.source()));
        used(message.peek("usage"), events);
    }

    private void blockStart(JsonNode event, List<AnswerEvent> events) {
        JsonNode block = event.path("content_block");
        String type = block.path("type").asText();
        OpenBlock started =
                new OpenBlock(type, "$.content[" + event.path("index").asInt() + "]", calls);
        open = started;
        switch (type) {
            case "text" -> text(block.path("text").asText(""), events);
            case "thinking" -> {
                reasoning(block.path("thinking").asText(""), started, events);
                started.signature.append(block.path("signature").asText(""));
            }
            case "redacted_thinking" -> {
                Signature data = Signature.read(block.path("data").asText(""));
                events.add(new AnswerEvent.ReasoningSigned(data, true, started.path + ".data"));
            }
            case "tool_use" -> {
                calls++;
                String name = block.path("name").asText("");
                events.add(new AnswerEvent.ToolCallStarted(
                        started.call, block.path("id").asText(""), name));
                started.input = block.path("input").isObject() ? TreeJson.text(block.path("input")) : "{}";
            }
            default -> {
                events.add(new AnswerEvent.Lost(started.path, "only " + MESSAGES + " has " + type));
                return;
            }
        }
        Members rest = Members.ofAnswer(block, MESSAGES, started.path);
        BLOCK.forEach(rest::keep);
        events.addAll(AnswerEvent.Lost.of(rest.source()));
    }

    private void blockDelta(JsonNode delta, List<AnswerEvent> events) {
        OpenBlock block = open;
        if (block == null) {
            throw TreeJson.malformed("content outside a block");
        }
        switch (delta.path("type").asText()) {
            case "text_delta" -> text(delta.path("text").asText(""), events);
            case "thinking_delta" -> reasoning(delta.path("thinking").asText(""), block, events);
            case "signature_delta" ->
                block.signature.append(delta.path("signature").asText(""));
            case "input_json_delta" ->
                arguments(block, delta.path("partial_json").asText(""), events);
            case "citations_delta" -> events.add(new AnswerEvent.Lost(block.path + ".citations"));
            default -> events.add(new AnswerEvent.Lost(block.path));
        }
    }

    private static void text(String text, List<AnswerEvent> events) {
        if (!text.isEmpty()) {
            events.add(new AnswerEvent.TextDelta(text));
        }
    }

    private static void reasoning(String text, OpenBlock block, List<AnswerEvent> events) {
        if (!text.isEmpty()) {
            events.add(new AnswerEvent.ReasoningDelta(text, block.path));
        }
    }

    /** Pieces of the vendor's own tools' input belong to a block that is lost as a whole. */
    private static void arguments(OpenBlock block, String json, List<AnswerEvent> events) {
        if (block.type.equals("tool_use") && !json.isEmpty()) {
            block.argued = true;
            events.add(new AnswerEvent.ArgumentsDelta(block.call, json));
        }
    }

    private void blockStop(List<AnswerEvent> events) {
        OpenBlock block = open;
        open = null;
        if (block == null) {
            return;
        }
        if (block.type.equals("tool_use") && !block.argued) {
            // Some servers write the whole input into the start, and a call without parameters has no pieces at all.
            events.add(new AnswerEvent.ArgumentsDelta(block.call, block.input));
        }
        if (!block.signature.isEmpty()) {
            events.add(new AnswerEvent.ReasoningSigned(
                    Signature.read(block.signature.toString()), false, block.path + ".signature"));
        }
    }

    private void messageDelta(Members event, List<AnswerEvent> events) {
        event.keep("type");
        Members delta = event.open("delta");
        String word = delta == null ? null : delta.text("stop_reason");
        if (delta != null && word != null) {
            events.add(new AnswerEvent.Finished(MessagesFinish.read(word, delta.text("stop_sequence"))));
        }
        event.keep("usage");
        events.addAll(AnswerEvent.Lost.of(event.source()));
        used(event.peek("usage"), events);
    }

    /** Later counts replace earlier ones; what is not repeated stays. */
    private void used(@Nullable JsonNode counts, List<AnswerEvent> events) {
        if (counts instanceof ObjectNode object) {
            object.properties().stream()
                    .filter(entry -> !entry.getValue().isNull())
                    .forEach(entry -> usage.set(entry.getKey(), entry.getValue()));
            TokenUsage merged = MessagesUsage.read(Members.of(usage, MESSAGES, "$.usage"));
            if (merged != null) {
                events.add(new AnswerEvent.Used(merged));
                events.addAll(AnswerEvent.Lost.of(merged.source()));
            }
        }
    }
}
