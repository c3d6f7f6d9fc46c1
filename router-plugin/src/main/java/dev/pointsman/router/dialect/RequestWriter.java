package dev.pointsman.router.dialect;

/** Hub to bytes. Stateless and thread-safe. */
@FunctionalInterface
public interface RequestWriter {

    /**
     * Writes the conversation into the draft and everything it cannot carry into the draft's losses.
     *
     * @throws dev.pointsman.api.failure.ProviderException {@code InvalidRequest} for a tool that this dialect cannot offer
     */
    void write(Conversation conversation, Draft draft);
}
