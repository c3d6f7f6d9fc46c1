package dev.pointsman.router.dialect.anthropic;

import com.fasterxml.jackson.core.JsonParser;
import dev.pointsman.router.dialect.AnswerFacts;
import dev.pointsman.router.dialect.StrictJson;
import java.io.IOException;
import java.util.Set;

/** What the content blocks of a message tell, at the start of a streamed block and in a whole message alike. */
final class ContentBlocks {

    /** Reasons that may end a message without a word: the client's own limit, a full window, a refusal, which is the answer. */
    private static final Set<String> EMPTY_IS_FINE =
            Set.of("max_tokens", "model_context_window_exceeded", "refusal", "stop_sequence", "pause_turn");

    private ContentBlocks() {}

    /** Text and thinking count when they have characters; every other block (a tool call, a found page) by being there. */
    static void read(JsonParser block, AnswerFacts facts) throws IOException {
        StrictJson.members(block, (name, value) -> {
            switch (name) {
                case "type" -> {
                    String type = StrictJson.text(value);
                    if (!type.equals("text") && !type.equals("thinking") && !type.isEmpty()) {
                        facts.content(0);
                    }
                }
                case "text", "thinking" -> facts.text(StrictJson.textLength(value));
                // The second one is that of redacted thinking.
                case "signature", "data" -> facts.signature(StrictJson.text(value));
                case "input" -> facts.text(StrictJson.weight(value) - 2);
                default -> {}
            }
        });
    }

    static void stop(String reason, AnswerFacts facts) {
        if (reason.isEmpty()) {
            return;
        }
        facts.finish(reason);
        if (EMPTY_IS_FINE.contains(reason) && !facts.hasContent()) {
            facts.content(0);
        }
    }
}
