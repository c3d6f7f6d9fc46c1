package dev.pointsman.router.dialect.openairesponses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.router.dialect.AnswerEvent;
import dev.pointsman.router.dialect.AnswerTerms;
import dev.pointsman.router.dialect.Finish;
import dev.pointsman.router.dialect.FrameWriter;
import dev.pointsman.router.dialect.Losses;
import dev.pointsman.router.dialect.Signature;
import dev.pointsman.router.dialect.TreeJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Writes a stream of response events: every item is added and done, every text and every call's arguments too, sequence numbers
 * rise, and the ids are those of the completed response at the end.
 */
final class ResponsesFrameWriter implements FrameWriter {

    private final AnswerTerms terms;
    private final Losses losses;
    private final ArrayNode output = TreeJson.object().putArray("output");
    private final Map<Integer, OpenItem> calls = new LinkedHashMap<>();
    private final long now;
    private String id;
    private String model;
    private int sequence;
    private boolean started;
    private @Nullable OpenItem open;
    private @Nullable Finish finish;
    private @Nullable Usage usage;

    /** An item between its added and its done. */
    private static final class OpenItem {
        private final int index;
        private final String type;
        private final ObjectNode item;
        private final StringBuilder text = new StringBuilder();
        private String signature = "";

        OpenItem(int index, String type, ObjectNode item) {
            this.index = index;
            this.type = type;
            this.item = item;
        }

        String id() {
            return item.path("id").textValue();
        }
    }

    ResponsesFrameWriter(AnswerTerms terms, Losses losses) {
        this.terms = terms;
        this.losses = losses;
        this.now = terms.clock().instant().getEpochSecond();
        this.id = "resp_" + now;
        this.model = terms.model();
    }

    @Override
    public void write(AnswerEvent event, Queue<Frame> frames) {
        switch (event) {
            case AnswerEvent.Started start -> start(start, frames);
            case AnswerEvent.TextDelta text -> text(text.text(), frames);
            case AnswerEvent.ReasoningDelta reasoning -> reasoning(reasoning.text(), frames);
            case AnswerEvent.ReasoningSigned signed -> {
                OpenItem item = reasoningItem(frames);
                item.signature = signed.signature().marked(terms.provider());
                close(frames);
            }
            case AnswerEvent.ToolCallStarted call -> call(call, frames);
            case AnswerEvent.ArgumentsDelta arguments -> arguments(arguments, frames);
            case AnswerEvent.Finished finished -> finish = finished.finish();
            case AnswerEvent.Used used -> usage = used.usage().unified();
            case AnswerEvent.Lost lost -> {}
            case AnswerEvent.Ended ended -> {}
        }
    }

    @Override
    public boolean shows(AnswerEvent event) {
        return event instanceof AnswerEvent.TextDelta
                || event instanceof AnswerEvent.ReasoningDelta
                || event instanceof AnswerEvent.ToolCallStarted;
    }

    private void start(AnswerEvent.Started start, Queue<Frame> frames) {
        started = true;
        id = start.id() == null || start.id().isEmpty() ? id : start.id();
        model = start.model() == null ? model : start.model();
        for (String type : new String[] {"response.created", "response.in_progress"}) {
            ObjectNode event = event(type);
            event.set("response", ResponsesAnswerWriter.envelope(id, model, now));
            frames.add(frame(event));
        }
    }

    private void text(String text, Queue<Frame> frames) {
        OpenItem item = open;
        if (item == null || !item.type.equals("message")) {
            closeAll(frames);
            item = add("message", ResponsesAnswerWriter.message(itemId("msg"), "in_progress"), frames);
            ObjectNode part = located("response.content_part.added", item).put("content_index", 0);
            part.set("part", ResponsesAnswerWriter.textPart(""));
            frames.add(frame(part));
        }
        item.text.append(text);
        ObjectNode delta = located("response.output_text.delta", item)
                .put("content_index", 0)
                .put("delta", text);
        delta.putArray("logprobs");
        frames.add(frame(delta));
    }

    private void reasoning(String text, Queue<Frame> frames) {
        OpenItem item = reasoningItem(frames);
        if (item.text.isEmpty()) {
            ObjectNode part =
                    located("response.reasoning_summary_part.added", item).put("summary_index", 0);
            part.set("part", TreeJson.object().put("type", "summary_text").put("text", ""));
            frames.add(frame(part));
        }
        item.text.append(text);
        frames.add(frame(located("response.reasoning_summary_text.delta", item)
                .put("summary_index", 0)
                .put("delta", text)));
    }

    private OpenItem reasoningItem(Queue<Frame> frames) {
        OpenItem item = open;
        if (item != null && item.type.equals("reasoning")) {
            return item;
        }
        closeAll(frames);
        return add("reasoning", ResponsesAnswerWriter.reasoning(itemId("rs"), "", ""), frames);
    }

    /** Calls stay open until text follows or the end: their pieces may be mixed. */
    private void call(AnswerEvent.ToolCallStarted call, Queue<Frame> frames) {
        close(frames);
        ObjectNode item = ResponsesAnswerWriter.call(itemId("fc"), call.id(), call.name(), "", "in_progress");
        calls.put(call.call(), add("function_call", item, frames));
        open = null;
    }

    private void arguments(AnswerEvent.ArgumentsDelta arguments, Queue<Frame> frames) {
        OpenItem item = calls.get(arguments.call());
        if (item == null) {
            throw TreeJson.malformed("a piece of a tool call after its end");
        }
        item.text.append(arguments.json());
        frames.add(frame(located("response.function_call_arguments.delta", item).put("delta", arguments.json())));
    }

    private String itemId(String kind) {
        return ResponsesAnswerWriter.itemId(kind, id, output.size());
    }

    private OpenItem add(String type, ObjectNode item, Queue<Frame> frames) {
        OpenItem added = new OpenItem(output.size(), type, item);
        output.add(item);
        ObjectNode event = event("response.output_item.added").put("output_index", added.index);
        event.set("item", item.deepCopy());
        frames.add(frame(event));
        open = added;
        return added;
    }

    private void closeAll(Queue<Frame> frames) {
        close(frames);
        calls.values().forEach(call -> closeCall(call, frames));
        calls.clear();
    }

    private void close(Queue<Frame> frames) {
        OpenItem item = open;
        open = null;
        if (item == null) {
            return;
        }
        if (item.type.equals("message")) {
            closeMessage(item, frames);
        } else {
            closeReasoning(item, frames);
        }
    }

    private void closeMessage(OpenItem item, Queue<Frame> frames) {
        String text = item.text.toString();
        ObjectNode done = located("response.output_text.done", item)
                .put("content_index", 0)
                .put("text", text);
        done.putArray("logprobs");
        frames.add(frame(done));
        ObjectNode part = located("response.content_part.done", item).put("content_index", 0);
        part.set("part", ResponsesAnswerWriter.textPart(text));
        frames.add(frame(part));
        ((ArrayNode) item.item.path("content")).add(ResponsesAnswerWriter.textPart(text));
        done(item.item.put("status", "completed"), item, frames);
    }

    private void closeReasoning(OpenItem item, Queue<Frame> frames) {
        String text = item.text.toString();
        if (!text.isEmpty()) {
            frames.add(frame(located("response.reasoning_summary_text.done", item)
                    .put("summary_index", 0)
                    .put("text", text)));
            ObjectNode part =
                    located("response.reasoning_summary_part.done", item).put("summary_index", 0);
            part.set("part", TreeJson.object().put("type", "summary_text").put("text", text));
            frames.add(frame(part));
        }
        String unsigned = new Signature("", terms.provider()).written();
        item.item.setAll(
                ResponsesAnswerWriter.reasoning(item.id(), text, item.signature.isEmpty() ? unsigned : item.signature));
        done(item.item, item, frames);
    }

    private void closeCall(OpenItem item, Queue<Frame> frames) {
        String arguments = item.text.isEmpty() ? "{}" : item.text.toString();
        frames.add(frame(located("response.function_call_arguments.done", item).put("arguments", arguments)));
        done(item.item.put("arguments", arguments).put("status", "completed"), item, frames);
    }

    private void done(ObjectNode finished, OpenItem item, Queue<Frame> frames) {
        ObjectNode event = event("response.output_item.done").put("output_index", item.index);
        event.set("item", finished.deepCopy());
        frames.add(frame(event));
    }

    @Override
    public void end(Queue<Frame> frames) {
        if (!started) {
            start(new AnswerEvent.Started(null, null), frames);
        }
        closeAll(frames);
        ObjectNode response = ResponsesAnswerWriter.envelope(id, model, now);
        response.set("output", output);
        ResponsesAnswerWriter.finish(response, finish);
        if (finish != null && finish.stopSequence() != null) {
            losses.add("$.stop_sequence");
        }
        if (usage != null) {
            response.set("usage", ResponsesAnswerWriter.usage(usage));
        }
        ObjectNode event = event("response." + response.path("status").textValue());
        event.set("response", response);
        frames.add(frame(event));
    }

    private ObjectNode located(String type, OpenItem item) {
        return event(type).put("item_id", item.id()).put("output_index", item.index);
    }

    private ObjectNode event(String type) {
        return TreeJson.object().put("type", type).put("sequence_number", sequence++);
    }

    private static Frame frame(ObjectNode event) {
        return new Frame(event.path("type").textValue(), TreeJson.payload(event));
    }
}
