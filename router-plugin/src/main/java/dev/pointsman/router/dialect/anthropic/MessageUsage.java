package dev.pointsman.router.dialect.anthropic;

import com.fasterxml.jackson.core.JsonParser;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.router.dialect.AnswerFacts;
import dev.pointsman.router.dialect.StrictJson;
import java.io.IOException;

/**
 * A message's {@code usage} in our meaning, gathered over {@code message_start} and {@code message_delta}: the numbers are
 * cumulative, a later one replaces an earlier one, and one that is left out or null stays. {@code input_tokens} excludes what was
 * read from and written to the cache.
 */
final class MessageUsage {

    private boolean found;
    private long input;
    private long cacheRead;
    private long cacheWrite;
    private long output;
    private long thinking;

    void read(JsonParser value, AnswerFacts facts) throws IOException {
        StrictJson.members(value, this::member);
        if (found) {
            facts.usage(new Usage(input + cacheRead + cacheWrite, cacheRead, cacheWrite, output, thinking));
        }
    }

    private void member(String name, JsonParser value) throws IOException {
        if (name.equals("output_tokens_details")) {
            StrictJson.members(value, this::member);
            return;
        }
        if (!value.currentToken().isNumeric()) {
            return;
        }
        long number = Math.max(0, value.getValueAsLong());
        switch (name) {
            case "input_tokens" -> input = number;
            case "cache_read_input_tokens" -> cacheRead = number;
            case "cache_creation_input_tokens" -> cacheWrite = number;
            case "output_tokens" -> output = number;
            case "thinking_tokens" -> thinking = number;
            default -> {
                return;
            }
        }
        found = true;
    }
}
