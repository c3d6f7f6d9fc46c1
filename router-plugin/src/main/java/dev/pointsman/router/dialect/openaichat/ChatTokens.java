package dev.pointsman.router.dialect.openaichat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.router.dialect.Members;
import dev.pointsman.router.dialect.TokenUsage;
import dev.pointsman.router.dialect.ToldUsage;
import dev.pointsman.router.dialect.TreeJson;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Usage: {@code prompt_tokens} includes what was read from a cache, {@code completion_tokens} includes reasoning. */
final class ChatTokens {

    /** What {@link ChatUsage} reads beside the details. */
    private static final List<String> COUNTED = List.of(
            "prompt_tokens",
            "completion_tokens",
            "total_tokens",
            "cached_tokens",
            "prompt_cache_hit_tokens",
            "num_cached_tokens",
            "cache_read_input_tokens",
            "cache_creation_input_tokens");

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
        COUNTED.forEach(usage::keep);
        keep(prompt, "cached_tokens", "cache_write_tokens");
        keep(completion, "reasoning_tokens");
        ToldUsage told = TreeJson.streamed(usage.node(), ChatUsage::read)
                .orElse(new ToldUsage(Usage.none(), OptionalLong.empty()));
        return new TokenUsage(usage.source(), told.usage(), told.costMicros());
    }

    /** Known, and left where it is for its own dialect. */
    private static void keep(@Nullable Members members, String... names) {
        if (members != null) {
            List.of(names).forEach(members::keep);
        }
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
