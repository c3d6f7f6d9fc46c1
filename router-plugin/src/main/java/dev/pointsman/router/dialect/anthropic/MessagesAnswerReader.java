package dev.pointsman.router.dialect.anthropic;

import static dev.pointsman.router.dialect.anthropic.MessagesSpoke.MESSAGES;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.router.dialect.Answer;
import dev.pointsman.router.dialect.Finish;
import dev.pointsman.router.dialect.Members;
import dev.pointsman.router.dialect.Source;
import dev.pointsman.router.dialect.TokenUsage;
import dev.pointsman.router.dialect.TreeJson;
import java.util.List;

/** Reads a whole Anthropic message into the hub. */
final class MessagesAnswerReader {

    private MessagesAnswerReader() {}

    static Answer read(Payload payload) {
        JsonNode tree = TreeJson.answer(payload);
        MessagesErrors.check(tree);
        Members body = Members.ofAnswer(tree, MESSAGES, "$");
        if (!body.node().path("content").isArray()) {
            throw TreeJson.malformed("a message without content");
        }
        MessagesBlockReader.Content content = MessagesBlockReader.content(body, "content");
        body.keep("type");
        body.keep("role");
        String id = body.text("id");
        String model = body.text("model");
        String word = body.text("stop_reason");
        String sequence = word == null ? null : body.text("stop_sequence");
        Finish finish = word == null ? null : MessagesFinish.read(word, sequence);
        TokenUsage usage = MessagesUsage.read(body.open("usage"));
        var source = body.source();
        return new Answer(
                source,
                id,
                model,
                List.of(new Answer.Choice(Source.at(MESSAGES, "$"), content.blocks(), finish)),
                usage);
    }
}
