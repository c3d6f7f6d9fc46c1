package dev.pointsman.provider.support;

import java.util.List;

/**
 * The words by which vendors tell kinds of errors apart where the status does not. From recorded answers and the vendors'
 * error pages; many of them say "context too long" in prose alone.
 */
final class ErrorWords {

    private static final List<String> CONTEXT_MARKS = List.of(
            "context_length_exceeded", // OpenAI, Groq, Together
            "too_many_tokens", // Cohere
            "too_many_prompt_tokens", // Perplexity
            "exceed_context_size", // llama.cpp, Ollama
            "tokens_limit_reached", // Azure model inference
            "model_context_window_exceeded"); // Anthropic

    private static final List<String> CONTEXT_WORDS = List.of(
            "maximum context length", // OpenAI, DeepSeek, vLLM
            "max context length", // Ollama
            "exceeds the context length", // Ollama
            "context window",
            "context size", // llama.cpp
            "prompt is too long", // Anthropic, Bedrock
            "prompt too long",
            "input is too long", // Bedrock, Anthropic
            "input length and `max_tokens` exceed", // Anthropic
            "too many tokens",
            "maximum number of tokens allowed", // Gemini
            "maximum prompt length", // xAI
            "exceeded model token limit", // Moonshot
            "length of all messages is too long", // Perplexity
            "prompt contains too many tokens", // Mistral
            "reduce the length of the messages"); // OpenAI, Groq

    private static final List<String> QUOTA_MARKS = List.of(
            "insufficient_quota", // OpenAI
            "exceeded_current_quota", // Moonshot
            "billing_error", // Anthropic
            "billing_not_active", // OpenAI
            "billing_hard_limit_reached", // OpenAI
            "insufficient_balance",
            "insufficient_credits",
            "payment_required");

    private static final List<String> QUOTA_WORDS = List.of(
            "credit balance is too low", // Anthropic, as 400
            "insufficient balance", // DeepSeek, Z.ai
            "insufficient credits", // OpenRouter
            "doesn't have any credits", // xAI, as 403
            "run out of credits",
            "suspended due to insufficient"); // Moonshot

    private static final List<String> KEY_MARKS = List.of(
            "api_key_invalid", "invalid_api_key", "authentication_error", "permission_error", "unauthenticated");

    private static final List<String> KEY_WORDS = List.of(
            "api key not valid", // Gemini, as 400
            "api key expired", // Gemini, as 400
            "incorrect api key", // xAI, as 400
            "invalid api key",
            "missing or invalid authorization"); // Gemini's OpenAI-compatible door, as 400

    private static final List<String> MODEL_MARKS = List.of(
            "model_not_found", // OpenAI, Groq
            "not_found_error", // Anthropic
            "deploymentnotfound", // Azure
            "invalid_model", // Mistral
            "model_not_available", // Together
            "model_decommissioned"); // Groq, as 400

    private static final List<String> MODEL_WORDS = List.of(
            "model not exist", // DeepSeek, as 400
            "is not a valid model id", // OpenRouter, as 400
            "invalid model:"); // Mistral, as 400

    private static final List<String> REFUSAL_MARKS = List.of(
            "content_filter", // OpenAI, Azure
            "content_policy_violation", // OpenAI
            "responsibleaipolicyviolation", // Azure
            "data_inspection_failed"); // Alibaba

    private static final List<String> REFUSAL_WORDS = List.of(
            "content management policy", // Azure
            "violates usage guidelines", // xAI, as 403
            "your input was flagged", // OpenRouter, as 403
            "flagged as potentially violating", // OpenAI, reasoning models
            "content exists risk"); // DeepSeek

    /** What OpenAI's Responses call a request's own mistakes once they have answered 200. */
    private static final List<String> REQUEST_MARKS = List.of(
            "invalid_request", "invalid_argument", "invalid_prompt", "invalid_image", "invalid_base64_image", "image_");

    private static final List<String> LIMIT_MARKS =
            List.of("rate_limit", "ratelimit", "resource_exhausted", "too_many_requests");

    private static final List<String> LOAD_MARKS =
            List.of("overloaded", "server_error", "api_error", "timeout_error", "unavailable", "internal");

    /** The model's own tool call or JSON was broken: another model may do better, the caller can change nothing. */
    private static final List<String> BROKEN_ANSWER_MARKS = List.of("tool_use_failed", "json_validate_failed"); // Groq

    private ErrorWords() {}

    static boolean tellContext(ErrorBody body) {
        return any(body.marks(), CONTEXT_MARKS) || any(body.words(), CONTEXT_WORDS);
    }

    static boolean tellQuota(ErrorBody body) {
        return any(body.marks(), QUOTA_MARKS) || any(body.words(), QUOTA_WORDS);
    }

    static boolean tellKey(ErrorBody body) {
        return any(body.marks(), KEY_MARKS) || any(body.words(), KEY_WORDS);
    }

    static boolean tellModel(ErrorBody body) {
        return any(body.marks(), MODEL_MARKS)
                || any(body.words(), MODEL_WORDS)
                || ("model".equals(body.param()) && body.words().contains("does not exist"));
    }

    static boolean tellRefusal(ErrorBody body) {
        return any(body.marks(), REFUSAL_MARKS) || any(body.words(), REFUSAL_WORDS);
    }

    static boolean tellLimit(ErrorBody body) {
        return any(body.marks(), LIMIT_MARKS);
    }

    static boolean tellLoad(ErrorBody body) {
        return any(body.marks(), LOAD_MARKS);
    }

    static boolean tellRequest(ErrorBody body) {
        return any(body.marks(), REQUEST_MARKS);
    }

    static boolean tellBrokenAnswer(ErrorBody body) {
        return any(body.marks(), BROKEN_ANSWER_MARKS);
    }

    private static boolean any(String text, List<String> words) {
        for (String word : words) {
            if (text.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
