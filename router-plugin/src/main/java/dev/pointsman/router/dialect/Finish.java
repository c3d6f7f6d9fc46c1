package dev.pointsman.router.dialect;

import org.jspecify.annotations.Nullable;

/**
 * Why an answer ended.
 *
 * @param raw the vendor's word
 * @param stopSequence which one matched, where the vendor says so
 */
public record Finish(Reason reason, String raw, @Nullable String stopSequence) {

    /** {@code OTHER} is a word that we do not know: it is passed on as it is and never becomes a proper end. */
    public enum Reason {
        STOP,
        STOP_SEQUENCE,
        LENGTH,
        TOOL_CALLS,
        REFUSED,
        OTHER
    }

    public static Finish of(Reason reason, String raw) {
        return new Finish(reason, raw, null);
    }

    /** Some vendors end a turn of tool calls with a plain stop; agents wait for the tool reason. */
    public Finish withCalls(boolean callsTools) {
        return callsTools && reason == Reason.STOP ? new Finish(Reason.TOOL_CALLS, raw, stopSequence) : this;
    }

    /** Whether an answer that ended so and says nothing is no answer. A limit or a refusal may come before any content. */
    public boolean needsContent() {
        return reason != Reason.LENGTH && reason != Reason.REFUSED;
    }

    /** Without the vendor's own word, which may be any text. */
    @Override
    public String toString() {
        return "Finish[" + reason + "]";
    }
}
