package dev.pointsman.router.dialect.openairesponses;

import static dev.pointsman.router.dialect.openairesponses.ResponsesSpoke.RESPONSES;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.router.dialect.Answer;
import dev.pointsman.router.dialect.AnswerTerms;
import dev.pointsman.router.dialect.Block;
import dev.pointsman.router.dialect.Finish;
import dev.pointsman.router.dialect.Losses;
import dev.pointsman.router.dialect.Signature;
import dev.pointsman.router.dialect.TokenUsage;
import dev.pointsman.router.dialect.TreeJson;
import org.jspecify.annotations.Nullable;

/** Writes a whole answer as a response. */
final class ResponsesAnswerWriter {

    private final AnswerTerms terms;
    private final Losses losses;

    ResponsesAnswerWriter(AnswerTerms terms, Losses losses) {
        this.terms = terms;
        this.losses = losses;
    }

    ObjectNode write(Answer answer) {
        return answer.source().is(RESPONSES) ? restored(answer) : translated(answer);
    }

    private ObjectNode restored(Answer answer) {
        ObjectNode body = TreeJson.object();
        if (answer.id() != null) {
            body.put("id", answer.id());
        }
        if (answer.model() != null) {
            body.put("model", answer.model());
        }
        ResponsesItems items = new ResponsesItems(losses);
        ArrayNode output = body.putArray("output");
        for (Block block : answer.choices().getFirst().blocks()) {
            String path = block.source().path();
            int index = Integer.parseInt(path.substring("$.output[".length(), path.indexOf(']')));
            while (output.size() <= index) {
                output.addObject();
            }
            ObjectNode item = (ObjectNode) output.get(index);
            boolean isPart = path.indexOf(']') < path.length() - 1;
            if (isPart) {
                ArrayNode content = item.get("content") instanceof ArrayNode parts ? parts : item.putArray("content");
                content.add(items.restoredPart(block));
            } else if (block instanceof Block.ToolCall call) {
                item.setAll(items.restored(call));
            }
        }
        answer.source().restore(body);
        return body;
    }

    private ObjectNode translated(Answer answer) {
        Answer.Choice choice = answer.choices().getFirst();
        long now = terms.clock().instant().getEpochSecond();
        String id = answer.id() == null || answer.id().isEmpty() ? "resp_" + now : answer.id();
        ObjectNode body = envelope(id, answer.model() == null ? terms.model() : answer.model(), now);
        ArrayNode output = (ArrayNode) body.path("output");
        for (Block block : choice.blocks()) {
            output(block, id, output);
        }
        Finish finish = choice.finish();
        finish(body, finish);
        if (finish != null && finish.stopSequence() != null) {
            losses.add("$.stop_sequence");
        }
        TokenUsage usage = answer.usage();
        if (usage != null) {
            body.set("usage", usage(usage.unified()));
            losses.extras(usage.source());
        }
        losses.extras(choice.source());
        losses.extras(answer.source());
        answer.choices().stream()
                .skip(1)
                .forEach(more -> losses.add(more.source().path(), "one answer only"));
        return body;
    }

    private void output(Block block, String id, ArrayNode output) {
        switch (block) {
            case Block.Text text -> {
                if (!text.text().isEmpty()) {
                    ObjectNode last = output.isEmpty() ? TreeJson.object() : (ObjectNode) output.get(output.size() - 1);
                    ObjectNode item = last.path("type").asText().equals("message") ? last : message(id, output);
                    ((ArrayNode) item.path("content")).add(textPart(text.text()));
                }
                losses.extras(text.source());
            }
            case Block.ToolCall call -> {
                output.add(
                        call(itemId("fc", id, output.size()), call.id(), call.name(), call.arguments(), "completed"));
                losses.extras(call.source());
            }
            case Block.Reasoning reasoning -> {
                Signature signature = reasoning.signature();
                String marked =
                        (signature == null ? new Signature("", terms.provider()) : signature).marked(terms.provider());
                output.add(reasoning(itemId("rs", id, output.size()), reasoning.text(), marked));
                losses.extras(reasoning.source());
            }
            default -> losses.add(block.source().path());
        }
    }

    private static ObjectNode message(String id, ArrayNode output) {
        ObjectNode item = message(itemId("msg", id, output.size()), "completed");
        output.add(item);
        return item;
    }

    static String itemId(String kind, String answerId, int index) {
        return kind + "_" + answerId.replaceAll("[^a-zA-Z0-9]", "") + "_" + index;
    }

    static ObjectNode message(String itemId, String status) {
        ObjectNode item =
                TreeJson.object().put("id", itemId).put("type", "message").put("status", status);
        item.put("role", "assistant").putArray("content");
        return item;
    }

    static ObjectNode textPart(String text) {
        ObjectNode part = TreeJson.object().put("type", "output_text").put("text", text);
        part.putArray("annotations");
        return part;
    }

    static ObjectNode call(String itemId, String callId, String name, String arguments, String status) {
        return TreeJson.object()
                .put("id", itemId)
                .put("type", "function_call")
                .put("status", status)
                .put("call_id", callId)
                .put("name", name)
                .put("arguments", arguments);
    }

    static ObjectNode reasoning(String itemId, String text, String encrypted) {
        ObjectNode item = TreeJson.object().put("id", itemId).put("type", "reasoning");
        ArrayNode summary = item.putArray("summary");
        if (!text.isEmpty()) {
            summary.addObject().put("type", "summary_text").put("text", text);
        }
        return item.put("encrypted_content", encrypted);
    }

    /** With every member that clients of this dialect require. */
    static ObjectNode envelope(String id, String model, long createdAt) {
        ObjectNode body =
                TreeJson.object().put("id", id).put("object", "response").put("created_at", createdAt);
        body.put("status", "in_progress").put("model", model);
        body.putNull("error").putNull("incomplete_details").putNull("instructions");
        body.putArray("output");
        body.putObject("metadata");
        body.put("parallel_tool_calls", true).put("tool_choice", "auto").putArray("tools");
        body.putNull("temperature").putNull("top_p").putNull("usage");
        return body;
    }

    static void finish(ObjectNode body, @Nullable Finish finish) {
        String incomplete = switch (finish == null ? Finish.Reason.OTHER : finish.reason()) {
            case STOP, STOP_SEQUENCE, TOOL_CALLS -> null;
            case LENGTH -> "max_output_tokens";
            case REFUSED -> "content_filter";
            case OTHER -> finish == null ? "unknown" : finish.raw();
        };
        body.put("status", incomplete == null ? "completed" : "incomplete");
        if (incomplete != null) {
            body.putObject("incomplete_details").put("reason", incomplete);
        }
    }

    static ObjectNode usage(Usage usage) {
        ObjectNode node = TreeJson.object().put("input_tokens", usage.input());
        // OpenAI's own client takes neither of the two for optional.
        node.putObject("input_tokens_details")
                .put("cached_tokens", usage.cachedRead())
                .put("cache_write_tokens", usage.cacheWrite());
        node.put("output_tokens", usage.output());
        node.putObject("output_tokens_details").put("reasoning_tokens", usage.reasoning());
        return node.put("total_tokens", usage.input() + usage.output());
    }
}
