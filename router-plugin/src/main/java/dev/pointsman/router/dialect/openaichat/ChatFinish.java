package dev.pointsman.router.dialect.openaichat;

import dev.pointsman.router.dialect.Finish;

/** Finish reasons of chat completions and of the vendors that speak it. */
final class ChatFinish {

    private ChatFinish() {}

    /** @param refused whether the message carries a refusal, which OpenAI ends with a plain stop */
    static Finish read(String word, boolean refused) {
        Finish.Reason reason = switch (word) {
            // Together says eos.
            case "stop", "eos" -> refused ? Finish.Reason.REFUSED : Finish.Reason.STOP;
            case "length", "max_tokens", "model_length" -> Finish.Reason.LENGTH;
            case "tool_calls", "function_call" -> Finish.Reason.TOOL_CALLS;
            case "content_filter" -> Finish.Reason.REFUSED;
            default -> Finish.Reason.OTHER;
        };
        return Finish.of(reason, word);
    }

    /** A word that we do not know stays as it is: it must not look like a proper end. */
    static String write(Finish finish) {
        return switch (finish.reason()) {
            case STOP, STOP_SEQUENCE -> "stop";
            case LENGTH -> "length";
            case TOOL_CALLS -> "tool_calls";
            case REFUSED -> "content_filter";
            case OTHER -> finish.raw();
        };
    }
}
