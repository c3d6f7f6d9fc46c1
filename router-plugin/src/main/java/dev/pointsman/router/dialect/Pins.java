package dev.pointsman.router.dialect;

/** Names of the state in a request that only the provider or the account that made it can read again. */
public final class Pins {

    /** A signed or encrypted thinking block: bound to the vendor, must come back unchanged on tool turns. */
    public static final String REASONING_SIGNATURE = "reasoning_signature";

    /** Gemini's signature on a function call, also on its OpenAI-compatible endpoint. */
    public static final String THOUGHT_SIGNATURE = "thought_signature";

    /** Plain reasoning on a tool turn, which DeepSeek demands back; other vendors ignore or refuse it. */
    public static final String REASONING_CONTENT = "reasoning_content";

    /** Reasoning, search results or a compaction that only the vendor's account can decrypt. */
    public static final String ENCRYPTED_CONTENT = "encrypted_content";

    /** An upload in a vendor's account. */
    public static final String FILE_ID = "file_id";

    /** A spoken answer that the vendor keeps. */
    public static final String AUDIO_ID = "audio_id";

    /** A sandbox that runs at the vendor. */
    public static final String CONTAINER_ID = "container_id";

    /** A conversation that the vendor keeps. */
    public static final String PREVIOUS_RESPONSE_ID = "previous_response_id";

    /** A prompt, conversation or cached prefix stored in a vendor's account. */
    public static final String STORED_PROMPT = "stored_prompt";

    /** Ollama's {@code context}: tokens of a former answer, which mean something else to every other model. */
    public static final String CONTEXT_TOKENS = "context_tokens";

    private Pins() {}
}
