package dev.pointsman.router.dialect.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.router.dialect.AnswerEvent;
import dev.pointsman.router.dialect.AnswerTerms;
import dev.pointsman.router.dialect.Finish;
import dev.pointsman.router.dialect.FrameWriter;
import dev.pointsman.router.dialect.Losses;
import dev.pointsman.router.dialect.Signature;
import dev.pointsman.router.dialect.ToolIds;
import dev.pointsman.router.dialect.TreeJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Writes an Anthropic event stream: message_start, blocks of rising index that never overlap, message_delta, message_stop.
 *
 * <p>Of several tool calls at once, the first is written as it comes; the others wait until it must be complete, since their
 * pieces may be mixed in the source.
 */
final class MessagesFrameWriter implements FrameWriter {

    private final AnswerTerms terms;
    private final Losses losses;
    private final Map<Integer, WaitingCall> waiting = new LinkedHashMap<>();
    private Open open = Open.NOTHING;
    private int openCall = -1;
    private int index = -1;
    private boolean started;
    private @Nullable Signature signature;
    private @Nullable Finish finish;
    private Usage usage = Usage.none();

    private enum Open {
        NOTHING,
        TEXT,
        THINKING,
        CALL
    }

    private static final class WaitingCall {
        private final String id;
        private final String name;
        private final StringBuilder json = new StringBuilder();

        WaitingCall(String id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    MessagesFrameWriter(AnswerTerms terms, Losses losses) {
        this.terms = terms;
        this.losses = losses;
    }

    @Override
    public void write(AnswerEvent event, Queue<Frame> frames) {
        switch (event) {
            case AnswerEvent.Started start -> start(start, frames);
            case AnswerEvent.TextDelta text -> text(text.text(), frames);
            case AnswerEvent.ReasoningDelta reasoning -> reasoning(reasoning, frames);
            case AnswerEvent.ReasoningSigned signed -> signed(signed, frames);
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
                || event instanceof AnswerEvent.ToolCallStarted
                || (event instanceof AnswerEvent.ReasoningDelta && terms.showsReasoning());
    }

    private void start(AnswerEvent.Started start, Queue<Frame> frames) {
        started = true;
        ObjectNode event = event("message_start");
        ObjectNode message = event.putObject("message");
        String id = start.id();
        message.put(
                "id",
                id == null || id.isEmpty() ? "msg_" + terms.clock().instant().toEpochMilli() : id);
        message.put("type", "message").put("role", "assistant");
        message.put("model", start.model() == null ? terms.model() : start.model());
        message.putArray("content");
        message.putNull("stop_reason").putNull("stop_sequence");
        // Not known yet where the vendor counts at the end: message_delta repeats all of it.
        message.set("usage", MessagesUsage.write(usage));
        frames.add(frame(event));
    }

    private void text(String text, Queue<Frame> frames) {
        if (open != Open.TEXT) {
            closeAll(frames);
            openBlock(Open.TEXT, TreeJson.object().put("type", "text").put("text", ""), frames);
        }
        frames.add(delta(TreeJson.object().put("type", "text_delta").put("text", text)));
    }

    private void reasoning(AnswerEvent.ReasoningDelta reasoning, Queue<Frame> frames) {
        if (!terms.showsReasoning()) {
            losses.add(reasoning.path(), "reasoning was not asked for");
            return;
        }
        if (open != Open.THINKING) {
            closeAll(frames);
            openThinking(frames);
        }
        frames.add(delta(TreeJson.object().put("type", "thinking_delta").put("thinking", reasoning.text())));
    }

    private void openThinking(Queue<Frame> frames) {
        openBlock(
                Open.THINKING,
                TreeJson.object().put("type", "thinking").put("thinking", "").put("signature", ""),
                frames);
    }

    private void signed(AnswerEvent.ReasoningSigned signed, Queue<Frame> frames) {
        if (!terms.showsReasoning()) {
            losses.add(signed.path(), "reasoning was not asked for");
            return;
        }
        if (signed.redacted()) {
            closeAll(frames);
            String data = signed.signature().marked(terms.provider());
            openBlock(
                    Open.THINKING,
                    TreeJson.object().put("type", "redacted_thinking").put("data", data),
                    frames);
            stopBlock(frames);
            return;
        }
        if (open != Open.THINKING) {
            closeAll(frames);
            openThinking(frames);
        }
        signature = signed.signature();
        close(frames);
    }

    private void call(AnswerEvent.ToolCallStarted call, Queue<Frame> frames) {
        if (open == Open.CALL) {
            waiting.put(call.call(), new WaitingCall(call.id(), call.name()));
            return;
        }
        close(frames);
        openCall(call.call(), call.id(), call.name(), frames);
    }

    private void openCall(int call, String id, String name, Queue<Frame> frames) {
        openCall = call;
        ObjectNode block = TreeJson.object().put("type", "tool_use");
        block.put("id", ToolIds.narrow(id)).put("name", name).putObject("input");
        openBlock(Open.CALL, block, frames);
    }

    private void arguments(AnswerEvent.ArgumentsDelta arguments, Queue<Frame> frames) {
        WaitingCall later = waiting.get(arguments.call());
        if (later != null) {
            later.json.append(arguments.json());
        } else if (open == Open.CALL && openCall == arguments.call()) {
            json(arguments.json(), frames);
        } else {
            throw TreeJson.malformed("a piece of a tool call after its end");
        }
    }

    private void json(String json, Queue<Frame> frames) {
        frames.add(delta(TreeJson.object().put("type", "input_json_delta").put("partial_json", json)));
    }

    /** Closes what is open and writes the calls that waited for it. */
    private void closeAll(Queue<Frame> frames) {
        close(frames);
        waiting.forEach((call, later) -> {
            openCall(call, later.id, later.name, frames);
            if (!later.json.isEmpty()) {
                json(later.json.toString(), frames);
            }
            close(frames);
        });
        waiting.clear();
    }

    private void close(Queue<Frame> frames) {
        if (open == Open.THINKING) {
            Signature own = signature == null ? new Signature("", terms.provider()) : signature;
            signature = null;
            String marked = own.marked(terms.provider());
            frames.add(delta(TreeJson.object().put("type", "signature_delta").put("signature", marked)));
        }
        stopBlock(frames);
    }

    private void stopBlock(Queue<Frame> frames) {
        if (open != Open.NOTHING) {
            open = Open.NOTHING;
            frames.add(frame(event("content_block_stop").put("index", index)));
        }
    }

    private void openBlock(Open kind, ObjectNode block, Queue<Frame> frames) {
        open = kind;
        index++;
        ObjectNode event = event("content_block_start").put("index", index);
        event.set("content_block", block);
        frames.add(frame(event));
    }

    @Override
    public void end(Queue<Frame> frames) {
        if (!started) {
            start(new AnswerEvent.Started(null, null), frames);
        }
        closeAll(frames);
        ObjectNode event = event("message_delta");
        ObjectNode delta = event.putObject("delta");
        delta.put("stop_reason", finish == null ? null : MessagesFinish.write(finish));
        delta.put("stop_sequence", finish == null ? null : finish.stopSequence());
        event.set("usage", MessagesUsage.write(usage));
        frames.add(frame(event));
        frames.add(frame(event("message_stop")));
    }

    private Frame delta(ObjectNode delta) {
        ObjectNode event = event("content_block_delta").put("index", index);
        event.set("delta", delta);
        return frame(event);
    }

    private static ObjectNode event(String type) {
        return TreeJson.object().put("type", type);
    }

    private static Frame frame(ObjectNode event) {
        return new Frame(event.path("type").textValue(), TreeJson.payload(event));
    }
}
