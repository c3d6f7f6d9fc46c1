package dev.pointsman.router.dialect.bedrock;

import dev.pointsman.api.exchange.Usage;
import dev.pointsman.router.dialect.Members;
import dev.pointsman.router.dialect.TokenUsage;
import dev.pointsman.router.dialect.TreeJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The hub's side of {@code usage}; what the numbers mean is told by {@link ConverseUsage}. */
final class ConverseTokens {

    private static final List<String> COUNTED = List.of(
            "inputTokens",
            "outputTokens",
            "totalTokens",
            "cacheReadInputTokens",
            "cacheReadInputTokenCount",
            "cacheWriteInputTokens",
            "cacheWriteInputTokenCount");

    private ConverseTokens() {}

    static @Nullable TokenUsage read(@Nullable Members usage) {
        if (usage == null) {
            return null;
        }
        COUNTED.forEach(usage::keep);
        Usage unified = TreeJson.streamed(usage.node(), new ConverseUsage()::read);
        return new TokenUsage(usage.source(), unified);
    }
}
