package dev.pointsman.router.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.Payload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a client would make of a stream or a whole answer, put together by the shortest code that can and that shares nothing
 * with the product but the JSON parser.
 *
 * @param calls name and arguments of each tool call, as JSON
 * @param input all input tokens
 */
public record Assembled(
        String model,
        String text,
        String reasoning,
        List<String> calls,
        String finish,
        long input,
        long cached,
        long output) {

    public static Assembled of(Dialect dialect, List<Frame> frames) {
        if (dialect.equals(Dialect.OLLAMA_CHAT) || dialect.equals(Dialect.OLLAMA_GENERATE)) {
            return ollama(frames);
        }
        if (dialect.equals(Dialect.BEDROCK_CONVERSE)) {
            return AssembledConverse.of(frames);
        }
        if (dialect.equals(Dialect.GEMINI_GENERATE)) {
            return gemini(frames);
        }
        if (dialect.equals(Dialect.OPENAI_RESPONSES)) {
            return responses(frames);
        }
        return dialect.equals(Dialect.OPENAI_CHAT) ? chat(frames) : messages(frames);
    }

    /** Nothing but items of a vendor's own tools. */
    boolean saysNothing() {
        return text.isEmpty() && reasoning.isEmpty() && calls.isEmpty() && finish.equals("stop");
    }

    public static Assembled ofWhole(Dialect dialect, JsonNode body) {
        if (dialect.equals(Dialect.OLLAMA_CHAT) || dialect.equals(Dialect.OLLAMA_GENERATE)) {
            return ollama(List.of(Frame.of(TreeJson.payload(body))));
        }
        if (dialect.equals(Dialect.GEMINI_GENERATE)) {
            return gemini(List.of(Frame.of(TreeJson.payload(body))));
        }
        if (dialect.equals(Dialect.OPENAI_RESPONSES)) {
            return wholeResponse(body);
        }
        if (dialect.equals(Dialect.BEDROCK_CONVERSE)) {
            return AssembledConverse.ofWhole(body);
        }
        return dialect.equals(Dialect.OPENAI_CHAT) ? wholeChat(body) : wholeMessage(body);
    }

    /** The same, but for what a client of another dialect does not see. */
    public Assembled withoutReasoning() {
        return new Assembled(model, text, "", calls, finish, input, cached, output);
    }

    private static Assembled chat(List<Frame> frames) {
        StringBuilder text = new StringBuilder();
        StringBuilder reasoning = new StringBuilder();
        Map<String, String[]> calls = new LinkedHashMap<>();
        String finish = "";
        String model = "";
        boolean refused = false;
        JsonNode usage = TreeJson.object();
        for (Frame frame : frames) {
            String json = frame.payload().utf8();
            if (json.equals("[DONE]")) {
                continue;
            }
            JsonNode chunk = TreeJson.answer(Payload.ofUtf8(json));
            if (chunk.path("usage").path("prompt_tokens").isNumber()) {
                usage = chunk.path("usage");
            } else if (chunk.path("x_groq").path("usage").isObject()) {
                usage = chunk.path("x_groq").path("usage");
            }
            for (JsonNode choice : chunk.path("choices")) {
                if (choice.path("index").asInt() > 0) {
                    continue;
                }
                model = model.isEmpty() ? chunk.path("model").asText() : model;
                JsonNode delta = choice.path("delta");
                String refusal = delta.path("refusal").isTextual()
                        ? delta.path("refusal").asText()
                        : "";
                refused |= !refusal.isEmpty();
                text.append(spoken(delta.path("content"))).append(refusal);
                reasoning.append(thought(delta));
                for (JsonNode piece : delta.path("tool_calls")) {
                    String key = piece.has("index")
                            ? piece.path("index").asText()
                            : piece.path("id").asText();
                    String[] call = calls.computeIfAbsent(key, any -> new String[] {"", ""});
                    call[0] += piece.path("function").path("name").asText("");
                    call[1] += piece.path("function").path("arguments").asText("");
                }
                if (!choice.path("finish_reason").asText("").isEmpty()
                        && !choice.path("finish_reason").isNull()) {
                    finish = choice.path("finish_reason").asText();
                }
            }
        }
        List<String> all =
                calls.values().stream().map(call -> call(call[0], call[1])).toList();
        return chatUsage(
                new Assembled(
                        model,
                        text.toString(),
                        reasoning.toString(),
                        all,
                        chatFinish(refused ? "content_filter" : finish, !all.isEmpty()),
                        0,
                        0,
                        0),
                usage);
    }

    private static Assembled wholeChat(JsonNode body) {
        JsonNode choice = body.path("choices").path(0);
        JsonNode message = choice.path("message");
        List<String> calls = new ArrayList<>();
        for (JsonNode call : message.path("tool_calls")) {
            if (call.has("function")) {
                calls.add(call(
                        call.path("function").path("name").asText(),
                        call.path("function").path("arguments").asText()));
            }
        }
        String refusal =
                message.path("refusal").isTextual() ? message.path("refusal").asText() : "";
        JsonNode usage = body.path("usage");
        return chatUsage(
                new Assembled(
                        body.path("model").asText(),
                        spoken(message.path("content")) + refusal,
                        thought(message),
                        calls,
                        chatFinish(
                                refusal.isEmpty() ? choice.path("finish_reason").asText() : "content_filter",
                                !calls.isEmpty()),
                        0,
                        0,
                        0),
                usage);
    }

    /** As the vendor told it; what it left out of both parts (reasoning, audio) is in the total. */
    private static Assembled chatUsage(Assembled said, JsonNode usage) {
        long input = usage.path("prompt_tokens").asLong();
        long output = usage.path("completion_tokens").asLong();
        long cached = 0;
        for (String path : List.of(
                "/prompt_tokens_details/cached_tokens",
                "/prompt_cache_hit_tokens",
                "/cached_tokens",
                "/num_cached_tokens",
                "/cache_read_input_tokens")) {
            cached = Math.max(cached, usage.at(path).asLong());
        }
        long missing = Math.max(0, usage.path("total_tokens").asLong() - input - output);
        boolean audio =
                missing == usage.at("/prompt_tokens_details/audio_tokens").asLong();
        input += audio ? missing : 0;
        output += audio ? 0 : missing;
        return new Assembled(
                said.model, said.text, said.reasoning, said.calls, said.finish, input, Math.min(cached, input), output);
    }

    private static String spoken(JsonNode content) {
        StringBuilder text = new StringBuilder(content.isTextual() ? content.asText() : "");
        content.forEach(part -> text.append(part.isObject() ? part.path("text").asText("") : ""));
        return text.toString();
    }

    private static String thought(JsonNode message) {
        StringBuilder text = new StringBuilder();
        for (JsonNode part : message.path("content")) {
            part.path("thinking")
                    .forEach(inner -> text.append(inner.path("text").asText("")));
        }
        for (String name : List.of("reasoning_content", "reasoning")) {
            if (text.isEmpty() && message.path(name).isTextual()) {
                text.append(message.path(name).asText());
            }
        }
        if (text.isEmpty()) {
            message.path("reasoning_details")
                    .forEach(detail -> text.append(detail.path("text").asText("")));
        }
        return text.toString();
    }

    private static String chatFinish(String word, boolean calls) {
        return switch (word) {
            case "stop", "eos", "" -> calls ? "tools" : "stop";
            case "tool_calls", "function_call" -> "tools";
            case "content_filter" -> "refused";
            default -> word;
        };
    }

    /** Knows no cached tokens. */
    private static Assembled ollama(List<Frame> frames) {
        StringBuilder text = new StringBuilder();
        StringBuilder reasoning = new StringBuilder();
        List<String> calls = new ArrayList<>();
        JsonNode last = TreeJson.object();
        for (Frame frame : frames) {
            last = TreeJson.answer(frame.payload());
            text.append(last.at("/message/content").asText(""));
            reasoning.append(last.at("/message/thinking").asText(""));
            // A generate has no message.
            text.append(last.path("response").asText(""));
            reasoning.append(last.path("thinking").asText(""));
            for (JsonNode call : last.at("/message/tool_calls")) {
                calls.add(call(call.at("/function/name").asText(), TreeJson.text(call.at("/function/arguments"))));
            }
        }
        return new Assembled(
                last.path("model").asText(),
                text.toString(),
                reasoning.toString(),
                calls,
                chatFinish(last.path("done_reason").asText(""), !calls.isEmpty()),
                last.path("prompt_eval_count").asLong(),
                0,
                last.path("eval_count").asLong());
    }

    /** Chunks have the shape of whole answers; counts are cumulative. */
    private static Assembled gemini(List<Frame> frames) {
        StringBuilder text = new StringBuilder();
        StringBuilder reasoning = new StringBuilder();
        List<String> calls = new ArrayList<>();
        Map<String, Long> counts = new LinkedHashMap<>();
        String finish = "";
        String model = "";
        for (Frame frame : frames) {
            JsonNode chunk = TreeJson.answer(frame.payload());
            model = model.isEmpty() ? chunk.path("modelVersion").asText("") : model;
            JsonNode candidate = chunk.path("candidates").path(0);
            for (JsonNode part : candidate.path("content").path("parts")) {
                (part.path("thought").asBoolean() ? reasoning : text)
                        .append(part.path("text").asText(""));
                if (part.has("functionCall")) {
                    JsonNode call = part.path("functionCall");
                    calls.add(call(
                            call.path("name").asText(), call.has("args") ? TreeJson.text(call.path("args")) : "{}"));
                }
            }
            finish = candidate.path("finishReason").asText(finish);
            finish = chunk.path("promptFeedback").path("blockReason").asText(finish);
            chunk.path("usageMetadata").properties().stream()
                    .filter(entry -> entry.getValue().isNumber())
                    .forEach(
                            entry -> counts.put(entry.getKey(), entry.getValue().asLong()));
        }
        return new Assembled(
                model,
                text.toString(),
                reasoning.toString(),
                calls,
                switch (finish) {
                    case "STOP", "1" -> calls.isEmpty() ? "stop" : "tools";
                    case "MAX_TOKENS", "2" -> "length";
                    case "SAFETY", "RECITATION", "MODEL_ARMOR", "PROHIBITED_CONTENT", "3" -> "refused";
                    default -> finish;
                },
                counts.getOrDefault("promptTokenCount", 0L) + counts.getOrDefault("toolUsePromptTokenCount", 0L),
                counts.getOrDefault("cachedContentTokenCount", 0L),
                counts.getOrDefault("candidatesTokenCount", 0L) + counts.getOrDefault("thoughtsTokenCount", 0L));
    }

    Assembled withModel(String named) {
        return new Assembled(named, text, reasoning, calls, finish, input, cached, output);
    }

    /** The same, for comparing with a dialect that does not tell what was cached. */
    public Assembled withoutCached() {
        return new Assembled(model, text, reasoning, calls, finish, input, 0, output);
    }

    /** From the pieces; the finished response only tells the end and the usage. */
    private static Assembled responses(List<Frame> frames) {
        StringBuilder text = new StringBuilder();
        StringBuilder reasoning = new StringBuilder();
        Map<Integer, String[]> calls = new LinkedHashMap<>();
        JsonNode last = TreeJson.object();
        for (Frame frame : frames) {
            if (frame.payload().utf8().equals("[DONE]")) {
                continue;
            }
            JsonNode event = TreeJson.answer(frame.payload());
            String delta = event.path("delta").asText("");
            int index = event.path("output_index").asInt();
            switch (event.path("type").asText()) {
                case "response.output_text.delta", "response.refusal.delta" -> text.append(delta);
                case "response.reasoning_summary_text.delta", "response.reasoning_text.delta" ->
                    reasoning.append(delta);
                case "response.output_item.added" -> {
                    if (event.path("item").path("type").asText().equals("function_call")) {
                        calls.put(
                                index,
                                new String[] {event.path("item").path("name").asText(), ""});
                    }
                }
                case "response.function_call_arguments.delta" -> calls.get(index)[1] += delta;
                case "response.output_item.done" -> {
                    // LM Studio sends arguments whole.
                    if (calls.containsKey(index) && calls.get(index)[1].isEmpty()) {
                        calls.get(index)[1] =
                                event.path("item").path("arguments").asText("");
                    }
                }
                case "response.completed", "response.incomplete" -> last = event.path("response");
                default -> {}
            }
        }
        List<String> all =
                calls.values().stream().map(call -> call(call[0], call[1])).toList();
        return responseUsage(last, text.toString(), reasoning.toString(), all);
    }

    private static Assembled wholeResponse(JsonNode body) {
        StringBuilder text = new StringBuilder();
        StringBuilder reasoning = new StringBuilder();
        List<String> calls = new ArrayList<>();
        for (JsonNode item : body.path("output")) {
            switch (item.path("type").asText()) {
                case "message" ->
                    item.path("content")
                            .forEach(part -> text.append(part.path("text").asText(""))
                                    .append(part.path("refusal").asText("")));
                case "function_call" ->
                    calls.add(call(
                            item.path("name").asText(), item.path("arguments").asText()));
                case "reasoning" -> {
                    item.path("summary")
                            .forEach(part -> reasoning.append(part.path("text").asText("")));
                    item.path("content")
                            .forEach(part -> reasoning.append(part.path("text").asText("")));
                }
                default -> {}
            }
        }
        return responseUsage(body, text.toString(), reasoning.toString(), calls);
    }

    private static Assembled responseUsage(JsonNode response, String text, String reasoning, List<String> calls) {
        String reason = response.path("incomplete_details").path("reason").asText("");
        boolean refused =
                TreeJson.text(response.path("output")).contains("\"refusal\"") || reason.equals("content_filter");
        String finish = refused
                ? "refused"
                : reason.equals("max_output_tokens")
                        ? "length"
                        : !reason.isEmpty() ? reason : calls.isEmpty() ? "stop" : "tools";
        JsonNode usage = response.path("usage");
        return new Assembled(
                response.path("model").asText(),
                text,
                reasoning,
                calls,
                finish,
                usage.path("input_tokens").asLong(),
                usage.path("input_tokens_details").path("cached_tokens").asLong(),
                usage.path("output_tokens").asLong());
    }

    private static Assembled messages(List<Frame> frames) {
        StringBuilder text = new StringBuilder();
        StringBuilder reasoning = new StringBuilder();
        List<String[]> calls = new ArrayList<>();
        String type = "";
        String finish = "";
        String model = "";
        long[] usage = new long[4];
        for (Frame frame : frames) {
            JsonNode event = TreeJson.answer(frame.payload());
            switch (event.path("type").asText()) {
                case "message_start" -> {
                    model = event.path("message").path("model").asText();
                    count(event.path("message").path("usage"), usage);
                }
                case "content_block_start" -> {
                    type = event.path("content_block").path("type").asText();
                    if (type.equals("tool_use")) {
                        calls.add(new String[] {
                            event.path("content_block").path("name").asText(), ""
                        });
                    }
                    text.append(event.path("content_block").path("text").asText(""));
                }
                case "content_block_delta" -> {
                    JsonNode delta = event.path("delta");
                    text.append(delta.path("text").asText(""));
                    reasoning.append(delta.path("thinking").asText(""));
                    if (type.equals("tool_use")) {
                        calls.getLast()[1] += delta.path("partial_json").asText("");
                    }
                }
                case "message_delta" -> {
                    finish = event.path("delta").path("stop_reason").asText();
                    count(event.path("usage"), usage);
                }
                default -> {}
            }
        }
        List<String> all = calls.stream().map(call -> call(call[0], call[1])).toList();
        return new Assembled(
                model,
                text.toString(),
                reasoning.toString(),
                all,
                messageFinish(finish, !all.isEmpty()),
                usage[0] + usage[1] + usage[2],
                usage[1],
                usage[3]);
    }

    private static Assembled wholeMessage(JsonNode body) {
        StringBuilder text = new StringBuilder();
        StringBuilder reasoning = new StringBuilder();
        List<String> calls = new ArrayList<>();
        for (JsonNode block : body.path("content")) {
            switch (block.path("type").asText()) {
                case "text" -> text.append(block.path("text").asText());
                case "thinking" -> reasoning.append(block.path("thinking").asText());
                case "tool_use" -> calls.add(call(block.path("name").asText(), TreeJson.text(block.path("input"))));
                default -> {}
            }
        }
        long[] usage = new long[4];
        count(body.path("usage"), usage);
        return new Assembled(
                body.path("model").asText(),
                text.toString(),
                reasoning.toString(),
                calls,
                messageFinish(body.path("stop_reason").asText(), !calls.isEmpty()),
                usage[0] + usage[1] + usage[2],
                usage[1],
                usage[3]);
    }

    private static void count(JsonNode usage, long[] counts) {
        List<String> names =
                List.of("input_tokens", "cache_read_input_tokens", "cache_creation_input_tokens", "output_tokens");
        for (int i = 0; i < names.size(); i++) {
            counts[i] = usage.path(names.get(i)).isNumber()
                    ? usage.path(names.get(i)).asLong()
                    : counts[i];
        }
    }

    private static String messageFinish(String word, boolean calls) {
        return switch (word) {
            case "end_turn", "stop_sequence" -> calls ? "tools" : "stop";
            case "max_tokens" -> "length";
            case "tool_use" -> "tools";
            case "refusal" -> "refused";
            default -> word;
        };
    }

    static String call(String name, String arguments) {
        String json = arguments.isBlank() ? "{}" : arguments;
        return name + TreeJson.text(TreeJson.parsed(json).orElseThrow(() -> new AssertionError("arguments " + json)));
    }
}
