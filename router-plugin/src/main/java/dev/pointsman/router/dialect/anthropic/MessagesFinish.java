package dev.pointsman.router.dialect.anthropic;

import dev.pointsman.router.dialect.Finish;
import org.jspecify.annotations.Nullable;

/** Anthropic's stop reasons. */
final class MessagesFinish {

    private MessagesFinish() {}

    static Finish read(String word, @Nullable String stopSequence) {
        Finish.Reason reason = switch (word) {
            case "end_turn" -> Finish.Reason.STOP;
            case "stop_sequence" -> Finish.Reason.STOP_SEQUENCE;
            case "max_tokens", "model_context_window_exceeded" -> Finish.Reason.LENGTH;
            case "tool_use" -> Finish.Reason.TOOL_CALLS;
            case "refusal" -> Finish.Reason.REFUSED;
            // pause_turn among them: the vendor's own tools want another call, which no other dialect knows.
            default -> Finish.Reason.OTHER;
        };
        return new Finish(reason, word, stopSequence);
    }

    /** A word that we do not know stays as it is: it must never become {@code end_turn}. */
    static String write(Finish finish) {
        return switch (finish.reason()) {
            case STOP -> "end_turn";
            case STOP_SEQUENCE -> "stop_sequence";
            case LENGTH -> "max_tokens";
            case TOOL_CALLS -> "tool_use";
            case REFUSED -> "refusal";
            case OTHER -> finish.raw();
        };
    }
}
