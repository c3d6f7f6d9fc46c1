package dev.pointsman.router.dialect.openaichat;

import com.fasterxml.jackson.core.JsonParser;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.router.dialect.StrictJson;
import dev.pointsman.router.dialect.ToldCost;
import dev.pointsman.router.dialect.ToldUsage;
import java.io.IOException;
import java.util.Optional;

/**
 * A chat completion's {@code usage} in our meaning. {@code prompt_tokens} includes what was read from a cache; where that number
 * stands differs: {@code prompt_tokens_details.cached_tokens} (OpenAI and most), {@code prompt_cache_hit_tokens} (DeepSeek),
 * {@code cached_tokens} (Moonshot, Together), {@code cache_read_input_tokens} (Databricks and Snowflake, for Claude).
 */
final class ChatUsage {

    private final ToldCost cost = new ToldCost();
    private boolean found;
    private long prompt;
    private long completion;
    private long total;
    private long cached;
    private long cacheWrite;
    private long reasoning;
    private long audio;

    private ChatUsage() {}

    /** Empty when neither input nor output is told. */
    static Optional<ToldUsage> read(JsonParser value) throws IOException {
        ChatUsage usage = new ChatUsage();
        StrictJson.members(value, usage::member);
        return usage.found ? Optional.of(new ToldUsage(usage.result(), usage.cost.micros())) : Optional.empty();
    }

    private void member(String name, JsonParser value) throws IOException {
        switch (name) {
            case "prompt_tokens" -> {
                found |= value.currentToken().isNumeric();
                prompt = value.getValueAsLong();
            }
            case "completion_tokens" -> {
                found |= value.currentToken().isNumeric();
                completion = value.getValueAsLong();
            }
            case "total_tokens" -> total = value.getValueAsLong();
            case "cached_tokens", "prompt_cache_hit_tokens", "num_cached_tokens", "cache_read_input_tokens" ->
                cached = Math.max(cached, value.getValueAsLong());
            case "cache_creation_input_tokens" -> cacheWrite = Math.max(cacheWrite, value.getValueAsLong());
            case "prompt_tokens_details" ->
                StrictJson.members(value, (detail, number) -> {
                    switch (detail) {
                        case "cached_tokens" -> cached = Math.max(cached, number.getValueAsLong());
                        case "audio_tokens" -> audio = number.getValueAsLong();
                        case "cache_write_tokens" -> cacheWrite = Math.max(cacheWrite, number.getValueAsLong());
                        default -> {}
                    }
                });
            case "completion_tokens_details" ->
                StrictJson.members(value, (detail, number) -> {
                    if (detail.equals("reasoning_tokens")) {
                        reasoning = number.getValueAsLong();
                    }
                });
            default -> cost.member(name, value);
        }
    }

    /**
     * The total may be larger than its two parts. What is missing is then in the details (Mistral's audio input, a cache that is
     * counted apart) or was reasoning: xAI counts it beside the completion, Gemini's compatible endpoint does not tell it at all.
     */
    private Usage result() {
        long missing = Math.max(0, total - prompt - completion);
        if (missing > 0 && (missing == audio || missing == cached + cacheWrite)) {
            return new Usage(prompt + missing, cached, cacheWrite, completion, reasoning);
        }
        return new Usage(prompt, cached, cacheWrite, completion + missing, Math.max(reasoning, missing));
    }
}
