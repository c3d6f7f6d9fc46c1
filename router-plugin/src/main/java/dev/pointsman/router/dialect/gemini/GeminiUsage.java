package dev.pointsman.router.dialect.gemini;

import com.fasterxml.jackson.core.JsonParser;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.router.dialect.AnswerFacts;
import dev.pointsman.router.dialect.StrictJson;
import java.io.IOException;
import java.util.Optional;

/**
 * {@code usageMetadata} in our meaning. It comes with every chunk and is cumulative; a number that a chunk leaves out stays.
 * {@code promptTokenCount} includes the cache but not what tools were given; {@code candidatesTokenCount} excludes the thoughts.
 */
final class GeminiUsage {

    private boolean found;
    private long prompt;
    private long toolPrompt;
    private long cached;
    private long candidates;
    private long thoughts;

    void read(JsonParser value, AnswerFacts facts) throws IOException {
        read(value).ifPresent(facts::usage);
    }

    /** What is known so far; empty before anything is counted. */
    Optional<Usage> read(JsonParser value) throws IOException {
        StrictJson.members(value, this::member);
        return found
                ? Optional.of(new Usage(prompt + toolPrompt, cached, 0, candidates + thoughts, thoughts))
                : Optional.empty();
    }

    private void member(String name, JsonParser value) throws IOException {
        if (value.currentToken().isNumeric()) {
            set(name, Math.max(0, value.getValueAsLong()));
        }
    }

    private void set(String name, long number) {
        switch (name) {
            case "promptTokenCount" -> prompt = number;
            case "toolUsePromptTokenCount" -> toolPrompt = number;
            case "cachedContentTokenCount" -> cached = number;
            case "candidatesTokenCount" -> candidates = number;
            case "thoughtsTokenCount" -> thoughts = number;
            default -> {
                return;
            }
        }
        found = true;
    }
}
