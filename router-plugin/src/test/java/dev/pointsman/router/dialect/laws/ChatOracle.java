package dev.pointsman.router.dialect.laws;

import static dev.pointsman.router.dialect.laws.Oracle.some;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.Usage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Chat completions. */
final class ChatOracle implements Oracle.Reading {

    @Override
    public Oracle read(List<Frame> frames, boolean streamed) {
        boolean content = false;
        boolean error = false;
        int terminalAt = -1;
        Optional<String> finish = Optional.empty();
        Optional<String> model = Optional.empty();
        Optional<Usage> usage = Optional.empty();
        Map<Integer, Boolean> finished = new HashMap<>();
        for (int i = 0; i < frames.size(); i++) {
            boolean terminal = false;
            if (frames.get(i).payload().utf8().equals("[DONE]")) {
                terminal = true;
            } else {
                JsonNode tree = Recorded.tree(frames.get(i));
                error |= tree.hasNonNull("error") || frames.get(i).name().equals("error");
                model = Oracle.text(tree.path("model")).or(orElse(model));
                usage = usage(tree.path("usage"))
                        .or(() -> usage(tree.path("x_groq").path("usage")))
                        .or(orElse(usage));
                for (JsonNode choice : tree.path("choices")) {
                    JsonNode message = choice.has("message") ? choice.path("message") : choice.path("delta");
                    content |= hasContent(message) || some(choice.path("text"));
                    int index = choice.path("index").asInt(0);
                    Optional<String> reason = Oracle.text(choice.path("finish_reason"));
                    error |= reason.filter("error"::equals).isPresent();
                    finish = reason.or(orElse(finish));
                    finished.merge(index, reason.isPresent(), Boolean::logicalOr);
                }
                terminal = streamed
                        ? !finished.isEmpty() && !finished.containsValue(false)
                        : !tree.path("choices").isEmpty();
            }
            if (terminal && terminalAt < 0) {
                terminalAt = i + 1;
            }
        }
        return new Oracle(content, finish, model, usage, terminalAt, error);
    }

    private static <T> Supplier<Optional<T>> orElse(Optional<T> value) {
        return () -> value;
    }

    private static boolean hasContent(JsonNode message) {
        for (String member :
                List.of("content", "refusal", "reasoning", "reasoning_content", "tool_calls", "executed_tools")) {
            if (some(message.path(member))) {
                return true;
            }
        }
        return some(message.path("function_call").path("name"))
                || some(message.path("audio").path("id"));
    }

    static Optional<Usage> usage(JsonNode node) {
        if (!node.path("prompt_tokens").isNumber()
                && !node.path("completion_tokens").isNumber()) {
            return Optional.empty();
        }
        long input = node.path("prompt_tokens").asLong();
        long output = node.path("completion_tokens").asLong();
        JsonNode details = node.path("prompt_tokens_details");
        long cached = max(
                details.path("cached_tokens"),
                node.path("cached_tokens"),
                node.path("num_cached_tokens"),
                node.path("prompt_cache_hit_tokens"),
                node.path("cache_read_input_tokens"));
        long written = max(details.path("cache_write_tokens"), node.path("cache_creation_input_tokens"));
        long reasoning =
                node.path("completion_tokens_details").path("reasoning_tokens").asLong();
        long untold = Math.max(0, node.path("total_tokens").asLong() - input - output);
        if (untold > 0 && untold == details.path("audio_tokens").asLong()) {
            input += untold;
        } else {
            output += untold;
            reasoning = Math.max(reasoning, untold);
        }
        return Optional.of(new Usage(input, cached, written, output, reasoning));
    }

    private static long max(JsonNode... numbers) {
        long max = 0;
        for (JsonNode number : numbers) {
            max = Math.max(max, number.asLong());
        }
        return max;
    }
}
