package dev.pointsman.provider.support;

import java.util.Objects;
import java.util.function.Supplier;

/**
 * What of an HTTP answer is a dialect's and a vendor's own.
 *
 * @param framing of a streamed answer; others are one JSON object
 * @param streamRules made for each streamed answer
 * @param wholeRules made for each answer that is one object
 * @param failures what a status and an error body mean
 * @param rateLimits how limits stand in headers
 */
public record AnswerStyle(
        Framing framing,
        Supplier<AnswerRules> streamRules,
        Supplier<AnswerRules> wholeRules,
        FailureTable failures,
        RateLimitHeaders rateLimits) {

    public AnswerStyle {
        Objects.requireNonNull(framing, "framing");
        Objects.requireNonNull(streamRules, "streamRules");
        Objects.requireNonNull(wholeRules, "wholeRules");
        Objects.requireNonNull(failures, "failures");
        Objects.requireNonNull(rateLimits, "rateLimits");
    }

    /** OpenAI chat completions, and what looks like them. */
    public static AnswerStyle openAiChat() {
        FailureTable failures = FailureTable.standard();
        return new AnswerStyle(
                Framing.SSE,
                () -> new ChatStreamRules(failures),
                () -> new WholeRules(failures),
                failures,
                RateLimitHeaders.OPENAI);
    }

    /** OpenAI embeddings: never a stream. */
    public static AnswerStyle openAiEmbeddings() {
        FailureTable failures = FailureTable.standard();
        return new AnswerStyle(
                Framing.WHOLE,
                () -> new WholeRules(failures),
                () -> new WholeRules(failures),
                failures,
                RateLimitHeaders.OPENAI);
    }

    /** Anthropic messages. */
    public static AnswerStyle anthropicMessages() {
        FailureTable failures = FailureTable.standard();
        return new AnswerStyle(
                Framing.SSE,
                () -> new AnthropicStreamRules(failures),
                () -> new WholeRules(failures),
                failures,
                RateLimitHeaders.ANTHROPIC);
    }

    /** OpenAI Responses. */
    public static AnswerStyle openAiResponses() {
        FailureTable failures = FailureTable.standard();
        return new AnswerStyle(
                Framing.SSE,
                () -> new ResponsesStreamRules(failures),
                () -> new WholeRules(failures),
                failures,
                RateLimitHeaders.OPENAI);
    }

    /** Gemini generateContent; its limits are told in failures alone. */
    public static AnswerStyle gemini() {
        FailureTable failures = FailureTable.standard();
        return new AnswerStyle(
                Framing.SSE,
                () -> new GeminiStreamRules(failures),
                () -> new WholeRules(failures),
                failures,
                RateLimitHeaders.NONE);
    }

    /** Ollama's own chat and generate. */
    public static AnswerStyle ollama() {
        FailureTable failures = FailureTable.standard();
        return new AnswerStyle(
                Framing.NDJSON,
                () -> new OllamaStreamRules(failures),
                () -> new WholeRules(failures),
                failures,
                RateLimitHeaders.NONE);
    }

    /** Bedrock Converse. */
    public static AnswerStyle bedrockConverse() {
        FailureTable failures = BedrockFailures.INSTANCE;
        return new AnswerStyle(
                Framing.AWS_EVENT_STREAM,
                () -> new ConverseStreamRules(failures),
                () -> new ConverseWholeRules(failures),
                failures,
                RateLimitHeaders.NONE);
    }

    /** What Bedrock's control plane answers: lists. */
    public static AnswerStyle bedrockControl() {
        FailureTable failures = BedrockFailures.INSTANCE;
        return new AnswerStyle(
                Framing.WHOLE,
                () -> new WholeRules(failures),
                () -> new WholeRules(failures),
                failures,
                RateLimitHeaders.NONE);
    }

    /** For lists of models: some vendors answer them with an array. */
    AnswerStyle ofLists() {
        return new AnswerStyle(framing, streamRules, () -> WholeRules.ofList(failures), failures, rateLimits);
    }

    Framing framing(boolean streaming) {
        return streaming ? framing : Framing.WHOLE;
    }

    AnswerRules rules(boolean streaming) {
        return streaming ? streamRules.get() : wholeRules.get();
    }
}
