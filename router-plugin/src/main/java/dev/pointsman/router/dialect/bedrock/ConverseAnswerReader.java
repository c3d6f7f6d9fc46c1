package dev.pointsman.router.dialect.bedrock;

import static dev.pointsman.router.dialect.bedrock.ConverseSpoke.CONVERSE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.router.dialect.Answer;
import dev.pointsman.router.dialect.Block;
import dev.pointsman.router.dialect.Finish;
import dev.pointsman.router.dialect.Members;
import dev.pointsman.router.dialect.Source;
import dev.pointsman.router.dialect.TokenUsage;
import dev.pointsman.router.dialect.TreeJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a whole answer into the hub. It names neither itself nor its model. */
final class ConverseAnswerReader {

    private ConverseAnswerReader() {}

    static Answer read(Payload payload) {
        JsonNode tree = TreeJson.answer(payload);
        ConverseErrors.check(tree);
        Members body = Members.ofAnswer(tree, CONVERSE, "$");
        Members output = body.open("output");
        Members message = output == null ? null : output.open("message");
        if (message == null) {
            throw TreeJson.malformed("an answer without a message");
        }
        message.keep("role");
        // The vendor's clock.
        body.keep("metrics");
        ArrayNode content = message.list("content");
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; content != null && i < content.size(); i++) {
            blocks.add(ConverseBlockReader.read(content.get(i), message.path("content[" + i + "]")));
        }
        String word = body.text("stopReason");
        boolean calls = blocks.stream().anyMatch(Block.ToolCall.class::isInstance);
        Finish finish = word == null ? null : ConverseFinish.read(word, calls, stopSequence(body));
        TokenUsage usage = ConverseTokens.read(body.open("usage"));
        Answer.Choice choice = new Answer.Choice(Source.at(CONVERSE, "$"), blocks, finish);
        return new Answer(body.source(), null, null, List.of(choice), usage);
    }

    /** Where the model's own fields tell it: Claude's do, when they were asked for. */
    static @Nullable String stopSequence(Members owner) {
        Members fields = owner.open("additionalModelResponseFields");
        return fields == null ? null : fields.text("stop_sequence");
    }
}
