package dev.pointsman.router.dialect.gemini;

import static dev.pointsman.router.dialect.gemini.GeminiSpoke.GEMINI;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.router.dialect.AnswerEvent;
import dev.pointsman.router.dialect.Block;
import dev.pointsman.router.dialect.Finish;
import dev.pointsman.router.dialect.FrameReader;
import dev.pointsman.router.dialect.Members;
import dev.pointsman.router.dialect.TokenUsage;
import dev.pointsman.router.dialect.ToolIds;
import dev.pointsman.router.dialect.TreeJson;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Follows a stream whose chunks have the shape of whole answers: texts in pieces, each call whole, usage cumulative. */
final class GeminiFrameReader implements FrameReader {

    private final ObjectNode usage = TreeJson.object();
    private @Nullable String answerId;
    private boolean started;
    private int calls;

    @Override
    public List<AnswerEvent> read(Frame frame) {
        JsonNode tree = TreeJson.answer(frame.payload());
        GeminiAnswerReader.checkError(tree);
        Members chunk = Members.ofAnswer(tree, GEMINI, "$");
        List<AnswerEvent> events = new ArrayList<>();
        String id = chunk.text("responseId");
        String model = chunk.text("modelVersion");
        if (!started) {
            started = true;
            answerId = id;
            events.add(new AnswerEvent.Started(id, model));
        }
        used(chunk, events);
        ArrayNode candidates = chunk.list("candidates");
        for (int i = 0; candidates != null && i < candidates.size(); i++) {
            candidate(candidates.get(i), i, events);
        }
        Finish blocked = GeminiAnswerReader.blocked(chunk);
        if (blocked != null) {
            events.add(new AnswerEvent.Finished(blocked));
        }
        events.addAll(AnswerEvent.Lost.of(chunk.source()));
        return events;
    }

    /** There is none: the last chunk is the one with a finish reason. */
    @Override
    public boolean needsTerminalMark() {
        return false;
    }

    private void candidate(JsonNode node, int position, List<AnswerEvent> events) {
        int index = node.path("index").asInt(position);
        Members candidate = Members.ofAnswer(node, GEMINI, "$.candidates[" + index + "]");
        if (index > 0) {
            events.add(new AnswerEvent.Lost(candidate.path(), "one answer only"));
            return;
        }
        for (Block block : GeminiAnswerReader.blocks(candidate, calls)) {
            block(block, events);
        }
        Finish finish = GeminiAnswerReader.finish(candidate, calls > 0);
        if (finish != null) {
            events.add(new AnswerEvent.Finished(finish));
        }
        events.addAll(AnswerEvent.Lost.of(candidate.source()));
    }

    private void block(Block block, List<AnswerEvent> events) {
        String path = block.source().path();
        switch (block) {
            case Block.Text text -> {
                if (!text.text().isEmpty()) {
                    events.add(new AnswerEvent.TextDelta(text.text()));
                }
            }
            case Block.Reasoning reasoning -> {
                if (!reasoning.text().isEmpty()) {
                    events.add(new AnswerEvent.ReasoningDelta(reasoning.text(), path));
                }
                if (reasoning.signature() != null) {
                    events.add(new AnswerEvent.ReasoningSigned(
                            reasoning.signature(), reasoning.redacted(), reasoning.signaturePath()));
                }
            }
            case Block.ToolCall call -> call(call, events);
            default -> events.add(new AnswerEvent.Lost(path));
        }
        events.addAll(AnswerEvent.Lost.of(block.source()));
    }

    private void call(Block.ToolCall call, List<AnswerEvent> events) {
        boolean inPieces = call.source().extras().stream()
                .anyMatch(extra ->
                        extra.at().contains("partialArgs") || extra.at().contains("willContinue"));
        if (inPieces) {
            // Only streamFunctionCallArguments asks for it, which a translated request never has.
            throw TreeJson.malformed("a tool call in pieces that nobody asked for");
        }
        String id = call.id().isEmpty() ? ToolIds.made(answerId(), calls) : call.id();
        events.add(new AnswerEvent.ToolCallStarted(calls, id, call.name()));
        events.add(new AnswerEvent.ArgumentsDelta(calls++, call.arguments().isBlank() ? "{}" : call.arguments()));
    }

    private String answerId() {
        if (answerId == null) {
            answerId = UUID.randomUUID().toString();
        }
        return answerId;
    }

    /** The last count holds; one that a chunk leaves out stays. */
    private void used(Members chunk, List<AnswerEvent> events) {
        if (chunk.peek("usageMetadata") instanceof ObjectNode counts) {
            chunk.keep("usageMetadata");
            usage.setAll(counts);
            TokenUsage merged = GeminiTokens.read(Members.of(usage, GEMINI, "$.usageMetadata"));
            if (merged != null) {
                events.add(new AnswerEvent.Used(merged));
                events.addAll(AnswerEvent.Lost.of(merged.source()));
            }
        }
    }
}
