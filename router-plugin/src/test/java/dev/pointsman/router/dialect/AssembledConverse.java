package dev.pointsman.router.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.api.exchange.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a Converse answer says. Calls that AWS answered itself are none of a client's. */
final class AssembledConverse {

    private AssembledConverse() {}

    static Assembled of(List<Frame> frames) {
        StringBuilder text = new StringBuilder();
        StringBuilder reasoning = new StringBuilder();
        Map<Integer, String[]> calls = new TreeMap<>();
        String finish = "";
        JsonNode usage = TreeJson.object();
        for (Frame frame : frames) {
            JsonNode event = TreeJson.answer(frame.payload());
            int index = event.path("contentBlockIndex").asInt();
            if (isCall(event.at("/start/toolUse"))) {
                calls.put(index, new String[] {event.at("/start/toolUse/name").asText(), ""});
            }
            text.append(event.at("/delta/text").asText(""));
            reasoning.append(event.at("/delta/reasoningContent/text").asText(""));
            if (calls.containsKey(index)) {
                calls.get(index)[1] += event.at("/delta/toolUse/input").asText("");
            }
            finish = event.path("stopReason").asText(finish);
            usage = event.has("usage") ? event.path("usage") : usage;
        }
        List<String> all = calls.values().stream()
                .map(call -> Assembled.call(call[0], call[1]))
                .toList();
        return assembled(text.toString(), reasoning.toString(), all, finish, usage);
    }

    static Assembled ofWhole(JsonNode body) {
        StringBuilder text = new StringBuilder();
        StringBuilder reasoning = new StringBuilder();
        List<String> calls = new ArrayList<>();
        for (JsonNode block : body.at("/output/message/content")) {
            text.append(block.path("text").asText(""));
            block.at("/citationsContent/content")
                    .forEach(piece -> text.append(piece.path("text").asText("")));
            reasoning.append(block.at("/reasoningContent/reasoningText/text").asText(""));
            JsonNode use = block.path("toolUse");
            if (isCall(use)) {
                calls.add(Assembled.call(use.path("name").asText(), TreeJson.text(use.path("input"))));
            }
        }
        return assembled(
                text.toString(),
                reasoning.toString(),
                calls,
                body.path("stopReason").asText(),
                body.path("usage"));
    }

    private static boolean isCall(JsonNode use) {
        return use.isObject() && !use.path("type").asText().equals("server_tool_use");
    }

    private static Assembled assembled(
            String text, String reasoning, List<String> calls, String finish, JsonNode usage) {
        long read = usage.path("cacheReadInputTokens").asLong();
        long written = usage.path("cacheWriteInputTokens").asLong();
        return new Assembled(
                "",
                text,
                reasoning,
                calls,
                switch (finish) {
                    case "end_turn", "stop_sequence" -> calls.isEmpty() ? "stop" : "tools";
                    case "tool_use" -> "tools";
                    case "max_tokens", "model_context_window_exceeded" -> "length";
                    case "guardrail_intervened", "content_filtered" -> "refused";
                    default -> finish;
                },
                usage.path("inputTokens").asLong() + read + written,
                read,
                usage.path("outputTokens").asLong());
    }
}
