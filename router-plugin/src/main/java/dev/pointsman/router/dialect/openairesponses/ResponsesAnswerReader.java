package dev.pointsman.router.dialect.openairesponses;

import static dev.pointsman.router.dialect.openairesponses.ResponsesSpoke.RESPONSES;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.router.dialect.Answer;
import dev.pointsman.router.dialect.Block;
import dev.pointsman.router.dialect.Finish;
import dev.pointsman.router.dialect.Members;
import dev.pointsman.router.dialect.Source;
import dev.pointsman.router.dialect.TokenUsage;
import dev.pointsman.router.dialect.TreeJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a whole response into the hub. Blocks know by their path which item they stood in. */
final class ResponsesAnswerReader {

    /** Members that repeat the request, or tell the vendor's time: the gateway's own stands in what it writes. */
    private static final List<String> ECHOES = List.of(
            "object",
            "created_at",
            "completed_at",
            "background",
            "instructions",
            "max_output_tokens",
            "max_tool_calls",
            "parallel_tool_calls",
            "previous_response_id",
            "prompt",
            "prompt_cache_key",
            "prompt_cache_retention",
            "prompt_cache_options",
            "reasoning",
            "safety_identifier",
            "store",
            "temperature",
            "text",
            "tool_choice",
            "tools",
            "top_logprobs",
            "top_p",
            "frequency_penalty",
            "presence_penalty",
            "truncation",
            "user",
            "metadata");

    private ResponsesAnswerReader() {}

    static Answer read(Payload payload) {
        JsonNode tree = TreeJson.answer(payload);
        checkError(tree);
        Members body = Members.ofAnswer(tree, RESPONSES, "$");
        if (!tree.path("output").isArray()) {
            throw TreeJson.malformed("a response without output");
        }
        ECHOES.forEach(body::keep);
        List<Block> blocks = output(body);
        String id = body.text("id");
        String model = body.text("model");
        body.keep("status");
        body.keep("incomplete_details");
        Finish finish = finish(tree, blocks);
        TokenUsage usage = usage(body.open("usage"));
        Answer.Choice choice = new Answer.Choice(Source.at(RESPONSES, "$"), blocks, finish);
        return new Answer(body.source(), id, model, List.of(choice), usage);
    }

    /** What the response has around its items and counts that is not read. */
    static Source beyond(ObjectNode response) {
        Members body = Members.of(response, RESPONSES, "$");
        ECHOES.forEach(body::keep);
        List.of("id", "model", "status", "incomplete_details", "output", "usage", "error")
                .forEach(body::keep);
        return body.source();
    }

    static void checkError(JsonNode tree) {
        if (tree.path("error").isObject()) {
            throw TreeJson.inBandError(tree.path("error"));
        }
    }

    private static List<Block> output(Members body) {
        List<Block> blocks = new ArrayList<>();
        int size = body.node().path("output").size();
        if (size == 0) {
            body.keep("output");
        }
        for (int i = 0; i < size; i++) {
            JsonNode item = body.node().path("output").path(i);
            Members members = body.element("output", i);
            if (members == null) {
                throw TreeJson.malformed("an item that is not an object");
            }
            switch (item.path("type").asText()) {
                case "message" -> {
                    List.of("type", "role", "id", "status").forEach(members::keep);
                    blocks.addAll(ResponsesItemReader.content(members, "content"));
                }
                case "function_call" -> blocks.add(call(members));
                case "reasoning" -> blocks.add(bare(ResponsesItemReader.reasoning(members)));
                default -> {
                    ((ObjectNode) item).fieldNames().forEachRemaining(members::keep);
                    blocks.add(ResponsesItemReader.opaque(item, members.path()));
                }
            }
        }
        return blocks;
    }

    /** Its extras are the item's, which the body's source holds. */
    private static Block call(Members item) {
        Block.ToolCall call = ResponsesItemReader.functionCall(item);
        if (call == null) {
            throw TreeJson.malformed("a function call without a name");
        }
        return new Block.ToolCall(Source.at(RESPONSES, item.path()), call.id(), call.name(), call.arguments());
    }

    private static Block bare(Block.Reasoning reasoning) {
        Source source = Source.at(RESPONSES, reasoning.source().path());
        return new Block.Reasoning(source, reasoning.text(), reasoning.signature(), reasoning.redacted());
    }

    static @Nullable Finish finish(JsonNode response, List<Block> blocks) {
        boolean calls = blocks.stream().anyMatch(Block.ToolCall.class::isInstance);
        boolean refused = blocks.stream()
                .anyMatch(block -> block.source()
                        .extra("type")
                        .map(JsonNode::asText)
                        .orElse("")
                        .equals("refusal"));
        return finish(response, calls, refused);
    }

    /** There is no finish reason: the status says it, and why a response is incomplete. */
    static @Nullable Finish finish(JsonNode response, boolean calls, boolean refused) {
        String status = response.path("status").asText("");
        String reason = response.path("incomplete_details").path("reason").asText("");
        return switch (status) {
            case "completed" ->
                Finish.of(refused ? Finish.Reason.REFUSED : Finish.Reason.STOP, status)
                        .withCalls(calls);
            case "incomplete" ->
                switch (reason) {
                    case "max_output_tokens" -> Finish.of(Finish.Reason.LENGTH, reason);
                    case "content_filter" -> Finish.of(Finish.Reason.REFUSED, reason);
                    default -> Finish.of(Finish.Reason.OTHER, reason.isEmpty() ? status : reason);
                };
            default -> status.isEmpty() ? null : Finish.of(Finish.Reason.OTHER, status);
        };
    }

    static @Nullable TokenUsage usage(@Nullable Members usage) {
        if (usage == null) {
            return null;
        }
        Members input = usage.open("input_tokens_details");
        Members output = usage.open("output_tokens_details");
        Members.keepZeros(usage);
        Members.keepZeros(input);
        Members.keepZeros(output);
        List.of("input_tokens", "output_tokens", "total_tokens").forEach(usage::keep);
        if (input != null) {
            input.keep("cached_tokens");
            input.keep("cache_write_tokens");
        }
        if (output != null) {
            output.keep("reasoning_tokens");
        }
        return TreeJson.streamed(usage.node(), ResponsesUsage::read)
                .map(told -> new TokenUsage(usage.source(), told.usage(), told.costMicros()))
                .orElse(null);
    }
}
