package dev.pointsman.router.dialect.openaichat;

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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sees what chat completions tell, streamed or whole: a chunk's {@code delta} and an answer's {@code message} have the same
 * members, and some vendors send the latter in a stream.
 *
 * <p>The stream's terminal mark is {@code [DONE]}, or a finish reason for every choice that began: several vendors close
 * without {@code [DONE]}.
 */
final class ChatInspector implements FrameInspector {

    private static final byte[] DONE = {'[', 'D', 'O', 'N', 'E', ']'};

    /** Answers that may end so without a word: the client's own limit, or the vendor's filter, which is the answer. */
    private static final Set<String> EMPTY_IS_FINE = Set.of("length", "model_length", "max_tokens", "content_filter");

    private final boolean streaming;
    private final boolean usageIsExtra;
    private AnswerFacts facts = new AnswerFacts();

    /** One bit per choice, the 64th for all beyond. */
    private long begunChoices;

    private long finishedChoices;

    private int choices;
    private boolean hasUsage;
    private @Nullable InBandError error;

    private final ToolArguments arguments = new ToolArguments();
    private int choiceIndex;
    private String choiceFinish = "";
    /** Whether this frame's reasoning was added: some servers write it under two names. */
    private boolean reasoned;

    /**
     * @param usageIsExtra whether the client did not ask for usage and we did, so that a frame with nothing else is ours
     */
    ChatInspector(boolean streaming, boolean usageIsExtra) {
        this.streaming = streaming;
        this.usageIsExtra = usageIsExtra;
    }

    @Override
    public void inspect(Frame frame, AnswerFacts answer) throws IOException {
        facts = answer;
        if (streaming && Arrays.equals(frame.payload().array(), DONE)) {
            facts.ended(true);
            return;
        }
        choices = 0;
        hasUsage = false;
        reasoned = false;
        error = null;
        StrictJson.object(frame.payload(), this::member);
        if (error != null) {
            throw error.exception();
        }
        if (frame.name().equals("error")) {
            throw new ProviderException(new Overloaded());
        }
        if (!streaming) {
            endWhole();
        } else if (usageIsExtra && hasUsage && choices == 0) {
            facts.hide();
        }
    }

    private void endWhole() {
        if (choices == 0) {
            throw new ProviderException(new Malformed("the answer has no choices"));
        }
        if (arguments.broken() && !choiceFinish.equals("length")) {
            throw new ProviderException(new Malformed("a tool call's arguments are not JSON"));
        }
        facts.ended(true);
    }

    private void member(String name, JsonParser value) throws IOException {
        switch (name) {
            case "choices" -> StrictJson.elements(value, this::choice);
            case "usage" -> usage(value);
            // Groq puts the usage of a stream here.
            case "x_groq" ->
                StrictJson.members(value, (inner, usage) -> {
                    if (inner.equals("usage")) {
                        usage(usage);
                    }
                });
            case "model" -> facts.servedModel(StrictJson.text(value));
            case "error" -> {
                if (value.currentToken() != JsonToken.VALUE_NULL) {
                    error = InBandError.read(value);
                }
            }
            default -> {}
        }
    }

    private void usage(JsonParser value) throws IOException {
        if (value.currentToken() == JsonToken.START_OBJECT) {
            hasUsage = true;
            ChatUsage.read(value).ifPresent(told -> facts.usage(told));
        }
    }

    private void choice(JsonParser choice) throws IOException {
        choices++;
        choiceIndex = choices - 1;
        choiceFinish = "";
        StrictJson.members(choice, (name, value) -> {
            switch (name) {
                case "index" -> choiceIndex = Math.clamp(value.getValueAsInt(choiceIndex), 0, 63);
                case "delta", "message" -> StrictJson.members(value, this::messageMember);
                case "finish_reason" -> choiceFinish = StrictJson.text(value);
                case "text" -> facts.text(StrictJson.textLength(value));
                default -> {}
            }
        });
        begunChoices |= 1L << choiceIndex;
        facts.ended(begunChoices == finishedChoices);
        if (!choiceFinish.isEmpty()) {
            finish();
        }
    }

    private void finish() {
        finishedChoices |= 1L << choiceIndex;
        facts.ended(begunChoices == finishedChoices);
        facts.finish(choiceFinish);
        if (choiceFinish.equals("error") && error == null) {
            // OpenRouter's mark for an answer that its upstream broke off; the error object, if any, may follow in this
            // frame.
            error = new InBandError();
        }
        // DeepSeek's word for "we had no machine left"; as an answer it would be an empty one.
        if (choiceFinish.equals("insufficient_system_resource") && !facts.hasContent()) {
            throw new ProviderException(new Overloaded());
        }
        if (EMPTY_IS_FINE.contains(choiceFinish) && !facts.hasContent()) {
            facts.content(0);
        }
    }

    private void messageMember(String name, JsonParser value) throws IOException {
        switch (name) {
            case "content", "refusal", "reasoning_content", "reasoning" -> {
                facts.text(StrictJson.textLength(value));
                StrictJson.elements(value, this::part);
                // Some servers put the JSON that was asked for here as it is, not as a text.
                if (value.currentToken() == JsonToken.START_OBJECT) {
                    facts.text(StrictJson.weight(value));
                }
                if (name.startsWith("reasoning")) {
                    reasoning(value);
                }
            }
            case "reasoning_details" -> StrictJson.elements(value, this::part);
            case "extra_content" -> extraContent(value);
            case "tool_calls" -> StrictJson.elements(value, this::toolCall);
            case "function_call" -> StrictJson.members(value, this::functionMember);
            case "executed_tools", "images" -> StrictJson.elements(value, any -> facts.content(0));
            case "audio" ->
                StrictJson.members(value, (inner, text) -> {
                    if (!inner.equals("expires_at") && StrictJson.textLength(text) > 0) {
                        facts.content(inner.equals("transcript") ? StrictJson.textLength(text) : 0);
                    }
                });
            default -> {}
        }
    }

    /** Of several choices the clients keep one; which one is not known, so only the first one's is known again. */
    private void reasoning(JsonParser value) throws IOException {
        if (choices == 1 && choiceIndex == 0 && !reasoned && StrictJson.textLength(value) > 0) {
            reasoned = true;
            facts.reasoning(value);
        }
    }

    private void extraContent(JsonParser value) throws IOException {
        StrictJson.members(
                value,
                (vendor, inner) -> StrictJson.members(inner, (name, signature) -> {
                    if (name.equals("thought_signature")) {
                        facts.signature(StrictJson.text(signature));
                    }
                }));
    }

    /** Mistral's content may be an array: {@code {type: text, text}} and {@code {type: thinking, thinking: [{text}]}}. */
    private void part(JsonParser part) throws IOException {
        StrictJson.members(part, (name, value) -> {
            switch (name) {
                case "text", "refusal", "summary" -> facts.text(StrictJson.textLength(value));
                case "thinking" -> StrictJson.elements(value, this::thought);
                // Of reasoning details.
                case "signature", "data" -> facts.signature(StrictJson.text(value));
                default -> {}
            }
        });
    }

    private void thought(JsonParser part) throws IOException {
        StrictJson.members(part, (name, value) -> {
            if (name.equals("text")) {
                facts.text(StrictJson.textLength(value));
                facts.reasoning(value);
            }
        });
    }

    private void toolCall(JsonParser call) throws IOException {
        facts.content(0);
        StrictJson.members(call, (name, value) -> {
            switch (name) {
                case "function", "custom" -> StrictJson.members(value, this::functionMember);
                case "extra_content" -> extraContent(value);
                default -> {}
            }
        });
    }

    private void functionMember(String name, JsonParser value) throws IOException {
        switch (name) {
            case "name", "input" -> facts.text(StrictJson.textLength(value));
            case "arguments" -> {
                facts.text(StrictJson.textLength(value));
                if (!streaming) {
                    arguments.check(value);
                }
            }
            default -> {}
        }
    }
}
