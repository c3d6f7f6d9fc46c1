package dev.pointsman.router.dialect.gemini;

import static dev.pointsman.router.dialect.gemini.GeminiSpoke.GEMINI;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.router.dialect.Answer;
import dev.pointsman.router.dialect.Block;
import dev.pointsman.router.dialect.Finish;
import dev.pointsman.router.dialect.Members;
import dev.pointsman.router.dialect.Source;
import dev.pointsman.router.dialect.TokenUsage;
import dev.pointsman.router.dialect.ToolIds;
import dev.pointsman.router.dialect.TreeJson;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads a whole answer into the hub. */
final class GeminiAnswerReader {

    private GeminiAnswerReader() {}

    static Answer read(Payload payload) {
        JsonNode tree = TreeJson.answer(payload);
        checkError(tree);
        Members body = Members.ofAnswer(tree, GEMINI, "$");
        String id = body.text("responseId");
        String model = body.text("modelVersion");
        String calls = id == null ? UUID.randomUUID().toString() : id;
        List<Answer.Choice> choices = new ArrayList<>();
        var list = body.list("candidates");
        for (int i = 0; list != null && i < list.size(); i++) {
            Members candidate = Members.ofAnswer(list.get(i), GEMINI, "$.candidates[" + i + "]");
            choices.add(choice(candidate, calls));
        }
        Finish blocked = blocked(body);
        if (choices.isEmpty() && blocked != null) {
            choices.add(new Answer.Choice(Source.at(GEMINI, "$.promptFeedback"), List.of(), blocked));
        }
        if (choices.isEmpty()) {
            throw TreeJson.malformed("an answer without candidates");
        }
        TokenUsage usage = GeminiTokens.read(body.open("usageMetadata"));
        return new Answer(body.source(), id, model, choices, usage);
    }

    static void checkError(JsonNode frame) {
        if (frame.has("error") && !frame.path("error").isNull()) {
            throw TreeJson.inBandError(frame.path("error"));
        }
    }

    /** A prompt that a filter stopped has no candidates, only the reason. */
    static @Nullable Finish blocked(Members body) {
        Members feedback = body.open("promptFeedback");
        if (feedback == null || feedback.peek("blockReason") == null) {
            return null;
        }
        feedback.keep("blockReason");
        return Finish.of(
                Finish.Reason.REFUSED, feedback.node().path("blockReason").asText());
    }

    private static Answer.Choice choice(Members candidate, String answerId) {
        List<Block> blocks = new ArrayList<>();
        for (Block block : blocks(candidate, 0)) {
            blocks.add(block instanceof Block.ToolCall call ? identified(call, answerId, blocks) : block);
        }
        boolean calls = blocks.stream().anyMatch(Block.ToolCall.class::isInstance);
        Finish finish = finish(candidate, calls);
        return new Answer.Choice(candidate.source(), blocks, finish);
    }

    /** Of the candidate's parts; a candidate cut at once has none. */
    static List<Block> blocks(Members candidate, int callsBefore) {
        candidate.keep("index");
        Members content = candidate.open("content");
        if (content == null) {
            return List.of();
        }
        content.keep("role");
        JsonNode parts = content.list("parts");
        return parts == null ? List.of() : GeminiPartReader.ofAnswer(parts, content.path("parts"), callsBefore);
    }

    static @Nullable Finish finish(Members candidate, boolean calls) {
        JsonNode word = candidate.peek("finishReason");
        candidate.keep("finishReason");
        return word == null || word.asText().isEmpty() ? null : GeminiFinish.read(word.asText(), calls);
    }

    private static Block identified(Block.ToolCall call, String answerId, List<Block> before) {
        if (!call.id().isEmpty()) {
            return call;
        }
        int number =
                (int) before.stream().filter(Block.ToolCall.class::isInstance).count();
        return new Block.ToolCall(call.source(), ToolIds.made(answerId, number), call.name(), call.arguments());
    }
}
