package dev.pointsman.router.dialect.bedrock;

import com.fasterxml.jackson.core.JsonParser;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.router.dialect.StrictJson;
import java.io.IOException;

/** {@code inputTokens} excludes what was read from and written to the cache. */
final class ConverseUsage {

    private long input;
    private long cacheRead;
    private long cacheWrite;
    private long output;

    Usage read(JsonParser value) throws IOException {
        StrictJson.members(value, (name, number) -> {
            switch (name) {
                case "inputTokens" -> input = count(number);
                case "outputTokens" -> output = count(number);
                case "cacheReadInputTokens", "cacheReadInputTokenCount" -> cacheRead = count(number);
                case "cacheWriteInputTokens", "cacheWriteInputTokenCount" -> cacheWrite = count(number);
                default -> {}
            }
        });
        return new Usage(input + cacheRead + cacheWrite, cacheRead, cacheWrite, output, 0);
    }

    private static long count(JsonParser number) throws IOException {
        return Math.max(0, number.getValueAsLong());
    }
}
