package dev.pointsman.router.dialect.gemini;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.router.dialect.AnswerEvent;
import dev.pointsman.router.dialect.AnswerTerms;
import dev.pointsman.router.dialect.Finish;
import dev.pointsman.router.dialect.FrameWriter;
import dev.pointsman.router.dialect.Losses;
import dev.pointsman.router.dialect.Signature;
import dev.pointsman.router.dialect.TokenUsage;
import dev.pointsman.router.dialect.TreeJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Writes chunks with the shape of whole answers. A call has no pieces here: it waits until it is complete. */
final class GeminiFrameWriter implements FrameWriter {

    private final AnswerTerms terms;
    private final Losses losses;
    private final Map<Integer, WaitingCall> waiting = new LinkedHashMap<>();
    private String model;
    private @Nullable String id;
    private boolean unsigned;
    private @Nullable Finish finish;
    private @Nullable TokenUsage usage;

    private static final class WaitingCall {
        private final String name;
        private final StringBuilder json = new StringBuilder();

        WaitingCall(String name) {
            this.name = name;
        }
    }

    GeminiFrameWriter(AnswerTerms terms, Losses losses) {
        this.terms = terms;
        this.losses = losses;
        this.model = terms.model();
    }

    @Override
    public void write(AnswerEvent event, Queue<Frame> frames) {
        switch (event) {
            case AnswerEvent.Started started -> {
                model = started.model() == null ? model : started.model();
                id = started.id();
            }
            case AnswerEvent.TextDelta text -> {
                own(frames);
                flush(frames);
                frames.add(chunk(TreeJson.object().put("text", text.text())));
            }
            case AnswerEvent.ReasoningDelta reasoning -> {
                if (terms.showsReasoning()) {
                    unsigned = true;
                    frames.add(chunk(thought(reasoning.text())));
                } else {
                    losses.add(reasoning.path(), "reasoning was not asked for");
                }
            }
            case AnswerEvent.ReasoningSigned signed -> signed(signed, frames);
            case AnswerEvent.ToolCallStarted call -> {
                own(frames);
                waiting.put(call.call(), new WaitingCall(call.name()));
            }
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
                || event instanceof AnswerEvent.ToolCallStarted
                || (event instanceof AnswerEvent.ReasoningDelta && terms.showsReasoning());
    }

    private void signed(AnswerEvent.ReasoningSigned signed, Queue<Frame> frames) {
        if (!terms.showsReasoning()) {
            losses.add(signed.path(), "reasoning was not asked for");
            return;
        }
        flush(frames);
        signature(signed.signature(), signed.redacted(), frames);
    }

    /** Reasoning that its vendor does not sign must still go back to its issuer alone. */
    private void own(Queue<Frame> frames) {
        if (unsigned) {
            signature(new Signature("", terms.provider()), false, frames);
        }
    }

    private void signature(Signature signature, boolean redacted, Queue<Frame> frames) {
        unsigned = false;
        String wrapped = ThoughtSignatures.wrap(signature.marked(terms.provider()), redacted);
        frames.add(chunk(thought("").put("thoughtSignature", wrapped)));
    }

    private static ObjectNode thought(String text) {
        return TreeJson.object().put("text", text).put("thought", true);
    }

    private void flush(Queue<Frame> frames) {
        for (WaitingCall call : waiting.values()) {
            ObjectNode part = TreeJson.object();
            String json = call.json.isEmpty() ? "{}" : call.json.toString();
            part.putObject("functionCall")
                    .put("name", call.name)
                    .set(
                            "args",
                            TreeJson.parsed(json)
                                    .orElseThrow(() -> TreeJson.malformed("a tool call whose arguments are not JSON")));
            frames.add(chunk(part));
        }
        waiting.clear();
    }

    @Override
    public void end(Queue<Frame> frames) {
        own(frames);
        flush(frames);
        ObjectNode last = TreeJson.object();
        ObjectNode candidate = candidate(last);
        if (finish != null) {
            candidate.put("finishReason", GeminiFinish.write(finish, losses));
        }
        last.set("usageMetadata", GeminiTokens.write(usage == null ? Usage.none() : usage.unified()));
        if (usage != null) {
            GeminiTokens.losses(usage, losses);
        }
        frames.add(Frame.of(TreeJson.payload(envelope(last))));
    }

    private Frame chunk(ObjectNode part) {
        ObjectNode chunk = TreeJson.object();
        candidate(chunk).withObject("content").withArray("parts").add(part);
        return Frame.of(TreeJson.payload(envelope(chunk)));
    }

    private static ObjectNode candidate(ObjectNode chunk) {
        ObjectNode candidate = chunk.putArray("candidates").addObject();
        candidate.putObject("content").put("role", "model");
        return candidate.put("index", 0);
    }

    private ObjectNode envelope(ObjectNode chunk) {
        chunk.put("modelVersion", model);
        if (id != null && !id.isEmpty()) {
            chunk.put("responseId", id);
        }
        return chunk;
    }
}
