package dev.pointsman.api.exchange;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The JSON language of a request and its answer. An open value: a plugin may name a dialect that this version of the API does
 * not know.
 *
 * @param name lower case letters, digits and dashes, at most 64 characters
 */
public record Dialect(String name) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    /** OpenAI chat completions, {@code POST /v1/chat/completions}. */
    public static final Dialect OPENAI_CHAT = new Dialect("openai-chat");

    /** OpenAI Responses, {@code POST /v1/responses}. */
    public static final Dialect OPENAI_RESPONSES = new Dialect("openai-responses");

    /** OpenAI embeddings, {@code POST /v1/embeddings}. */
    public static final Dialect OPENAI_EMBEDDINGS = new Dialect("openai-embeddings");

    /** Anthropic messages, {@code POST /v1/messages}. */
    public static final Dialect ANTHROPIC_MESSAGES = new Dialect("anthropic-messages");

    /** Gemini generateContent and streamGenerateContent; the model stands in the path, not in the body. */
    public static final Dialect GEMINI_GENERATE = new Dialect("gemini-generate");

    /** Ollama chat, {@code POST /api/chat}, newline-delimited JSON. */
    public static final Dialect OLLAMA_CHAT = new Dialect("ollama-chat");

    /** Ollama generate, {@code POST /api/generate}, newline-delimited JSON. */
    public static final Dialect OLLAMA_GENERATE = new Dialect("ollama-generate");

    /** AWS Bedrock Converse and ConverseStream, binary event stream framing. */
    public static final Dialect BEDROCK_CONVERSE = new Dialect("bedrock-converse");

    public Dialect {
        Objects.requireNonNull(name, "name");
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("A dialect's name is lower case letters, digits and dashes: " + name);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
