package dev.pointsman.router.dialect.ollama;

import static dev.pointsman.router.dialect.ollama.OllamaSpoke.OLLAMA;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.router.dialect.AnswerEvent;
import dev.pointsman.router.dialect.Block;
import dev.pointsman.router.dialect.FrameReader;
import dev.pointsman.router.dialect.Members;
import dev.pointsman.router.dialect.TokenUsage;
import dev.pointsman.router.dialect.ToolIds;
import dev.pointsman.router.dialect.TreeJson;
import java.util.ArrayList;
import java.util.List;

/** Follows Ollama's lines: pieces of a message, each tool call whole, and a last line that says done. */
final class OllamaFrameReader implements FrameReader {

    private boolean started;
    private int calls;

    @Override
    public List<AnswerEvent> read(Frame frame) {
        JsonNode tree = TreeJson.answer(frame.payload());
        OllamaAnswerReader.checkError(tree);
        Members line = Members.ofAnswer(tree, OLLAMA, "$");
        List<AnswerEvent> events = new ArrayList<>();
        String model = line.text("model");
        if (!started) {
            started = true;
            events.add(new AnswerEvent.Started(null, model));
        }
        Members message = line.open("message");
        if (message != null) {
            String created = tree.path("created_at").asText("");
            OllamaMessageReader.read(message).forEach(block -> block(block, created, events));
        }
        line.keep("done");
        line.keep("created_at");
        String word = line.text("done_reason");
        TokenUsage usage = OllamaAnswerReader.usage(line);
        events.addAll(AnswerEvent.Lost.of(line.source()));
        if (tree.path("done").asBoolean()) {
            if (usage != null) {
                events.add(new AnswerEvent.Used(usage));
            }
            events.add(new AnswerEvent.Finished(OllamaAnswerReader.finish(word, calls > 0)));
            events.add(new AnswerEvent.Ended());
        }
        return events;
    }

    private void block(Block block, String created, List<AnswerEvent> events) {
        switch (block) {
            case Block.Text text -> {
                if (!text.text().isEmpty()) {
                    events.add(new AnswerEvent.TextDelta(text.text()));
                }
            }
            case Block.Reasoning reasoning ->
                events.add(new AnswerEvent.ReasoningDelta(
                        reasoning.text(), reasoning.source().path()));
            case Block.ToolCall call -> {
                String id = call.id().isEmpty() ? ToolIds.made(created, calls) : call.id();
                events.add(new AnswerEvent.ToolCallStarted(calls, id, call.name()));
                events.add(
                        new AnswerEvent.ArgumentsDelta(calls++, call.arguments().isBlank() ? "{}" : call.arguments()));
            }
            default -> events.add(new AnswerEvent.Lost(block.source().path()));
        }
        events.addAll(AnswerEvent.Lost.of(block.source()));
    }
}
