package dev.pointsman.router.dialect.bedrock;

import static dev.pointsman.router.dialect.bedrock.ConverseSpoke.CONVERSE;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.router.dialect.AnswerEvent;
import dev.pointsman.router.dialect.FrameReader;
import dev.pointsman.router.dialect.Members;
import dev.pointsman.router.dialect.Signature;
import dev.pointsman.router.dialect.TokenUsage;
import dev.pointsman.router.dialect.TreeJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows ConverseStream. An event is named by its frame. Only tools announce their blocks; a text and a thought begin with
 * their first piece. Usage comes behind the terminal mark, so the stream is at its end with {@code metadata}.
 */
final class ConverseFrameReader implements FrameReader {

    private final Map<Integer, StreamedBlock> open = new HashMap<>();
    private int calls;

    @Override
    public List<AnswerEvent> read(Frame frame) {
        if (ConverseErrors.isException(frame.name())) {
            throw ConverseErrors.exception(frame.name());
        }
        Members event = Members.ofAnswer(TreeJson.answer(frame.payload()), CONVERSE, "$");
        // Random letters that hide an event's length on the wire.
        event.keep("p");
        event.keep("contentBlockIndex");
        List<AnswerEvent> events = new ArrayList<>();
        switch (frame.name()) {
            case "messageStart" -> {
                event.keep("role");
                events.add(new AnswerEvent.Started(null, null));
            }
            case "contentBlockStart" -> blockStart(event, events);
            case "contentBlockDelta" -> blockDelta(event, events);
            case "contentBlockStop" -> blockStop(event, events);
            case "messageStop" -> messageStop(event, events);
            case "metadata" -> metadata(event, events);
            default -> event.node().fieldNames().forEachRemaining(event::keep);
        }
        events.addAll(AnswerEvent.Lost.of(event.source()));
        return events;
    }

    /** The terminal mark is {@code messageStop}, which brings the finish reason; a stream may be cut before its counts. */
    @Override
    public boolean needsTerminalMark() {
        return false;
    }

    private static int index(Members event) {
        return event.node().path("contentBlockIndex").asInt();
    }

    private StreamedBlock block(Members event) {
        int index = index(event);
        return open.computeIfAbsent(index, fresh -> new StreamedBlock("$.output.message.content[" + index + "]"));
    }

    private void blockStart(Members event, List<AnswerEvent> events) {
        StreamedBlock block = block(event);
        JsonNode use = event.node().path("start").path("toolUse");
        event.keep("start");
        if (!use.isObject() || ConverseBlockReader.isForeign(use)) {
            block.foreign = true;
            events.add(new AnswerEvent.Lost(block.path));
            return;
        }
        block.call = calls++;
        events.add(new AnswerEvent.ToolCallStarted(
                block.call, use.path("toolUseId").asText(""), use.path("name").asText("")));
    }

    private void blockDelta(Members event, List<AnswerEvent> events) {
        StreamedBlock block = block(event);
        event.keep("delta");
        JsonNode delta = event.node().path("delta");
        if (block.foreign) {
            return;
        }
        if (delta.path("text").isTextual()) {
            text(delta.path("text").textValue(), events);
        } else if (delta.path("toolUse").path("input").isTextual() && block.call >= 0) {
            arguments(block, delta.path("toolUse").path("input").textValue(), events);
        } else if (delta.path("reasoningContent").isObject()) {
            reasoning(block, delta.path("reasoningContent"), events);
        } else {
            events.add(new AnswerEvent.Lost(block.path));
        }
    }

    private static void text(String text, List<AnswerEvent> events) {
        if (!text.isEmpty()) {
            events.add(new AnswerEvent.TextDelta(text));
        }
    }

    private static void arguments(StreamedBlock block, String json, List<AnswerEvent> events) {
        if (!json.isEmpty()) {
            block.argued = true;
            events.add(new AnswerEvent.ArgumentsDelta(block.call, json));
        }
    }

    private static void reasoning(StreamedBlock block, JsonNode piece, List<AnswerEvent> events) {
        String text = piece.path("text").asText("");
        if (!text.isEmpty()) {
            events.add(new AnswerEvent.ReasoningDelta(text, block.path + ".reasoningContent"));
        }
        block.signature.append(piece.path("signature").asText(""));
        String redacted = piece.path("redactedContent").asText("");
        if (!redacted.isEmpty()) {
            events.add(new AnswerEvent.ReasoningSigned(
                    Signature.read(redacted), true, block.path + ".reasoningContent.redactedContent"));
        }
    }

    private void blockStop(Members event, List<AnswerEvent> events) {
        StreamedBlock block = open.remove(index(event));
        if (block == null) {
            return;
        }
        if (block.call >= 0 && !block.argued) {
            events.add(new AnswerEvent.ArgumentsDelta(block.call, "{}"));
        }
        if (!block.signature.isEmpty()) {
            events.add(new AnswerEvent.ReasoningSigned(
                    Signature.read(block.signature.toString()),
                    false,
                    block.path + ".reasoningContent.reasoningText.signature"));
        }
    }

    private void messageStop(Members event, List<AnswerEvent> events) {
        String word = event.text("stopReason");
        if (word == null) {
            throw TreeJson.malformed("messageStop without a reason");
        }
        events.add(new AnswerEvent.Finished(
                ConverseFinish.read(word, calls > 0, ConverseAnswerReader.stopSequence(event))));
    }

    private static void metadata(Members event, List<AnswerEvent> events) {
        event.keep("metrics");
        TokenUsage usage = ConverseTokens.read(event.open("usage"));
        if (usage != null) {
            events.add(new AnswerEvent.Used(usage));
        }
        events.addAll(AnswerEvent.Lost.of(event.source()));
        events.add(new AnswerEvent.Ended());
    }

    /** A block that is being written. */
    private static final class StreamedBlock {
        private final String path;
        private final StringBuilder signature = new StringBuilder();
        private int call = -1;
        private boolean argued;
        private boolean foreign;

        StreamedBlock(String path) {
            this.path = path;
        }
    }
}
