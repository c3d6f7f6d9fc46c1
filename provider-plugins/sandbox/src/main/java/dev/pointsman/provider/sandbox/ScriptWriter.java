package dev.pointsman.provider.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pointsman.api.exchange.Frame;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes an answer as OpenAI does: one {@code chat.completion}, or chunks that end with {@code [DONE]}. */
final class ScriptWriter {

    private static final int DELTA_CHARACTERS = 24;

    private final ChatRequest request;
    private final Answer answer;
    private final Duration beforeFirst;
    private final Duration betweenDeltas;
    private final String model;
    private final long created;
    private final String id =
            "chatcmpl-sandbox-" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);

    ScriptWriter(Vendor vendor, ChatRequest request, Answer answer, boolean realistic, InstantSource clock) {
        this.request = request;
        this.answer = answer;
        this.beforeFirst = realistic ? vendor.beforeFirst() : Duration.ZERO;
        this.betweenDeltas = realistic ? vendor.betweenDeltas() : Duration.ZERO;
        this.model = vendor.id();
        this.created = clock.instant().getEpochSecond();
    }

    /** One frame, as late as the last of a stream would be. */
    Script whole() {
        String json = Json.write(this::completion);
        Duration pause =
                beforeFirst.plus(betweenDeltas.multipliedBy(pieces(content()).size()));
        return new Script(id, List.of(new Step(pause, Frame.ofUtf8(json))), null);
    }

    Script streamed() {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(beforeFirst, chunk(this::roleDelta)));
        switch (answer) {
            case Answer.Text text ->
                pieces(text.text()).forEach(piece -> steps.add(delta(json -> json.writeStringField("content", piece))));
            case Answer.Calls calls -> callDeltas(calls.calls(), steps);
        }
        steps.add(new Step(Duration.ZERO, frame(json -> choices(json, answer.finishReason(), nothing -> {}))));
        if (request.includeUsage()) {
            steps.add(new Step(Duration.ZERO, frame(this::usageOnly)));
        }
        steps.add(new Step(Duration.ZERO, Frame.ofUtf8("[DONE]")));
        return new Script(id, steps, null);
    }

    private void callDeltas(List<Answer.ToolCall> calls, List<Step> steps) {
        for (int i = 0; i < calls.size(); i++) {
            int index = i;
            Answer.ToolCall call = calls.get(i);
            steps.add(delta(json -> callDelta(json, index, call, "")));
            pieces(call.arguments()).forEach(piece -> steps.add(delta(json -> argumentsDelta(json, index, piece))));
        }
    }

    private Step delta(Json.Content members) {
        return new Step(betweenDeltas, chunk(members));
    }

    private Frame chunk(Json.Content delta) {
        return frame(json -> choices(json, null, delta));
    }

    private Frame frame(Json.Content choicesAndUsage) {
        return Frame.ofUtf8(Json.write(json -> {
            json.writeStartObject();
            head(json, "chat.completion.chunk");
            choicesAndUsage.write(json);
            json.writeEndObject();
        }));
    }

    private void head(JsonGenerator json, String object) throws IOException {
        json.writeStringField("id", id);
        json.writeStringField("object", object);
        json.writeNumberField("created", created);
        json.writeStringField("model", model);
        json.writeStringField("system_fingerprint", "pointsman-sandbox");
    }

    private void choices(JsonGenerator json, @Nullable String finishReason, Json.Content delta) throws IOException {
        json.writeArrayFieldStart("choices");
        json.writeStartObject();
        json.writeNumberField("index", 0);
        json.writeObjectFieldStart("delta");
        delta.write(json);
        json.writeEndObject();
        json.writeStringField("finish_reason", finishReason);
        json.writeEndObject();
        json.writeEndArray();
        if (request.includeUsage()) {
            json.writeNullField("usage");
        }
    }

    private void usageOnly(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("choices");
        json.writeEndArray();
        usage(json);
    }

    private void usage(JsonGenerator json) throws IOException {
        long input = TokenEstimate.input(request);
        long output = TokenEstimate.output(answer);
        json.writeObjectFieldStart("usage");
        json.writeNumberField("prompt_tokens", input);
        json.writeNumberField("completion_tokens", output);
        json.writeNumberField("total_tokens", input + output);
        json.writeEndObject();
    }

    private void completion(JsonGenerator json) throws IOException {
        json.writeStartObject();
        head(json, "chat.completion");
        json.writeArrayFieldStart("choices");
        json.writeStartObject();
        json.writeNumberField("index", 0);
        json.writeObjectFieldStart("message");
        message(json);
        json.writeEndObject();
        json.writeStringField("finish_reason", answer.finishReason());
        json.writeEndObject();
        json.writeEndArray();
        usage(json);
        json.writeEndObject();
    }

    private void message(JsonGenerator json) throws IOException {
        json.writeStringField("role", "assistant");
        switch (answer) {
            case Answer.Text text -> json.writeStringField("content", text.text());
            case Answer.Calls calls -> {
                json.writeNullField("content");
                json.writeArrayFieldStart("tool_calls");
                for (Answer.ToolCall call : calls.calls()) {
                    json.writeStartObject();
                    call(json, call, call.arguments());
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
        }
    }

    private void roleDelta(JsonGenerator json) throws IOException {
        json.writeStringField("role", "assistant");
        if (answer instanceof Answer.Calls) {
            json.writeNullField("content");
        } else {
            json.writeStringField("content", "");
        }
    }

    private static void callDelta(JsonGenerator json, int index, Answer.ToolCall call, String arguments)
            throws IOException {
        json.writeArrayFieldStart("tool_calls");
        json.writeStartObject();
        json.writeNumberField("index", index);
        call(json, call, arguments);
        json.writeEndObject();
        json.writeEndArray();
    }

    private static void call(JsonGenerator json, Answer.ToolCall call, String arguments) throws IOException {
        json.writeStringField("id", call.id());
        json.writeStringField("type", "function");
        json.writeObjectFieldStart("function");
        json.writeStringField("name", call.name());
        json.writeStringField("arguments", arguments);
        json.writeEndObject();
    }

    private static void argumentsDelta(JsonGenerator json, int index, String piece) throws IOException {
        json.writeArrayFieldStart("tool_calls");
        json.writeStartObject();
        json.writeNumberField("index", index);
        json.writeObjectFieldStart("function");
        json.writeStringField("arguments", piece);
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
    }

    private String content() {
        return answer instanceof Answer.Text text ? text.text() : "";
    }

    /** The text in pieces of a few words. */
    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int longest = Characters.end(text, start, DELTA_CHARACTERS);
            int space = text.lastIndexOf(' ', longest - 1);
            int end = longest < text.length() && space > start ? space + 1 : longest;
            pieces.add(text.substring(start, end));
            start = end;
        }
        return pieces;
    }
}
