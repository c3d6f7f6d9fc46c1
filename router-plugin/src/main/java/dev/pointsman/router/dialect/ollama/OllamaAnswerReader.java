package dev.pointsman.router.dialect.ollama;

import static dev.pointsman.router.dialect.ollama.OllamaSpoke.OLLAMA;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.router.dialect.Answer;
import dev.pointsman.router.dialect.Block;
import dev.pointsman.router.dialect.Finish;
import dev.pointsman.router.dialect.Members;
import dev.pointsman.router.dialect.Source;
import dev.pointsman.router.dialect.TokenUsage;
import dev.pointsman.router.dialect.TreeJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a whole Ollama answer into the hub. */
final class OllamaAnswerReader {

    private OllamaAnswerReader() {}

    static Answer read(Payload payload) {
        JsonNode tree = TreeJson.answer(payload);
        checkError(tree);
        Members body = Members.ofAnswer(tree, OLLAMA, "$");
        Members message = body.open("message");
        if (message == null) {
            throw TreeJson.malformed("an answer without a message");
        }
        List<Block> blocks = OllamaMessageReader.read(message);
        String model = body.text("model");
        body.keep("done");
        // The gateway's own time stands in what it writes.
        body.keep("created_at");
        String word = body.text("done_reason");
        boolean calls = blocks.stream().anyMatch(Block.ToolCall.class::isInstance);
        Finish finish = word == null && !tree.path("done").asBoolean() ? null : finish(word, calls);
        TokenUsage usage = usage(body);
        Answer.Choice choice = new Answer.Choice(Source.at(OLLAMA, "$"), blocks, finish);
        return new Answer(body.source(), null, model, List.of(choice), usage);
    }

    static void checkError(JsonNode frame) {
        if (frame.has("error")) {
            throw TreeJson.inBandError(frame.path("error"));
        }
    }

    /** Older servers say {@code done} and no reason. A turn of tool calls ends with a plain stop. */
    static Finish finish(@Nullable String word, boolean calls) {
        String raw = word == null ? "" : word;
        Finish.Reason reason = switch (raw) {
            case "stop", "" -> Finish.Reason.STOP;
            case "length" -> Finish.Reason.LENGTH;
            default -> Finish.Reason.OTHER;
        };
        return Finish.of(reason, raw).withCalls(calls);
    }

    /** {@code prompt_eval_count} is left out where the whole prompt was cached. */
    static @Nullable TokenUsage usage(Members body) {
        if (body.peek("eval_count") == null && body.peek("prompt_eval_count") == null) {
            return null;
        }
        body.keep("prompt_eval_count");
        body.keep("eval_count");
        long input = body.node().path("prompt_eval_count").asLong();
        return new TokenUsage(
                Source.at(OLLAMA, "$"),
                Usage.of(input, body.node().path("eval_count").asLong()));
    }
}
