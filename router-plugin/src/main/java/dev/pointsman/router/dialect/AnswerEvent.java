package dev.pointsman.router.dialect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens in a streamed answer, in no dialect. No {@code toString} shows content. */
public sealed interface AnswerEvent {

    /** The answer begins; once. */
    record Started(@Nullable String id, @Nullable String model) implements AnswerEvent {}

    record TextDelta(String text) implements AnswerEvent {
        @Override
        public String toString() {
            return "TextDelta[" + text.length() + "]";
        }
    }

    /** @param path where it stands in the source */
    record ReasoningDelta(String text, String path) implements AnswerEvent {
        @Override
        public String toString() {
            return "ReasoningDelta[" + text.length() + "]";
        }
    }

    /**
     * The reasoning so far is complete and signed.
     *
     * @param redacted whether the signature is all there is
     * @param path where it stands in the source
     */
    record ReasoningSigned(Signature signature, boolean redacted, String path) implements AnswerEvent {}

    /** @param call counts the answer's tool calls from 0 */
    record ToolCallStarted(int call, String id, String name) implements AnswerEvent {}

    /** The next piece of a call's JSON. */
    record ArgumentsDelta(int call, String json) implements AnswerEvent {
        @Override
        public String toString() {
            return "ArgumentsDelta[" + call + "]";
        }
    }

    record Finished(Finish finish) implements AnswerEvent {}

    /** Cumulative: the last one counts. */
    record Used(TokenUsage usage) implements AnswerEvent {}

    /** A member that the hub has no place for. */
    record Lost(String path, String reason) implements AnswerEvent {

        public Lost(String path) {
            this(path, Losses.NO_COUNTERPART);
        }

        /** What a node had beyond what was read from it. */
        public static List<AnswerEvent> of(Source source) {
            return source.extras().stream()
                    .filter(extra -> !extra.saysNothing())
                    .<AnswerEvent>map(extra -> new Lost(extra.path(source.path())))
                    .toList();
        }
    }

    /** The dialect's terminal mark. */
    record Ended() implements AnswerEvent {}
}
