package dev.pointsman.router.dialect.laws;

import static dev.pointsman.router.dialect.laws.Oracle.some;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.Usage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gemini generateContent. */
final class GeminiOracle implements Oracle.Reading {

    @Override
    public Oracle read(List<Frame> frames, boolean streamed) {
        boolean content = false;
        boolean error = false;
        int terminalAt = -1;
        String finish = "";
        String model = "";
        Map<String, Long> counts = new HashMap<>();
        Map<Integer, Boolean> finished = new HashMap<>();
        for (int i = 0; i < frames.size(); i++) {
            JsonNode tree = Recorded.tree(frames.get(i));
            error |= tree.hasNonNull("error");
            model = Oracle.text(tree.path("modelVersion")).orElse(model);
            tree.path("usageMetadata").fields().forEachRemaining(member -> {
                if (member.getValue().isNumber()) {
                    counts.put(member.getKey(), member.getValue().asLong());
                }
            });
            boolean blocked = tree.path("promptFeedback").has("blockReason");
            for (JsonNode candidate : tree.path("candidates")) {
                for (JsonNode part : candidate.path("content").path("parts")) {
                    for (JsonNode value : part) {
                        content |= value.isObject();
                    }
                    content |= some(part.path("text"));
                }
                JsonNode reason = candidate.path("finishReason");
                boolean ends = !reason.isMissingNode() && !reason.isNull();
                finish = ends ? reason.asText() : finish;
                finished.merge(candidate.path("index").asInt(), ends || !streamed, Boolean::logicalOr);
            }
            boolean terminal = blocked || (!finished.isEmpty() && !finished.containsValue(false));
            if (terminal && terminalAt < 0) {
                terminalAt = i + 1;
            }
        }
        return new Oracle(
                content,
                Optional.of(finish).filter(reason -> !reason.isEmpty()),
                Optional.of(model).filter(name -> !name.isEmpty()),
                usage(counts),
                terminalAt,
                error);
    }

    private static Optional<Usage> usage(Map<String, Long> counts) {
        if (!counts.containsKey("promptTokenCount")) {
            return Optional.empty();
        }
        long thoughts = counts.getOrDefault("thoughtsTokenCount", 0L);
        return Optional.of(new Usage(
                counts.get("promptTokenCount") + counts.getOrDefault("toolUsePromptTokenCount", 0L),
                counts.getOrDefault("cachedContentTokenCount", 0L),
                0,
                counts.getOrDefault("candidatesTokenCount", 0L) + thoughts,
                thoughts));
    }
}
