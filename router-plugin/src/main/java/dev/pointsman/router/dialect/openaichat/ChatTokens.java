package dev.pointsman.router.dialect.openaichat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.router.dialect.Members;
import dev.pointsman.router.dialect.TokenUsage;
import dev.pointsman.router.dialect.TreeJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Usage: {@code prompt_tokens} includes what was read from a cache, {@code completion_tokens} includes reasoning. */
final class ChatTokens {

    /** DeepSeek's, Moonshot's, vLLM's, and Databricks' for Claude. */
    private static final List<String> CACHED =
            List.of("cached_tokens", "prompt_cache_hit_tokens", "num_cached_tokens", "cache_read_input_tokens");

    private ChatTokens() {}

    /** @return null without token counts: some vendors write a usage of nulls into every chunk */
    static @Nullable TokenUsage read(@Nullable Members usage) {
        if (usage == null || usage.peek("prompt_tokens") == null) {
            return null;
        }
        Members prompt = usage.open("prompt_tokens_details");
        Members completion = usage.open("completion_tokens_details");
        Members.keepZeros(usage);
        Members.keepZeros(prompt);
        Members.keepZeros(completion);
        long cached = count(prompt, "cached_tokens");
        for (String name : CACHED) {
            cached = Math.max(cached, count(usage, name));
        }
        long written = Math.max(count(prompt, "cache_write_tokens"), count(usage, "cache_creation_input_tokens"));
        long input = count(usage, "prompt_tokens");
        long output = count(usage, "completion_tokens");
        long reasoning = count(completion, "reasoning_tokens");
        // The total may be larger than its two parts. What is missing is the audio or a cache that is counted apart,
        // else it
        // was reasoning: xAI counts it beside the completion, Gemini's endpoint of this dialect does not tell it at
        // all.
        long missing = Math.max(0, count(usage, "total_tokens") - input - output);
        long audio = prompt == null ? 0 : prompt.node().path("audio_tokens").asLong();
        boolean isInput = missing > 0 && (missing == audio || missing == cached + written);
        Usage unified = isInput
                ? new Usage(input + missing, cached, written, output, reasoning)
                : new Usage(input, cached, written, output + missing, Math.max(reasoning, missing));
        return new TokenUsage(usage.source(), unified);
    }

    /** Reads, and leaves the member where it is for its own dialect. */
    private static long count(@Nullable Members members, String name) {
        if (members == null || members.peek(name) == null) {
            return 0;
        }
        members.keep(name);
        return members.node().path(name).asLong();
    }

    static ObjectNode write(Usage usage) {
        ObjectNode node = TreeJson.object();
        node.put("prompt_tokens", usage.input());
        node.put("completion_tokens", usage.output());
        node.put("total_tokens", usage.input() + usage.output());
        ObjectNode prompt = node.putObject("prompt_tokens_details").put("cached_tokens", usage.cachedRead());
        if (usage.cacheWrite() > 0) {
            prompt.put("cache_write_tokens", usage.cacheWrite());
        }
        if (usage.reasoning() > 0) {
            node.putObject("completion_tokens_details").put("reasoning_tokens", usage.reasoning());
        }
        return node;
    }
}
