package dev.pointsman.provider.sandbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the sandbox needs of an OpenAI chat request.
 *
 * @param messages in their order
 * @param tools those offered
 * @param toolChoice what the caller demands of them
 * @param parallelTools whether one answer may call several
 * @param maxTokens the caller's bound of the output; null when it gave none
 * @param stops texts that end an answer
 * @param includeUsage whether a stream shall end with a chunk that tells the usage
 * @param answerSchema what the answer's JSON must look like; null when it may be free text
 * @param images how many images the messages hold
 * @param characters what {@link TokenEstimate} counts
 */
record ChatRequest(
        List<ChatMessage> messages,
        List<OfferedTool> tools,
        ToolChoice toolChoice,
        boolean parallelTools,
        @Nullable Integer maxTokens,
        List<String> stops,
        boolean includeUsage,
        @Nullable Schema answerSchema,
        int images,
        long characters) {

    ChatRequest {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
        stops = List.copyOf(stops);
    }

    /** What the user said last; empty when nothing was said. */
    String lastUserText() {
        int index = lastUserMessage();
        return index < 0 ? "" : UserText.of(messages.get(index).text());
    }

    /** The results of tools that came after the user's last words, oldest first. */
    List<String> newToolResults() {
        return messages.subList(lastUserMessage() + 1, messages.size()).stream()
                .filter(ChatMessage::isToolResult)
                .map(ChatMessage::text)
                .toList();
    }

    /** The last message with words of the user's own, or -1. */
    private int lastUserMessage() {
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i).isFromUser()
                    && !UserText.of(messages.get(i).text()).isEmpty()) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public String toString() {
        return "ChatRequest[" + messages.size() + " messages, " + tools.size() + " tools]";
    }
}
