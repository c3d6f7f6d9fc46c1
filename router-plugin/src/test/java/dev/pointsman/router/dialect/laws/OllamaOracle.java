package dev.pointsman.router.dialect.laws;

import static dev.pointsman.router.dialect.laws.Oracle.some;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.Usage;
import java.util.List;
import java.util.Optional;

/** Ollama chat and generate. */
final class OllamaOracle implements Oracle.Reading {

    @Override
    public Oracle read(List<Frame> frames, boolean streamed) {
        boolean content = false;
        for (Frame frame : frames) {
            JsonNode tree = Recorded.tree(frame);
            JsonNode message = tree.path("message");
            content |= some(tree.path("response"))
                    || some(message.path("content"))
                    || some(message.path("thinking"))
                    || some(message.path("tool_calls"));
        }
        JsonNode last = Recorded.tree(frames.getLast());
        boolean done = last.path("done").asBoolean();
        Usage usage = Usage.of(
                last.path("prompt_eval_count").asLong(), last.path("eval_count").asLong());
        return new Oracle(
                content,
                Oracle.text(last.path("done_reason")),
                Oracle.text(last.path("model")),
                last.has("eval_count") ? Optional.of(usage) : Optional.empty(),
                done ? frames.size() : -1,
                last.has("error"));
    }
}
