package dev.pointsman.router.dialect.openaichat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.router.dialect.AnswerEvent;
import dev.pointsman.router.dialect.AnswerTerms;
import dev.pointsman.router.dialect.Finish;
import dev.pointsman.router.dialect.FrameWriter;
import dev.pointsman.router.dialect.Losses;
import dev.pointsman.router.dialect.ToolIds;
import dev.pointsman.router.dialect.TreeJson;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Writes a stream of chat completion chunks. Usage goes to clients that asked for it, in a last chunk without choices. */
final class ChatFrameWriter implements FrameWriter {

    private final AnswerTerms terms;
    private final Losses losses;
    private final long created;
    private String id;
    private String model;
    private int details;
    private @Nullable Usage usage;

    ChatFrameWriter(AnswerTerms terms, Losses losses) {
        this.terms = terms;
        this.losses = losses;
        this.created = terms.clock().instant().getEpochSecond();
        this.id = "chatcmpl-" + created;
        this.model = terms.model();
    }

    @Override
    public void write(AnswerEvent event, Queue<Frame> frames) {
        switch (event) {
            case AnswerEvent.Started started -> {
                id = started.id() == null ? id : started.id();
                model = started.model() == null ? model : started.model();
                frames.add(chunk(TreeJson.object().put("role", "assistant").put("content", ""), null));
            }
            case AnswerEvent.TextDelta text ->
                frames.add(chunk(TreeJson.object().put("content", text.text()), null));
            case AnswerEvent.ReasoningDelta reasoning ->
                frames.add(chunk(TreeJson.object().put("reasoning_content", reasoning.text()), null));
            case AnswerEvent.ReasoningSigned signed -> frames.add(chunk(signature(signed), null));
            case AnswerEvent.ToolCallStarted call -> frames.add(chunk(started(call), null));
            case AnswerEvent.ArgumentsDelta arguments -> frames.add(chunk(arguments(arguments), null));
            case AnswerEvent.Finished finished -> finish(finished.finish(), frames);
            case AnswerEvent.Used used -> usage = used.usage().unified();
            case AnswerEvent.Lost lost -> {}
            case AnswerEvent.Ended ended -> {}
        }
    }

    private void finish(Finish finish, Queue<Frame> frames) {
        ChatLosses.finish(finish, losses);
        frames.add(chunk(TreeJson.object(), ChatFinish.write(finish)));
    }

    @Override
    public void end(Queue<Frame> frames) {
        if (terms.includesUsage() && usage != null) {
            ObjectNode last = envelope();
            last.putArray("choices");
            last.set("usage", ChatTokens.write(usage));
            frames.add(Frame.of(TreeJson.payload(last)));
        }
        frames.add(Frame.of(Payload.ofUtf8("[DONE]")));
    }

    /** This dialect has a member for reasoning that clients which do not know it skip. */
    @Override
    public boolean shows(AnswerEvent event) {
        return event instanceof AnswerEvent.TextDelta
                || event instanceof AnswerEvent.ReasoningDelta
                || event instanceof AnswerEvent.ToolCallStarted;
    }

    private ObjectNode signature(AnswerEvent.ReasoningSigned signed) {
        ObjectNode delta = TreeJson.object();
        String marked = signed.signature().marked(terms.provider());
        // The text itself stands in reasoning_content; clients join the two by index.
        delta.putArray("reasoning_details")
                .add(ChatAnswerWriter.detail("", marked, signed.redacted()).put("index", details++));
        return delta;
    }

    private ObjectNode started(AnswerEvent.ToolCallStarted call) {
        ObjectNode delta = TreeJson.object();
        ObjectNode piece = delta.putArray("tool_calls").addObject();
        piece.put("index", call.call()).put("id", ToolIds.widen(call.id())).put("type", "function");
        piece.putObject("function").put("name", call.name()).put("arguments", "");
        return delta;
    }

    private static ObjectNode arguments(AnswerEvent.ArgumentsDelta arguments) {
        ObjectNode delta = TreeJson.object();
        ObjectNode piece = delta.putArray("tool_calls").addObject().put("index", arguments.call());
        piece.putObject("function").put("arguments", arguments.json());
        return delta;
    }

    private Frame chunk(ObjectNode delta, @Nullable String finishReason) {
        ObjectNode chunk = envelope();
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.put("finish_reason", finishReason);
        return Frame.of(TreeJson.payload(chunk));
    }

    private ObjectNode envelope() {
        return TreeJson.object()
                .put("id", id)
                .put("object", "chat.completion.chunk")
                .put("created", created)
                .put("model", model);
    }
}
