package dev.pointsman.router.dialect.laws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.Usage;
import java.util.List;
import java.util.Optional;

/**
 * What an answer says, read the slow and simple way over whole trees. The laws compare the streaming readers with it.
 *
 * @param content whether anything in it would be seen
 * @param finish the last finish reason, as the vendor wrote it
 * @param terminalAt how many frames it takes until the answer may end; negative when it never may
 * @param error whether the vendor told an error inside
 */
record Oracle(
        boolean content,
        Optional<String> finish,
        Optional<String> model,
        Optional<Usage> usage,
        int terminalAt,
        boolean error) {

    /** A dialect's way of reading. */
    interface Reading {
        Oracle read(List<Frame> frames, boolean streamed);
    }

    static Optional<String> text(JsonNode node) {
        return node.isTextual() && !node.asText().isEmpty() ? Optional.of(node.asText()) : Optional.empty();
    }

    /** Whether a value is there and not empty. */
    static boolean some(JsonNode node) {
        if (node.isContainerNode()) {
            return !node.isEmpty();
        }
        return node.isTextual() && !node.asText().isEmpty();
    }
}
