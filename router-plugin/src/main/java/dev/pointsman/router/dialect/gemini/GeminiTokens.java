package dev.pointsman.router.dialect.gemini;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.router.dialect.Losses;
import dev.pointsman.router.dialect.Members;
import dev.pointsman.router.dialect.TokenUsage;
import dev.pointsman.router.dialect.TreeJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The hub's side of {@code usageMetadata}; what the numbers mean is told by {@link GeminiUsage}. */
final class GeminiTokens {

    private static final List<String> COUNTED = List.of(
            "promptTokenCount",
            "candidatesTokenCount",
            "totalTokenCount",
            "thoughtsTokenCount",
            "cachedContentTokenCount",
            "toolUsePromptTokenCount");

    private GeminiTokens() {}

    /** Null where nothing is counted. */
    static @Nullable TokenUsage read(@Nullable Members usage) {
        if (usage == null || COUNTED.stream().allMatch(name -> usage.peek(name) == null)) {
            return null;
        }
        Members.keepZeros(usage);
        COUNTED.forEach(usage::keep);
        Usage unified = TreeJson.streamed(usage.node(), new GeminiUsage()::read).orElse(Usage.none());
        return new TokenUsage(usage.source(), unified);
    }

    static void losses(TokenUsage usage, Losses losses) {
        if (usage.unified().cacheWrite() > 0) {
            losses.add(usage.source().path(), "what was written to a cache is not told here");
        }
    }

    static ObjectNode write(Usage usage) {
        ObjectNode node = TreeJson.object().put("promptTokenCount", usage.input());
        node.put("candidatesTokenCount", usage.output() - usage.reasoning());
        if (usage.reasoning() > 0) {
            node.put("thoughtsTokenCount", usage.reasoning());
        }
        if (usage.cachedRead() > 0) {
            node.put("cachedContentTokenCount", usage.cachedRead());
        }
        return node.put("totalTokenCount", usage.input() + usage.output());
    }
}
