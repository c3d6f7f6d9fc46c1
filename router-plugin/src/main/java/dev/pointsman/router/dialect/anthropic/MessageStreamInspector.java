package dev.pointsman.router.dialect.anthropic;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.router.dialect.AnswerFacts;
import dev.pointsman.router.dialect.FrameInspector;
import dev.pointsman.router.dialect.InBandError;
import dev.pointsman.router.dialect.StrictJson;
import java.io.IOException;

/**
 * Sees what the events of a streamed message tell. Each event names its type inside its JSON; members are told apart by where
 * they stand, so that their order does not matter. The terminal mark is {@code message_stop}.
 */
final class MessageStreamInspector implements FrameInspector {

    private final MessageUsage usage = new MessageUsage();
    private final InBandError error = new InBandError();
    private AnswerFacts facts = new AnswerFacts();
    private String type = "";
    private boolean failed;

    @Override
    public void inspect(Frame frame, AnswerFacts answer) throws IOException {
        facts = answer;
        type = frame.name();
        StrictJson.object(frame.payload(), this::member);
        if (failed || type.equals("error")) {
            throw error.exception();
        }
        if (type.equals("message_stop")) {
            facts.ended(true);
        }
    }

    private void member(String name, JsonParser value) throws IOException {
        switch (name) {
            case "type" -> type = StrictJson.text(value);
            case "message" -> StrictJson.members(value, this::messageMember);
            case "content_block" -> ContentBlocks.read(value, facts);
            case "delta" -> StrictJson.members(value, this::deltaMember);
            case "usage" -> usage.read(value, facts);
            case "error" -> {
                failed |= value.currentToken() != JsonToken.VALUE_NULL;
                error.member(name, value);
            }
            default -> {}
        }
    }

    private void messageMember(String name, JsonParser value) throws IOException {
        switch (name) {
            case "model" -> facts.servedModel(StrictJson.text(value));
            case "usage" -> usage.read(value, facts);
            // Vendors that only imitate the dialect send a whole message here.
            case "content" -> StrictJson.elements(value, block -> ContentBlocks.read(block, facts));
            default -> {}
        }
    }

    /** Of a content block's delta or of the message's: no member is in both. A signature alone shows nothing to a reader. */
    private void deltaMember(String name, JsonParser value) throws IOException {
        switch (name) {
            case "text", "thinking", "partial_json" -> facts.text(StrictJson.textLength(value));
            // Vendors send it in one piece; one in several would not be recognised and stay where it is.
            case "signature" -> facts.signature(StrictJson.text(value));
            case "citation" -> facts.content(0);
            case "stop_reason" -> ContentBlocks.stop(StrictJson.text(value), facts);
            default -> {}
        }
    }
}
