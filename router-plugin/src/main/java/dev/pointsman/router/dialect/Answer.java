package dev.pointsman.router.dialect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole answer in no dialect.
 *
 * @param choices usually one
 * @param usage null where the vendor reported none
 */
public record Answer(
        Source source,
        @Nullable String id,
        @Nullable String model,
        List<Choice> choices,
        @Nullable TokenUsage usage) {

    public Answer {
        choices = List.copyOf(choices);
    }

    /** @param finish null where the vendor gave no reason */
    public record Choice(
            Source source, List<Block> blocks, @Nullable Finish finish) {

        public Choice {
            blocks = List.copyOf(blocks);
        }

        @Override
        public String toString() {
            return "Choice[" + blocks.size() + " blocks, " + finish + "]";
        }
    }
}
