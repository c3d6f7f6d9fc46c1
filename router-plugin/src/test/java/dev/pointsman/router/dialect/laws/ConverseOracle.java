package dev.pointsman.router.dialect.laws;

import static dev.pointsman.router.dialect.laws.Oracle.some;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Bedrock Converse. */
final class ConverseOracle implements Oracle.Reading {

    @Override
    public Oracle read(List<Frame> frames, boolean streamed) {
        boolean content = false;
        int terminalAt = -1;
        String finish = "";
        Optional<Usage> usage = Optional.empty();
        for (int i = 0; i < frames.size(); i++) {
            JsonNode tree = Recorded.tree(frames.get(i));
            List<JsonNode> blocks = new ArrayList<>();
            blocks.add(tree.path("delta"));
            tree.path("output").path("message").path("content").forEach(blocks::add);
            for (JsonNode block : blocks) {
                JsonNode reasoning = block.path("reasoningContent");
                content |= some(block.path("text"))
                        || some(reasoning.path("text"))
                        || some(reasoning.path("redactedContent"))
                        || some(reasoning.path("reasoningText").path("text"))
                        || block.path("toolUse").isObject()
                        || block.path("toolResult").isObject()
                        || block.path("citationsContent").isObject();
            }
            content |= some(tree.path("start"));
            if (tree.has("usage")) {
                usage = Optional.of(usage(tree.path("usage")));
            }
            finish = Oracle.text(tree.path("stopReason")).orElse(finish);
            boolean terminal = streamed ? frames.get(i).name().equals("messageStop") : tree.has("output");
            if (terminal && terminalAt < 0) {
                terminalAt = i + 1;
            }
        }
        return new Oracle(
                content,
                Optional.of(finish).filter(reason -> !reason.isEmpty()),
                Optional.empty(),
                usage,
                terminalAt,
                false);
    }

    private static Usage usage(JsonNode node) {
        long read = node.path("cacheReadInputTokens").asLong();
        long written = node.path("cacheWriteInputTokens").asLong();
        return new Usage(
                node.path("inputTokens").asLong() + read + written,
                read,
                written,
                node.path("outputTokens").asLong(),
                0);
    }
}
