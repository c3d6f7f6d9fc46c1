package dev.pointsman.router.dialect.openaichat;

import static dev.pointsman.router.dialect.openaichat.ChatSpoke.CHAT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.router.dialect.AnswerEvent;
import dev.pointsman.router.dialect.Block;
import dev.pointsman.router.dialect.FrameReader;
import dev.pointsman.router.dialect.Members;
import dev.pointsman.router.dialect.TokenUsage;
import dev.pointsman.router.dialect.TreeJson;
import java.util.ArrayList;
import java.util.List;

/**
 * Follows a stream of chat completion chunks. A chunk may have no choices (Azure's first, a last one with usage), or text, a
 * tool call and a finish reason at once.
 */
final class ChatFrameReader implements FrameReader {

    private static final String DONE = "[DONE]";

    private final ChatToolCalls calls = new ChatToolCalls();
    private boolean started;
    private boolean refused;

    @Override
    public List<AnswerEvent> read(Frame frame) {
        if (frame.payload().size() <= DONE.length() + 2
                && frame.payload().utf8().strip().equals(DONE)) {
            return List.of(new AnswerEvent.Ended());
        }
        JsonNode tree = TreeJson.answer(frame.payload());
        ChatErrors.check(tree);
        Members chunk = Members.ofAnswer(tree, CHAT, "$");
        List<AnswerEvent> events = new ArrayList<>();
        ArrayNode choices = chunk.list("choices");
        chunk.keep("object");
        chunk.keep("created");
        String id = chunk.text("id");
        String model = chunk.text("model");
        if (!started && choices != null) {
            started = true;
            calls.answerId(id);
            events.add(new AnswerEvent.Started(id, model));
        }
        for (int i = 0; choices != null && i < choices.size(); i++) {
            choice(choices.get(i), i, events);
        }
        usage(chunk, events);
        events.addAll(AnswerEvent.Lost.of(chunk.source()));
        return events;
    }

    /** Hugging Face's router sends no {@code [DONE]}. */
    @Override
    public boolean needsTerminalMark() {
        return false;
    }

    private void choice(JsonNode node, int position, List<AnswerEvent> events) {
        int index = node.path("index").asInt(position);
        Members choice = Members.ofAnswer(node, CHAT, "$.choices[" + index + "]");
        if (index > 0) {
            events.add(new AnswerEvent.Lost(choice.path(), "one answer only"));
            return;
        }
        choice.keep("index");
        // Perplexity repeats the message so far beside every delta.
        choice.keep("message");
        Members delta = choice.open("delta");
        if (delta != null) {
            delta.keep("role");
            ArrayNode pieces = delta.list("tool_calls");
            ChatMessageReader.spoken(delta).forEach(block -> spoken(block, events));
            if (pieces != null) {
                calls.read(pieces, events);
            }
        }
        finish(choice, events);
        events.addAll(AnswerEvent.Lost.of(choice.source()));
    }

    private void spoken(Block block, List<AnswerEvent> events) {
        String path = block.source().path();
        switch (block) {
            case Block.Text text -> {
                refused |= block.source().member().equals("refusal");
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
            default -> events.add(new AnswerEvent.Lost(path));
        }
        events.addAll(AnswerEvent.Lost.of(block.source()));
    }

    private void finish(Members choice, List<AnswerEvent> events) {
        String word = choice.text("finish_reason");
        if (word == null || word.isEmpty()) {
            return;
        }
        // DeepSeek's second word says that it had no machine left.
        if (word.equals("error") || word.equals("insufficient_system_resource")) {
            throw new ProviderException(new ProviderFailure.Overloaded());
        }
        events.add(new AnswerEvent.Finished(ChatFinish.read(word, refused).withCalls(calls.any())));
    }

    /** On the last chunk, on every chunk (then cumulative), or where Groq puts it. */
    private static void usage(Members chunk, List<AnswerEvent> events) {
        TokenUsage usage = ChatTokens.read(chunk.open("usage"));
        Members groq = chunk.open("x_groq");
        TokenUsage groqs = groq == null ? null : ChatTokens.read(groq.open("usage"));
        if (usage != null) {
            events.add(new AnswerEvent.Used(usage));
        } else if (groqs != null) {
            events.add(new AnswerEvent.Used(groqs));
        }
    }
}
