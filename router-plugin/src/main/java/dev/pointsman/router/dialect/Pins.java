package dev.pointsman.router.dialect;

import java.util.Set;

/** Names of the state in a request that only the provider or the account that made it can read again. */
public final class Pins {

    /** Signed or encrypted reasoning: bound to the vendor, must come back unchanged on tool turns; errors elsewhere. */
    public static final String REASONING_SIGNATURE = "reasoning_signature";

    /** Gemini's signature on a function call, also on its OpenAI-compatible endpoint. */
    public static final String THOUGHT_SIGNATURE = "thought_signature";

    /** Plain reasoning on a tool turn, which DeepSeek demands back; other vendors ignore or refuse it. */
    public static final String REASONING_CONTENT = "reasoning_content";

    /** Plain reasoning of other turns: binds nobody, but some vendors refuse what others wrote. */
    public static final String PLAIN_REASONING = "plain_reasoning";

    /** Search results or a compacted history that only the vendor's account can decrypt. */
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

    /** Reasoning, which is left out for all but its issuer. */
    public static final Set<String> REASONING =
            Set.of(REASONING_SIGNATURE, THOUGHT_SIGNATURE, REASONING_CONTENT, PLAIN_REASONING);

    private Pins() {}

    /** Whether any of them is {@link #REASONING}. */
    public static boolean haveReasoning(Set<String> pins) {
        return pins.stream().anyMatch(REASONING::contains);
    }
}
