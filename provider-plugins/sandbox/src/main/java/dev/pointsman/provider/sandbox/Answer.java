package dev.pointsman.provider.sandbox;

import java.util.List;

/** What a vendor says. */
sealed interface Answer {

    /** OpenAI's {@code finish_reason}. */
    String finishReason();

    /** What {@link TokenEstimate} counts. */
    long characters();

    /** Free text, or the JSON that was asked for. */
    record Text(String text, String finishReason) implements Answer {
        @Override
        public long characters() {
            return text.length();
        }

        @Override
        public String toString() {
            return "Text[" + text.length() + " characters, " + finishReason + "]";
        }
    }

    /** One call or several. */
    record Calls(List<ToolCall> calls, String finishReason) implements Answer {
        public Calls {
            calls = List.copyOf(calls);
        }

        @Override
        public long characters() {
            return calls.stream()
                    .mapToLong(call -> call.name().length() + call.arguments().length())
                    .sum();
        }
    }

    /**
     * One call of a tool.
     *
     * @param arguments JSON that fits the tool's schema
     */
    record ToolCall(String id, String name, String arguments) {
        @Override
        public String toString() {
            return "ToolCall[" + id + "]";
        }
    }
}
