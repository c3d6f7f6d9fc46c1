package dev.pointsman.router.dialect.openairesponses;

import static dev.pointsman.router.dialect.openairesponses.ResponsesSpoke.RESPONSES;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.router.dialect.AnswerEvent;
import dev.pointsman.router.dialect.Finish;
import dev.pointsman.router.dialect.FrameReader;
import dev.pointsman.router.dialect.Members;
import dev.pointsman.router.dialect.Signature;
import dev.pointsman.router.dialect.TokenUsage;
import dev.pointsman.router.dialect.TreeJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Follows a stream of response events. Pieces count; what some servers send only as a whole ({@code …done}, the finished item) is
 * taken where no pieces came.
 */
final class ResponsesFrameReader implements FrameReader {

    private static final List<String> KINDS = List.of("message", "function_call", "reasoning");
    private static final List<String> ITEM =
            List.of("type", "id", "status", "role", "name", "arguments", "call_id", "summary", "encrypted_content");
    private static final List<String> PART = List.of("type", "text", "refusal");

    private final Map<Integer, Integer> calls = new HashMap<>();
    private final Set<Integer> written = new HashSet<>();
    private boolean refused;

    @Override
    public List<AnswerEvent> read(Frame frame) {
        if (frame.payload().size() == 6 && frame.payload().utf8().equals("[DONE]")) {
            // Not of this dialect, yet some servers end every stream with it.
            return List.of();
        }
        JsonNode event = TreeJson.answer(frame.payload());
        List<AnswerEvent> events = new ArrayList<>();
        int item = event.path("output_index").asInt();
        String delta = event.path("delta").asText("");
        switch (event.path("type").asText()) {
            case "response.created" -> {
                JsonNode response = event.path("response");
                events.add(new AnswerEvent.Started(
                        response.path("id").textValue(), response.path("model").textValue()));
            }
            case "response.output_item.added" -> added(event.path("item"), item, events);
            case "response.output_text.delta" -> text(delta, item, events);
            case "response.refusal.delta" -> {
                refused = true;
                text(delta, item, events);
            }
            case "response.reasoning_summary_text.delta", "response.reasoning_text.delta" -> {
                written.add(item);
                events.add(new AnswerEvent.ReasoningDelta(delta, path(item)));
            }
            case "response.function_call_arguments.delta" -> arguments(delta, item, events);
            case "response.output_text.annotation.added" ->
                events.add(new AnswerEvent.Lost(
                        path(item) + ".content[" + event.path("content_index").asInt() + "].annotations"));
            case "response.function_call_arguments.done" -> {
                if (!written.contains(item)) {
                    arguments(event.path("arguments").asText(""), item, events);
                }
            }
            case "response.output_item.done" -> done(event.path("item"), item, events);
            case "response.completed", "response.incomplete" -> completed(event.path("response"), events);
            case "response.failed" -> {
                ResponsesAnswerReader.checkError(event.path("response"));
                throw TreeJson.malformed("a failed response without an error");
            }
            case "error" -> throw TreeJson.inBandError(event.path("error").isObject() ? event.path("error") : event);
            default -> {}
        }
        return events;
    }

    private static String path(int item) {
        return "$.output[" + item + "]";
    }

    private void added(JsonNode item, int index, List<AnswerEvent> events) {
        switch (item.path("type").asText()) {
            case "message", "reasoning" -> {}
            case "function_call" -> started(item, index, events);
            default ->
                events.add(new AnswerEvent.Lost(
                        path(index),
                        "only " + RESPONSES + " has " + item.path("type").asText()));
        }
    }

    private void started(JsonNode item, int index, List<AnswerEvent> events) {
        if (!calls.containsKey(index)) {
            calls.put(index, calls.size());
            String id = item.path("call_id").asText("");
            events.add(new AnswerEvent.ToolCallStarted(
                    calls.get(index), id, item.path("name").asText("")));
        }
    }

    private void text(String text, int item, List<AnswerEvent> events) {
        written.add(item);
        if (!text.isEmpty()) {
            events.add(new AnswerEvent.TextDelta(text));
        }
    }

    private void arguments(String json, int item, List<AnswerEvent> events) {
        Integer call = calls.get(item);
        if (call == null) {
            throw TreeJson.malformed("arguments of a call that has not begun");
        }
        if (!json.isEmpty()) {
            written.add(item);
            events.add(new AnswerEvent.ArgumentsDelta(call, json));
        }
    }

    private void done(JsonNode item, int index, List<AnswerEvent> events) {
        boolean whole = !written.contains(index);
        if (KINDS.contains(item.path("type").asText())) {
            beyond(item, index, events);
        }
        switch (item.path("type").asText()) {
            case "message" -> {
                for (JsonNode part : item.path("content")) {
                    refused |= part.has("refusal");
                    if (whole) {
                        text(part.path("text").asText("") + part.path("refusal").asText(""), index, events);
                    }
                }
            }
            case "function_call" -> {
                started(item, index, events);
                if (whole) {
                    arguments(item.path("arguments").asText(""), index, events);
                }
            }
            case "reasoning" -> reasoning(item, index, whole, events);
            default -> {}
        }
    }

    private static void reasoning(JsonNode item, int index, boolean whole, List<AnswerEvent> events) {
        StringBuilder text = new StringBuilder();
        for (String list : List.of("summary", "content")) {
            item.path(list).forEach(part -> text.append(part.path("text").asText("")));
        }
        if (whole && !text.isEmpty()) {
            events.add(new AnswerEvent.ReasoningDelta(text.toString(), path(index)));
        }
        String encrypted = item.path("encrypted_content").asText("");
        if (!encrypted.isEmpty() && !item.path("encrypted_content").isNull()) {
            events.add(new AnswerEvent.ReasoningSigned(
                    Signature.read(encrypted), text.isEmpty(), path(index) + ".encrypted_content"));
        }
    }

    private void completed(JsonNode response, List<AnswerEvent> events) {
        Finish finish = ResponsesAnswerReader.finish(response, !calls.isEmpty(), refused);
        if (response.path("usage") instanceof ObjectNode usage) {
            TokenUsage read = ResponsesAnswerReader.usage(Members.of(usage, RESPONSES, "$.usage"));
            if (read != null) {
                events.add(new AnswerEvent.Used(read));
                events.addAll(AnswerEvent.Lost.of(read.source()));
            }
        }
        if (finish != null) {
            events.add(new AnswerEvent.Finished(finish));
        }
        if (response instanceof ObjectNode finished) {
            events.addAll(AnswerEvent.Lost.of(ResponsesAnswerReader.beyond(finished)));
        }
        events.add(new AnswerEvent.Ended());
    }

    /** What a finished item has beside what its pieces told. */
    private static void beyond(JsonNode item, int index, List<AnswerEvent> events) {
        Members members = Members.ofAnswer(item, RESPONSES, path(index));
        ITEM.forEach(members::keep);
        for (int i = 0; i < item.path("content").size(); i++) {
            Members part = members.element("content", i);
            if (part != null) {
                PART.forEach(part::keep);
            }
        }
        events.addAll(AnswerEvent.Lost.of(members.source()));
    }
}
