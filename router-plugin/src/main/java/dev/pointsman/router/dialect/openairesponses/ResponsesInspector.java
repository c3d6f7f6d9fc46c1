package dev.pointsman.router.dialect.openairesponses;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure.Malformed;
import dev.pointsman.api.failure.ProviderFailure.Overloaded;
import dev.pointsman.router.dialect.AnswerFacts;
import dev.pointsman.router.dialect.FrameInspector;
import dev.pointsman.router.dialect.InBandError;
import dev.pointsman.router.dialect.StrictJson;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Sees what Responses tell: a whole answer is a response object, and a stream's events carry the same object at its beginning
 * and end. Text comes in deltas; where a server sends none, the finished items tell it.
 *
 * <p>The terminal mark is {@code response.completed} or {@code response.incomplete}.
 */
final class ResponsesInspector implements FrameInspector {

    /** OpenRouter ends these streams as it ends chat completions. */
    private static final byte[] DONE = {'[', 'D', 'O', 'N', 'E', ']'};

    private final boolean streaming;
    private AnswerFacts facts = new AnswerFacts();
    private String type = "";
    private String status = "";
    private String incompleteReason = "";
    private boolean hasOutput;
    private String itemType = "";
    private String itemId = "";
    private boolean brokenArguments;
    private @Nullable InBandError error;
    private InBandError event = new InBandError();

    ResponsesInspector(boolean streaming) {
        this.streaming = streaming;
    }

    @Override
    public void inspect(Frame frame, AnswerFacts answer) throws IOException {
        facts = answer;
        if (streaming && Arrays.equals(frame.payload().array(), DONE)) {
            return;
        }
        type = frame.name();
        error = null;
        event = new InBandError();
        StrictJson.object(frame.payload(), streaming ? this::eventMember : this::responseMember);
        if (error != null) {
            throw error.exception();
        }
        if (streaming) {
            endEvent();
        } else {
            endWhole();
        }
    }

    private void endEvent() {
        switch (type) {
            case "error" -> throw event.exception();
            case "response.failed", "response.cancelled" -> throw new ProviderException(new Overloaded());
            case "response.completed", "response.incomplete", "response.done" -> finish();
            default -> {}
        }
    }

    private void endWhole() {
        if (status.equals("failed") || status.equals("cancelled")) {
            throw new ProviderException(new Overloaded());
        }
        if (!hasOutput) {
            throw new ProviderException(new Malformed("the response has no output"));
        }
        if (brokenArguments && !status.equals("incomplete")) {
            throw new ProviderException(new Malformed("a tool call's arguments are not JSON"));
        }
        if (status.equals("queued") || status.equals("in_progress")) {
            // A background response: that it was accepted is the answer.
            facts.content(0);
        }
        finish();
    }

    private void finish() {
        facts.ended(true);
        String reason = incompleteReason.isEmpty() ? status : incompleteReason;
        if (!reason.isEmpty()) {
            facts.finish(reason);
        }
        if (!incompleteReason.isEmpty() && !facts.hasContent()) {
            facts.content(0);
        }
    }

    private void eventMember(String name, JsonParser value) throws IOException {
        switch (name) {
            case "type" -> type = StrictJson.text(value);
            case "delta" -> facts.text(StrictJson.textLength(value));
            case "item" -> item(value);
            case "response" -> StrictJson.members(value, this::responseMember);
            case "code", "message", "error" -> event.member(name, value);
            default -> {}
        }
    }

    private void responseMember(String name, JsonParser value) throws IOException {
        switch (name) {
            case "model" -> facts.servedModel(StrictJson.text(value));
            case "status" -> status = StrictJson.text(value);
            case "incomplete_details" ->
                StrictJson.members(value, (key, reason) -> {
                    if (key.equals("reason")) {
                        incompleteReason = StrictJson.text(reason);
                    }
                });
            case "output" -> {
                hasOutput = value.currentToken() == JsonToken.START_ARRAY;
                StrictJson.elements(value, this::item);
            }
            case "usage" -> ResponsesUsage.read(value).ifPresent(told -> facts.usage(told));
            case "error" -> {
                if (value.currentToken() != JsonToken.VALUE_NULL) {
                    error = InBandError.read(value);
                }
            }
            default -> {}
        }
    }

    /** What an item holds counts only where it was not streamed before, else it would count twice. */
    private void item(JsonParser item) throws IOException {
        boolean alreadyTold = streaming && facts.hasContent();
        itemType = "";
        itemId = "";
        StrictJson.members(item, (name, value) -> {
            switch (name) {
                case "type" -> {
                    String kind = StrictJson.text(value);
                    itemType = kind;
                    if (!kind.isEmpty() && !kind.equals("message") && !kind.equals("reasoning")) {
                        facts.content(0);
                    }
                }
                case "content", "summary" -> StrictJson.elements(value, part -> part(part, alreadyTold));
                case "arguments" -> {
                    brokenArguments |= !StrictJson.isJson(StrictJson.text(value));
                    text(value, alreadyTold);
                }
                case "input", "code" -> text(value, alreadyTold);
                case "id" -> itemId = StrictJson.text(value);
                case "encrypted_content" -> facts.signature(StrictJson.text(value));
                default -> {}
            }
        });
        if (itemType.equals("reasoning")) {
            // A client that lets the vendor keep the answer sends the id alone back.
            facts.signature(itemId);
        }
    }

    private void part(JsonParser part, boolean alreadyTold) throws IOException {
        StrictJson.members(part, (name, value) -> {
            if (name.equals("text") || name.equals("refusal")) {
                text(value, alreadyTold);
            }
        });
    }

    private void text(JsonParser value, boolean alreadyTold) throws IOException {
        if (!alreadyTold) {
            facts.text(StrictJson.textLength(value));
        }
    }
}
