package dev.pointsman.router.dialect.openaichat;

import static dev.pointsman.router.dialect.openaichat.ChatSpoke.CHAT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.pointsman.router.dialect.AnswerEvent;
import dev.pointsman.router.dialect.Members;
import dev.pointsman.router.dialect.ToolIds;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Puts the pieces of streamed tool calls in order. Which call a piece belongs to is told by its index; where that is missing
 * (Mistral) or always 0 (Ollama's path), by a new id, and else by order.
 */
final class ChatToolCalls {

    private final List<Call> calls = new ArrayList<>();
    private @Nullable String answerId;

    private static final class Call {
        private final int index;
        private final String id;
        private boolean started;
        private final StringBuilder waiting = new StringBuilder();

        Call(int index, String id) {
            this.index = index;
            this.id = id;
        }
    }

    /** Ids are made from it for calls that come without. */
    void answerId(@Nullable String id) {
        answerId = id;
    }

    boolean any() {
        return !calls.isEmpty();
    }

    void read(ArrayNode pieces, List<AnswerEvent> events) {
        for (int i = 0; i < pieces.size(); i++) {
            read(Members.ofAnswer(pieces.get(i), CHAT, "$.choices[0].delta.tool_calls[" + i + "]"), events);
        }
    }

    private void read(Members piece, List<AnswerEvent> events) {
        String thought = CallThoughts.takenFrom(piece.node());
        piece.keep("type");
        piece.keep("index");
        JsonNode index = piece.peek("index");
        String id = piece.text("id");
        Members function = piece.open("function");
        String name = function == null ? null : function.text("name");
        String arguments = function == null ? null : function.text("arguments");
        Call call = call(index != null && index.isInt() ? index.intValue() : -1, id == null ? "" : id, name);
        int number = calls.indexOf(call);
        if (!thought.isEmpty()) {
            events.add(new AnswerEvent.ReasoningSigned(
                    CallThoughts.ofCall(number, thought), true, piece.source().path() + ".extra_content"));
        }
        if (!call.started && name != null && !name.isEmpty()) {
            call.started = true;
            events.add(new AnswerEvent.ToolCallStarted(number, call.id, name));
            arguments = call.waiting + (arguments == null ? "" : arguments);
        }
        if (arguments != null && !arguments.isEmpty()) {
            if (call.started) {
                events.add(new AnswerEvent.ArgumentsDelta(number, arguments));
            } else {
                call.waiting.append(arguments);
            }
        }
        events.addAll(AnswerEvent.Lost.of(piece.source()));
    }

    private Call call(int index, String id, @Nullable String name) {
        for (int i = calls.size() - 1; i >= 0; i--) {
            Call call = calls.get(i);
            boolean samePlace = index < 0 ? i == calls.size() - 1 : call.index == index;
            boolean another = !id.isEmpty() && !call.id.equals(id);
            boolean unnamedNew = index < 0 && id.isEmpty() && name != null && !name.isEmpty() && call.started;
            if (samePlace && !another && !unnamedNew) {
                return call;
            }
            if (!id.isEmpty() && call.id.equals(id)) {
                return call;
            }
        }
        Call call = new Call(index, id.isEmpty() ? made() : id);
        calls.add(call);
        return call;
    }

    private String made() {
        if (answerId == null || answerId.isEmpty()) {
            answerId = UUID.randomUUID().toString();
        }
        return ToolIds.made(answerId, calls.size());
    }
}
