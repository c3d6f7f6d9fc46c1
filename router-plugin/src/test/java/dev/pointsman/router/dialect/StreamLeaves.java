package dev.pointsman.router.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a vendor's stream says, as leaves at the paths that they would have in a whole answer; what is said again and again
 * counts once, and the pieces of a call's arguments are put together. Shares nothing with the product but the JSON parser.
 */
final class StreamLeaves {

    /** Said once, wherever. */
    record Leaf(String path, JsonNode value) {}

    private final Set<Leaf> leaves = new LinkedHashSet<>();
    private final Map<String, StringBuilder> arguments = new LinkedHashMap<>();
    private final Map<String, JsonNode> counts = new LinkedHashMap<>();
    private final Map<String, Integer> calls = new HashMap<>();
    private final Set<String> items = new HashSet<>();
    private final Set<Integer> spoken = new HashSet<>();
    private boolean named;

    private StreamLeaves() {}

    static List<Leaf> of(Dialect dialect, List<Frame> frames) {
        StreamLeaves stream = new StreamLeaves();
        for (Frame frame : frames) {
            if (!frame.payload().utf8().equals("[DONE]")) {
                stream.read(dialect, frame.name(), TreeJson.answer(frame.payload()));
            }
        }
        stream.counts.forEach((path, value) -> stream.leaves.add(new Leaf(path, value)));
        stream.arguments.forEach(stream::argued);
        return List.copyOf(stream.leaves);
    }

    private void read(Dialect dialect, String name, JsonNode frame) {
        switch (dialect.name()) {
            case "openai-chat" -> chat(frame);
            case "anthropic-messages" -> message(frame);
            case "openai-responses" -> response(frame);
            case "bedrock-converse" -> converse(name, frame);
            default -> add("$", frame);
        }
    }

    private void converse(String name, JsonNode event) {
        String block =
                "$.output.message.content[" + event.path("contentBlockIndex").asInt() + "]";
        switch (name) {
            case "contentBlockStart" -> add(block, event.path("start"));
            case "contentBlockDelta" -> {
                if (event.at("/delta/toolUse").has("input")) {
                    piece(
                            block + ".toolUse.input",
                            event.at("/delta/toolUse/input").asText());
                } else {
                    add(block, event.path("delta"));
                }
            }
            case "contentBlockStop" -> {}
            default -> add("$", ((ObjectNode) event.deepCopy()).without("p"));
        }
    }

    private void add(String at, JsonNode node) {
        AccountingLaw.leaves(node, at).forEach((path, value) -> {
            boolean count = path.matches(".*(usage|usageMetadata)[.\\[].*") && value.isNumber();
            if (count) {
                // Cumulative: the last one holds.
                counts.put(path, value);
            } else {
                leaves.add(new Leaf(path, value));
            }
        });
    }

    private void piece(String path, String json) {
        arguments.computeIfAbsent(path, any -> new StringBuilder()).append(json);
    }

    /** Where the whole answer has JSON inside a text, so has the leaf. */
    private void argued(String path, StringBuilder json) {
        if (path.endsWith(".input")) {
            TreeJson.parsed(json.toString()).ifPresent(input -> add(path, input));
        } else if (!json.isEmpty()) {
            leaves.add(new Leaf(path, TextNode.valueOf(json.toString())));
        }
    }

    private void chat(JsonNode chunk) {
        ObjectNode rest = chunk.deepCopy();
        if (rest.path("x_groq") instanceof ObjectNode groq && groq.remove("usage") instanceof ObjectNode usage) {
            // Groq's place for it.
            add("$.usage", usage);
        }
        if (named) {
            // The first id names the answer, though some vendors change it on the way.
            rest.remove("id");
        }
        named = true;
        for (int i = 0; i < chunk.path("choices").size(); i++) {
            ObjectNode choice = (ObjectNode) rest.path("choices").path(i);
            // Perplexity repeats the message so far beside every delta.
            choice.remove("message");
            JsonNode delta = choice.remove("delta");
            String at = "$.choices[" + choice.path("index").asInt(i) + "].message";
            if (delta instanceof ObjectNode object) {
                for (JsonNode call : object.path("tool_calls")) {
                    JsonNode json =
                            call.path("function") instanceof ObjectNode function ? function.remove("arguments") : null;
                    if (json != null && json.isTextual()) {
                        piece(at + ".tool_calls[" + number(call) + "].function.arguments", json.asText());
                    }
                }
                add(at, object);
            }
        }
        add("$", rest);
    }

    /** By index, or, where a vendor leaves it out, by id. */
    private int number(JsonNode call) {
        return call.has("index")
                ? call.path("index").asInt()
                : calls.computeIfAbsent(call.path("id").asText(), id -> calls.size());
    }

    private void message(JsonNode event) {
        String block = "$.content[" + event.path("index").asInt() + "]";
        switch (event.path("type").asText()) {
            case "message_start" -> add("$", event.path("message"));
            case "content_block_start" -> add(block, event.path("content_block"));
            case "content_block_delta" -> {
                JsonNode delta = event.path("delta");
                switch (delta.path("type").asText()) {
                    case "input_json_delta" ->
                        piece(block + ".input", delta.path("partial_json").asText());
                    case "citations_delta" -> add(block + ".citations[0]", delta.path("citation"));
                    default -> add(block, ((ObjectNode) delta.deepCopy()).without("type"));
                }
            }
            case "message_delta" -> {
                add("$", event.path("delta"));
                add("$.usage", event.path("usage"));
                add("$", ((ObjectNode) event.deepCopy()).without(List.of("type", "delta", "usage")));
            }
            default -> {}
        }
    }

    /** The finished response repeats the items, and may have encrypted them anew. */
    private void response(JsonNode event) {
        int index = event.path("output_index").asInt();
        switch (event.path("type").asText()) {
            case "response.output_text.delta" -> {
                spoken.add(index);
                add("$.output[" + index + "].content[0].text", event.path("delta"));
            }
            case "response.output_item.done" -> {
                items.add(event.path("item").path("id").asText());
                ObjectNode item = event.path("item").deepCopy();
                if (spoken.contains(index)) {
                    item.path("content").forEach(part -> ((ObjectNode) part).remove("text"));
                }
                add("$.output[" + index + "]", item);
            }
            case "response.completed", "response.incomplete" -> {
                ObjectNode response = event.path("response").deepCopy();
                JsonNode output = response.path("output");
                for (int i = 0; i < output.size(); i++) {
                    // A vendor may count its positions otherwise here.
                    if (!items.contains(output.get(i).path("id").asText())) {
                        add("$.output[" + i + "]", output.get(i));
                    }
                }
                add("$", response.without("output"));
            }
            default -> {}
        }
    }
}
