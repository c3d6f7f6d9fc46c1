package dev.pointsman.router.dialect.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.router.dialect.Members;
import dev.pointsman.router.dialect.TokenUsage;
import dev.pointsman.router.dialect.TreeJson;
import org.jspecify.annotations.Nullable;

/** Usage: {@code input_tokens} excludes what was read from a cache and what was written to it. */
final class MessagesUsage {

    private MessagesUsage() {}

    static @Nullable TokenUsage read(@Nullable Members usage) {
        if (usage == null) {
            return null;
        }
        long read = count(usage, "cache_read_input_tokens");
        long write = count(usage, "cache_creation_input_tokens");
        long input = count(usage, "input_tokens") + read + write;
        long output = count(usage, "output_tokens");
        Members.keepZeros(usage.open("cache_creation"));
        Members.keepZeros(usage.open("server_tool_use"));
        Members details = usage.open("output_tokens_details");
        long reasoning = details == null ? 0 : count(details, "thinking_tokens");
        return new TokenUsage(usage.source(), new Usage(input, read, write, output, reasoning));
    }

    /** Reads, and leaves the member where it is for its own dialect. */
    private static long count(Members members, String name) {
        if (members.peek(name) == null) {
            return 0;
        }
        members.keep(name);
        return members.node().path(name).asLong();
    }

    static ObjectNode write(Usage usage) {
        ObjectNode node = TreeJson.object()
                .put("input_tokens", usage.uncached())
                .put("cache_creation_input_tokens", usage.cacheWrite())
                .put("cache_read_input_tokens", usage.cachedRead())
                .put("output_tokens", usage.output());
        if (usage.reasoning() > 0) {
            node.putObject("output_tokens_details").put("thinking_tokens", usage.reasoning());
        }
        return node;
    }
}
