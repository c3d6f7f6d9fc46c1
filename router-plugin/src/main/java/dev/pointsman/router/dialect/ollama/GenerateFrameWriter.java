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
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Writes a generate's lines. It offers no tools, so a call that comes all the same has no place. */
final class GenerateFrameWriter implements FrameWriter {

    private final AnswerTerms terms;
    private final Losses losses;
    private final Durations durations;
    private String model;
    private @Nullable Finish finish;
    private @Nullable TokenUsage usage;

    GenerateFrameWriter(AnswerTerms terms, Losses losses) {
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
            case AnswerEvent.TextDelta text ->
                frames.add(line(envelope().put("response", text.text()).put("done", false)));
            case AnswerEvent.ReasoningDelta reasoning ->
                frames.add(line(envelope()
                        .put("response", "")
                        .put("thinking", reasoning.text())
                        .put("done", false)));
            case AnswerEvent.ReasoningSigned signed -> losses.add(signed.path());
            case AnswerEvent.ToolCallStarted call -> losses.add("$.tool_calls[" + call.call() + "]");
            case AnswerEvent.ArgumentsDelta arguments -> {}
            case AnswerEvent.Finished finished -> finish = finished.finish();
            case AnswerEvent.Used used -> usage = used.usage();
            case AnswerEvent.Lost lost -> {}
            case AnswerEvent.Ended ended -> {}
        }
    }

    @Override
    public boolean shows(AnswerEvent event) {
        return event instanceof AnswerEvent.TextDelta || event instanceof AnswerEvent.ReasoningDelta;
    }

    @Override
    public void end(Queue<Frame> frames) {
        ObjectNode last = envelope().put("response", "");
        OllamaAnswerWriter.finish(last, finish, usage, losses);
        durations.write(last);
        frames.add(line(last));
    }

    private ObjectNode envelope() {
        return TreeJson.object()
                .put("model", model)
                .put("created_at", terms.clock().instant().toString());
    }

    private static Frame line(ObjectNode line) {
        return Frame.of(TreeJson.payload(line));
    }
}
