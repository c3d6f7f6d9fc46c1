package dev.pointsman.router.dialect.ollama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.router.dialect.AnswerEvent;
import dev.pointsman.router.dialect.AnswerTerms;
import dev.pointsman.router.dialect.Finish;
import dev.pointsman.router.dialect.FrameWriter;
import dev.pointsman.router.dialect.Losses;
import dev.pointsman.router.dialect.TokenUsage;
import dev.pointsman.router.dialect.TreeJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Writes Ollama's lines. A tool call has no pieces here: it waits until it is complete. */
final class OllamaFrameWriter implements FrameWriter {

    private final AnswerTerms terms;
    private final Losses losses;
    private final Durations durations;
    private final Map<Integer, WaitingCall> waiting = new LinkedHashMap<>();
    private String model;
    private @Nullable Finish finish;
    private @Nullable TokenUsage usage;

    private static final class WaitingCall {
        private final String id;
        private final String name;
        private final StringBuilder json = new StringBuilder();

        WaitingCall(String id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    OllamaFrameWriter(AnswerTerms terms, Losses losses) {
        this.terms = terms;
        this.losses = losses;
        this.durations = new Durations(terms.clock());
        this.model = terms.model();
    }

    @Override
    public void write(AnswerEvent event, Queue<Frame> frames) {
        if (shows(event)) {
            durations.content();
        }
        switch (event) {
            case AnswerEvent.Started started -> model = started.model() == null ? model : started.model();
            case AnswerEvent.TextDelta text -> {
                flush(frames);
                frames.add(line(message().put("content", text.text())));
            }
            case AnswerEvent.ReasoningDelta reasoning ->
                frames.add(line(message().put("thinking", reasoning.text())));
            case AnswerEvent.ReasoningSigned signed -> losses.add(signed.path());
            case AnswerEvent.ToolCallStarted call -> waiting.put(call.call(), new WaitingCall(call.id(), call.name()));
            case AnswerEvent.ArgumentsDelta arguments -> {
                WaitingCall call = waiting.get(arguments.call());
                if (call == null) {
                    throw TreeJson.malformed("a piece of a tool call after its end");
                }
                call.json.append(arguments.json());
            }
            case AnswerEvent.Finished finished -> finish = finished.finish();
            case AnswerEvent.Used used -> usage = used.usage();
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

    private void flush(Queue<Frame> frames) {
        for (WaitingCall call : waiting.values()) {
            ObjectNode message = message();
            ObjectNode written = message.putArray("tool_calls").addObject().put("id", call.id);
            ObjectNode function = written.putObject("function").put("name", call.name);
            String json = call.json.isEmpty() ? "{}" : call.json.toString();
            function.set(
                    "arguments",
                    TreeJson.parsed(json)
                            .orElseThrow(() -> TreeJson.malformed("a tool call whose arguments are not JSON")));
            frames.add(line(message));
        }
        waiting.clear();
    }

    @Override
    public void end(Queue<Frame> frames) {
        flush(frames);
        ObjectNode last = envelope(message());
        OllamaAnswerWriter.finish(last, finish, usage, losses);
        durations.write(last);
        frames.add(Frame.of(TreeJson.payload(last)));
    }

    private static ObjectNode message() {
        return TreeJson.object().put("role", "assistant").put("content", "");
    }

    private Frame line(ObjectNode message) {
        return Frame.of(TreeJson.payload(envelope(message).put("done", false)));
    }

    private ObjectNode envelope(ObjectNode message) {
        ObjectNode line = TreeJson.object().put("model", model);
        line.put("created_at", terms.clock().instant().toString());
        line.set("message", message);
        return line;
    }
}
