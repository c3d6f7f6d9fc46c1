package dev.pointsman.router.dialect.bedrock;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure.Malformed;
import dev.pointsman.router.dialect.AnswerFacts;
import dev.pointsman.router.dialect.FrameInspector;
import dev.pointsman.router.dialect.StrictJson;
import java.io.IOException;
import java.util.Set;

/**
 * Sees what Converse tells. A stream's event is named by its frame, not in its JSON, and no member means two things, so streams
 * and whole answers are read alike. The terminal mark is {@code messageStop}; usage comes behind it.
 */
final class ConverseInspector implements FrameInspector {

    /** The client's own limit, and what a guardrail or filter took away, which is the answer. */
    private static final Set<String> EMPTY_IS_FINE = Set.of(
            "max_tokens", "stop_sequence", "guardrail_intervened", "content_filtered", "model_context_window_exceeded");

    private final boolean streaming;
    private AnswerFacts facts = new AnswerFacts();
    private boolean hasMessage;

    ConverseInspector(boolean streaming) {
        this.streaming = streaming;
    }

    @Override
    public void inspect(Frame frame, AnswerFacts answer) throws IOException {
        facts = answer;
        if (ConverseErrors.isException(frame.name())) {
            throw ConverseErrors.exception(frame.name());
        }
        StrictJson.object(frame.payload(), this::member);
        if (!streaming) {
            if (!hasMessage) {
                throw new ProviderException(new Malformed("the answer has no message"));
            }
            facts.ended(true);
        }
    }

    private void member(String name, JsonParser value) throws IOException {
        switch (name) {
            case "output" ->
                StrictJson.members(value, (key, message) -> {
                    if (key.equals("message")) {
                        hasMessage = message.currentToken() == JsonToken.START_OBJECT;
                        StrictJson.members(message, this::messageMember);
                    }
                });
            case "start" -> StrictJson.members(value, (kind, block) -> facts.content(0));
            case "delta" -> StrictJson.members(value, this::blockMember);
            case "stopReason" -> {
                String reason = StrictJson.text(value);
                facts.finish(reason);
                facts.ended(true);
                if (EMPTY_IS_FINE.contains(reason) && !facts.hasContent()) {
                    facts.content(0);
                }
            }
            case "usage" -> facts.usage(new ConverseUsage().read(value));
            default -> {}
        }
    }

    private void messageMember(String name, JsonParser value) throws IOException {
        if (name.equals("content")) {
            StrictJson.elements(value, block -> StrictJson.members(block, this::blockMember));
        }
    }

    private void blockMember(String name, JsonParser value) throws IOException {
        switch (name) {
            case "text" -> facts.text(StrictJson.textLength(value));
            case "reasoningContent", "reasoningText" -> StrictJson.members(value, this::reasoningMember);
            case "toolUse" -> facts.content(StrictJson.weight(value));
            default -> {
                if (value.currentToken() == JsonToken.START_OBJECT) {
                    facts.content(0);
                }
            }
        }
    }

    /** A signature alone shows nothing to a reader. */
    private void reasoningMember(String name, JsonParser value) throws IOException {
        switch (name) {
            case "text" -> facts.text(StrictJson.textLength(value));
            case "signature" -> facts.signature(StrictJson.text(value));
            case "redactedContent" -> {
                facts.content(0);
                facts.signature(StrictJson.text(value));
            }
            case "reasoningText" -> StrictJson.members(value, this::reasoningMember);
            default -> {}
        }
    }
}
