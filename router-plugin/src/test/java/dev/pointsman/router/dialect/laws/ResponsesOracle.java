package dev.pointsman.router.dialect.laws;

import static dev.pointsman.router.dialect.laws.Oracle.some;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.Usage;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** OpenAI Responses. */
final class ResponsesOracle implements Oracle.Reading {

    @Override
    public Oracle read(List<Frame> frames, boolean streamed) {
        boolean content = false;
        boolean error = false;
        int terminalAt = -1;
        String finish = "";
        String model = "";
        Usage usage = null;
        for (int i = 0; i < frames.size(); i++) {
            if (frames.get(i).payload().utf8().equals("[DONE]")) {
                continue;
            }
            JsonNode tree = Recorded.tree(frames.get(i));
            String type = tree.path("type").asText();
            JsonNode response = streamed ? tree.path("response") : tree;
            String status = response.path("status").asText();
            error |= type.equals("error") || status.equals("failed");
            model = Oracle.text(response.path("model")).orElse(model);
            if (response.path("usage").path("input_tokens").isNumber()) {
                usage = usage(response.path("usage"));
            }
            content |= some(tree.path("delta")) || isContent(tree.path("item"));
            for (JsonNode item : response.path("output")) {
                content |= isContent(item);
            }
            boolean terminal = streamed
                    ? Set.of("response.completed", "response.incomplete").contains(type)
                    : response.path("output").isArray();
            if (terminal) {
                finish = Oracle.text(response.path("incomplete_details").path("reason"))
                        .orElse(status);
                terminalAt = terminalAt < 0 ? i + 1 : terminalAt;
            }
        }
        return new Oracle(
                content,
                Optional.of(finish).filter(reason -> !reason.isEmpty()),
                Optional.of(model).filter(name -> !name.isEmpty()),
                Optional.ofNullable(usage),
                terminalAt,
                error);
    }

    private static boolean isContent(JsonNode item) {
        if (item.isMissingNode()) {
            return false;
        }
        if (!Set.of("message", "reasoning").contains(item.path("type").asText())) {
            return true;
        }
        boolean content = false;
        for (String list : List.of("content", "summary")) {
            for (JsonNode part : item.path(list)) {
                content |= some(part.path("text")) || some(part.path("refusal"));
            }
        }
        return content;
    }

    private static Usage usage(JsonNode node) {
        return new Usage(
                node.path("input_tokens").asLong(),
                node.path("input_tokens_details").path("cached_tokens").asLong(),
                node.path("input_tokens_details").path("cache_write_tokens").asLong(),
                node.path("output_tokens").asLong(),
                node.path("output_tokens_details").path("reasoning_tokens").asLong());
    }
}
