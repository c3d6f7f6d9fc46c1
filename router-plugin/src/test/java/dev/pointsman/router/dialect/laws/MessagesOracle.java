package dev.pointsman.router.dialect.laws;

import static dev.pointsman.router.dialect.laws.Oracle.some;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.Usage;
import java.util.List;
import java.util.Optional;

/** Anthropic messages. */
final class MessagesOracle implements Oracle.Reading {

    @Override
    public Oracle read(List<Frame> frames, boolean streamed) {
        boolean content = false;
        boolean error = false;
        int terminalAt = -1;
        String finish = "";
        String model = "";
        ObjectNode usage = Recorded.JSON.createObjectNode();
        for (int i = 0; i < frames.size(); i++) {
            JsonNode tree = Recorded.tree(frames.get(i));
            String type = tree.path("type").asText();
            error |= type.equals("error");
            JsonNode message = type.equals("message_start") ? tree.path("message") : tree;
            model = Oracle.text(message.path("model")).orElse(model);
            merge(usage, message.path("usage"));
            finish = Oracle.text(tree.path("delta").path("stop_reason"))
                    .or(() -> Oracle.text(tree.path("stop_reason")))
                    .orElse(finish);
            for (JsonNode block : message.path("content")) {
                content |= isContent(block);
            }
            content |= tree.has("content_block") && isContent(tree.path("content_block"));
            JsonNode delta = tree.path("delta");
            content |= some(delta.path("text")) || some(delta.path("thinking")) || delta.has("citation");
            if (type.equals(streamed ? "message_stop" : "message") && terminalAt < 0) {
                terminalAt = i + 1;
            }
        }
        return new Oracle(
                content,
                Optional.of(finish).filter(reason -> !reason.isEmpty()),
                Optional.of(model).filter(name -> !name.isEmpty()),
                usage(usage),
                terminalAt,
                error);
    }

    private static boolean isContent(JsonNode block) {
        return switch (block.path("type").asText()) {
            case "text" -> some(block.path("text"));
            case "thinking" -> some(block.path("thinking"));
            default -> true;
        };
    }

    private static void merge(ObjectNode all, JsonNode usage) {
        usage.fields().forEachRemaining(member -> {
            if (!member.getValue().isNull()) {
                all.set(member.getKey(), member.getValue());
            }
        });
    }

    private static Optional<Usage> usage(JsonNode node) {
        if (!node.path("output_tokens").isNumber()) {
            return Optional.empty();
        }
        long read = node.path("cache_read_input_tokens").asLong();
        long written = node.path("cache_creation_input_tokens").asLong();
        return Optional.of(new Usage(
                node.path("input_tokens").asLong() + read + written,
                read,
                written,
                node.path("output_tokens").asLong(),
                node.path("output_tokens_details").path("thinking_tokens").asLong()));
    }
}
