package dev.pointsman.router.dialect.openaichat;

import static dev.pointsman.router.dialect.openaichat.ChatSpoke.CHAT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.router.dialect.Answer;
import dev.pointsman.router.dialect.Block;
import dev.pointsman.router.dialect.Finish;
import dev.pointsman.router.dialect.Members;
import dev.pointsman.router.dialect.TokenUsage;
import dev.pointsman.router.dialect.TreeJson;
import java.util.ArrayList;
import java.util.List;

/** Reads a whole chat completion into the hub. */
final class ChatAnswerReader {

    private ChatAnswerReader() {}

    static Answer read(Payload payload) {
        JsonNode tree = TreeJson.answer(payload);
        ChatErrors.check(tree);
        Members body = Members.ofAnswer(tree, CHAT, "$");
        ArrayNode list = body.list("choices");
        if (list == null) {
            throw TreeJson.malformed("a chat completion without choices");
        }
        List<Answer.Choice> choices = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            choices.add(choice(Members.ofAnswer(list.get(i), CHAT, "$.choices[" + i + "]")));
        }
        body.keep("object");
        // The gateway's own time stands in what it writes.
        body.keep("created");
        String id = body.text("id");
        String model = body.text("model");
        TokenUsage usage = ChatTokens.read(body.open("usage"));
        return new Answer(body.source(), id, model, choices, usage);
    }

    private static Answer.Choice choice(Members choice) {
        Members message = choice.open("message");
        // Azure leaves the message out of an answer that its filter cut at once.
        List<Block> blocks = message == null ? List.of() : blocks(message);
        if (message != null) {
            message.keep("role");
        }
        choice.keep("index");
        String word = choice.text("finish_reason");
        boolean refused =
                blocks.stream().anyMatch(block -> block.source().member().equals("refusal"));
        boolean calls = blocks.stream().anyMatch(Block.ToolCall.class::isInstance);
        Finish finish = word == null ? null : finish(word, refused).withCalls(calls);
        return new Answer.Choice(choice.source(), blocks, finish);
    }

    /** Signatures of calls stand before them, as reasoning does in other dialects. */
    private static List<Block> blocks(Members message) {
        List<Block> thoughts = message.peek("tool_calls") instanceof ArrayNode calls
                ? CallThoughts.takenFrom(calls, message.path("tool_calls"))
                : List.of();
        List<Block> blocks = new ArrayList<>(ChatMessageReader.read(message).blocks());
        int reasoning = 0;
        while (reasoning < blocks.size() && blocks.get(reasoning) instanceof Block.Reasoning) {
            reasoning++;
        }
        blocks.addAll(reasoning, thoughts);
        return blocks;
    }

    /** Snowflake leaves the word empty; that a whole answer came to its end is told by its JSON. */
    private static Finish finish(String word, boolean refused) {
        return word.isEmpty() ? Finish.of(Finish.Reason.STOP, word) : ChatFinish.read(word, refused);
    }
}
