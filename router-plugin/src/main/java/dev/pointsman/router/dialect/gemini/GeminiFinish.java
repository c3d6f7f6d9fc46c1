package dev.pointsman.router.dialect.gemini;

import dev.pointsman.router.dialect.Finish;
import dev.pointsman.router.dialect.Losses;

/** Gemini's finish reasons. A turn of tool calls ends with a plain stop. */
final class GeminiFinish {

    private GeminiFinish() {}

    /** Vertex wrote numbers for a while; those from 5 on mean different things in the vendor's two APIs. */
    static Finish read(String word, boolean calls) {
        Finish.Reason reason = switch (word) {
            case "STOP", "1" -> Finish.Reason.STOP;
            case "MAX_TOKENS", "2" -> Finish.Reason.LENGTH;
            case "SAFETY",
                    "RECITATION",
                    "LANGUAGE",
                    "BLOCKLIST",
                    "PROHIBITED_CONTENT",
                    "SPII",
                    "MODEL_ARMOR",
                    "JAILBREAK",
                    "IMAGE_SAFETY",
                    "IMAGE_PROHIBITED_CONTENT",
                    "IMAGE_RECITATION",
                    "3",
                    "4" -> Finish.Reason.REFUSED;
            // MALFORMED_FUNCTION_CALL and UNEXPECTED_TOOL_CALL among them: without content they are no answer.
            default -> Finish.Reason.OTHER;
        };
        return Finish.of(reason, word).withCalls(calls);
    }

    /** Libraries know these words alone, so another vendor's becomes {@code OTHER}, which is no proper end either. */
    static String write(Finish finish, Losses losses) {
        if (finish.stopSequence() != null) {
            losses.add("$.stop_sequence");
        }
        return switch (finish.reason()) {
            case STOP, STOP_SEQUENCE, TOOL_CALLS -> "STOP";
            case LENGTH -> "MAX_TOKENS";
            case REFUSED -> "SAFETY";
            case OTHER -> {
                losses.add("$.stop_reason", "becomes OTHER");
                yield "OTHER";
            }
        };
    }
}
