package dev.pointsman.router.dialect;

import dev.pointsman.api.provider.Capability;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one pass over a request's body tells, in any dialect.
 *
 * @param textCharacters characters of all text that a model would read: system prompt, messages, tool schemas
 * @param imageCount images in it
 * @param maxOutputTokens the client's own output limit; null when it set none
 * @param tools how many tools are offered
 * @param turns how many messages, tool results and machine-made context left out
 * @param toolLoop whether the last real message answers a tool call
 * @param needs what a model must be able to do
 * @param pins state that cannot move: {@code reasoning_signature}, {@code file_id}, {@code previous_response_id} …
 * @param lastUserText the last thing a person wrote, agents' machine-made context and stamps stripped: of a long text the first
 *     third and the last two thirds of 1,500 characters, since the tail of a prompt tells most
 * @param conversationHead a fingerprint's input: the start of the system prompt and the first user message, cut
 * @param agentHint the agent that a client names in its text; null when none
 * @param sessionHint the session that a client names in its text; null when none
 * @param userHint {@code user}, {@code safety_identifier} or {@code metadata.user_id}; null when none
 * @param hourLongCache whether the client asks that its prompt be kept in the vendor's cache for an hour, rather than its usual time
 */
public record RequestFacts(
        long textCharacters,
        int imageCount,
        @Nullable Integer maxOutputTokens,
        int tools,
        int turns,
        boolean toolLoop,
        Set<Capability> needs,
        Set<String> pins,
        PromptText lastUserText,
        PromptText conversationHead,
        @Nullable String agentHint,
        @Nullable String sessionHint,
        @Nullable PromptText userHint,
        boolean hourLongCache) {

    public RequestFacts {
        Objects.requireNonNull(lastUserText, "lastUserText");
        Objects.requireNonNull(conversationHead, "conversationHead");
        needs = Set.copyOf(needs);
        pins = Set.copyOf(pins);
    }

    /** Without a wish about the vendor's cache. */
    public RequestFacts(
            long textCharacters,
            int imageCount,
            @Nullable Integer maxOutputTokens,
            int tools,
            int turns,
            boolean toolLoop,
            Set<Capability> needs,
            Set<String> pins,
            PromptText lastUserText,
            PromptText conversationHead,
            @Nullable String agentHint,
            @Nullable String sessionHint,
            @Nullable PromptText userHint) {
        this(
                textCharacters,
                imageCount,
                maxOutputTokens,
                tools,
                turns,
                toolLoop,
                needs,
                pins,
                lastUserText,
                conversationHead,
                agentHint,
                sessionHint,
                userHint,
                false);
    }

    /** Neither words nor whose they are; the fields of text hide theirs themselves. */
    @Override
    public String toString() {
        return "RequestFacts[" + textCharacters + " characters, " + turns + " turns, " + tools + " tools, needs "
                + needs + ", pins " + pins + "]";
    }
}
