package dev.pointsman.api.exchange;

import java.util.Objects;

/**
 * How many tokens a request has, by estimate: each vendor's model counts with a tokenizer of its own.
 *
 * @param inputTokens of system prompt, messages and tools together, never negative
 * @param tokenizer what counted, in visible ASCII: {@code o200k_base}
 */
public record TokenCount(int inputTokens, String tokenizer) {

    public TokenCount {
        Objects.requireNonNull(tokenizer, "tokenizer");
        if (inputTokens < 0) {
            throw new IllegalArgumentException("a request cannot have " + inputTokens + " tokens");
        }
    }
}
