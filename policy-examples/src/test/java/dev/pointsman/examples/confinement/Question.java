package dev.pointsman.examples.confinement;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.provider.Bounds;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.Caller;
import dev.pointsman.examples.confinement.Drawn.Reach;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One request as it was drawn.
 *
 * @param profile that a header names; null for none
 * @param key what the caller's key allows
 * @param longText longer than the smallest window, far shorter than the largest
 * @param midTurn whether it answers a tool call
 */
record Question(
        String model,
        Map<String, String> labels,
        String agent,
        String profile,
        Reach key,
        boolean streaming,
        boolean tools,
        boolean parallelTools,
        boolean image,
        boolean audio,
        boolean document,
        boolean schema,
        boolean reasoning,
        boolean longText,
        boolean midTurn) {

    /** Bounds what an answer may cost. */
    private static final int MAX_TOKENS = 100;

    private static final int LONG_WORDS = 1_500;

    Question withModel(String other) {
        return new Question(
                other,
                labels,
                agent,
                profile,
                key,
                streaming,
                tools,
                parallelTools,
                image,
                audio,
                document,
                schema,
                reasoning,
                longText,
                midTurn);
    }

    Question withKey(Reach other) {
        return new Question(
                model,
                labels,
                agent,
                profile,
                other,
                streaming,
                tools,
                parallelTools,
                image,
                audio,
                document,
                schema,
                reasoning,
                longText,
                midTurn);
    }

    /** What a model must be able to do; reasoning is a wish. */
    Set<String> needs() {
        Set<String> needs = new HashSet<>();
        add(needs, tools || parallelTools || midTurn, "tools");
        add(needs, parallelTools, "parallel-tools");
        add(needs, image, "images");
        add(needs, audio, "audio");
        add(needs, document, "documents");
        add(needs, schema, "schema");
        add(needs, streaming, "streaming");
        return needs;
    }

    private static void add(Set<String> needs, boolean needed, String need) {
        if (needed) {
            needs.add(need);
        }
    }

    ModelRequest request() {
        return ModelRequest.of(model, Dialect.OPENAI_CHAT, streaming, Payload.ofUtf8(body()));
    }

    CallContext context() {
        Set<String> headers = key.headers() ? Set.of("*") : Set.of();
        Bounds bounds = new Bounds(key.models(), key.profiles(), key.providers(), key.regions(), headers);
        Caller caller = new Caller("default", "key-1", null, agent, "conversation", labels, bounds);
        return new CallContext() {
            @Override
            public Caller caller() {
                return caller;
            }

            @Override
            public Map<String, String> headers() {
                return profile == null ? Map.of() : Map.of("x-pointsman-profile", profile);
            }
        };
    }

    private String body() {
        List<String> parts = new ArrayList<>();
        parts.add("{\"type\":\"text\",\"text\":\"" + (longText ? "word ".repeat(LONG_WORDS) : "Say a word.") + "\"}");
        if (image) {
            parts.add("{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,iVBORw0KGgo=\"}}");
        }
        if (audio) {
            parts.add("{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"UklGRg==\",\"format\":\"wav\"}}");
        }
        if (document) {
            parts.add(
                    "{\"type\":\"file\",\"file\":{\"filename\":\"a.pdf\",\"file_data\":\"data:application/pdf;base64,JVBERg==\"}}");
        }
        List<String> messages = new ArrayList<>();
        messages.add("{\"role\":\"user\",\"content\":[" + String.join(",", parts) + "]}");
        if (midTurn) {
            messages.add(
                    "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\","
                            + "\"function\":{\"name\":\"look\",\"arguments\":\"{}\"}}]}");
            messages.add("{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":\"found\"}");
        }
        StringBuilder body = new StringBuilder("{\"model\":\"" + model + "\",\"max_tokens\":" + MAX_TOKENS
                + ",\"stream\":" + streaming + ",\"messages\":[" + String.join(",", messages) + "]");
        if (tools || parallelTools || midTurn) {
            body.append(",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"look\",\"parameters\":"
                    + "{\"type\":\"object\"}}}]");
        }
        if (parallelTools) {
            body.append(",\"parallel_tool_calls\":true");
        }
        if (schema) {
            body.append(",\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"s\",\"schema\":"
                    + "{\"type\":\"object\"}}}");
        }
        if (reasoning) {
            body.append(",\"reasoning_effort\":\"low\"");
        }
        return body.append("}").toString();
    }
}
