package dev.pointsman.it.harness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What OpenAI's chat completions refuse, from their reference: a judge of translated requests. */
final class ChatRules {

    private static final Set<String> MEMBERS = Set.of(
            "model",
            "messages",
            "max_tokens",
            "max_completion_tokens",
            "n",
            "logprobs",
            "tools",
            "tool_choice",
            "parallel_tool_calls",
            "reasoning_effort",
            "response_format",
            "stream",
            "stream_options",
            "stop",
            "temperature",
            "top_p",
            "user",
            "safety_identifier",
            "service_tier",
            "metadata",
            "store");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Violations violations = new Violations();

    private ChatRules() {}

    static List<String> judge(Asked asked) {
        ChatRules rules = new ChatRules();
        rules.violations.check(asked.path().equals("/v1/chat/completions"), "posted to " + asked.path());
        rules.violations.check(
                asked.headers().getOrDefault("authorization", "").startsWith("Bearer "), "no bearer token");
        rules.body(asked.json());
        return rules.violations.found();
    }

    private void body(JsonNode body) {
        violations.members(body, "$", MEMBERS);
        violations.check(body.path("model").isTextual(), "model is no text");
        violations.check(
                !body.has("stream_options") || body.path("stream").asBoolean(), "stream_options without stream");
        violations.check(
                !(body.has("max_tokens") && body.has("max_completion_tokens")), "two members for the output limit");
        JsonNode messages = body.path("messages");
        violations.check(messages.isArray() && !messages.isEmpty(), "messages are missing");
        Set<String> open = new HashSet<>();
        for (int i = 0; i < messages.size(); i++) {
            message(messages.get(i), "messages[" + i + "]", open);
        }
        violations.check(open.isEmpty(), "tool calls without results: " + open);
        body.path("tools").forEach(tool -> {
            violations.check(tool.path("type").asText().equals("function"), "a tool that is no function");
            violations.check(tool.at("/function/name").asText().matches("[a-zA-Z0-9_-]{1,64}"), "a tool's name");
            violations.check(
                    tool.at("/function/parameters/type").asText().equals("object"), "parameters that are no object's");
        });
    }

    private void message(JsonNode message, String path, Set<String> open) {
        String role = message.path("role").asText();
        JsonNode content = message.path("content");
        switch (role) {
            case "system", "developer" -> parts(content, path, Set.of("text"));
            case "user" -> {
                violations.check(open.isEmpty(), path + ": the user speaks while calls are open");
                parts(content, path, Set.of("text", "image_url", "input_audio", "file"));
            }
            case "assistant" -> {
                violations.check(open.isEmpty(), path + ": the assistant speaks while calls are open");
                violations.check(
                        message.has("tool_calls")
                                || !content.isEmpty()
                                || !content.asText("").isEmpty(),
                        path + " says nothing");
                message.path("tool_calls").forEach(call -> call(call, path, open));
            }
            case "tool" -> {
                violations.check(
                        open.remove(message.path("tool_call_id").asText()), path + ": a result for no open call");
                parts(content, path, Set.of("text"));
            }
            default -> violations.check(false, path + ".role is " + role);
        }
    }

    private void call(JsonNode call, String path, Set<String> open) {
        violations.check(call.path("type").asText().equals("function"), path + ": a call's type");
        violations.check(open.add(call.path("id").asText()), path + ": a call's id twice");
        String arguments = call.at("/function/arguments").asText();
        try {
            violations.check(JSON.readTree(arguments).isObject(), path + ": arguments that are no object");
        } catch (JsonProcessingException e) {
            violations.check(false, path + ": arguments that are no JSON");
        }
    }

    private void parts(JsonNode content, String path, Set<String> types) {
        violations.check(content.isTextual() || content.isArray(), path + ".content is neither text nor parts");
        for (JsonNode part : content) {
            String type = part.path("type").asText();
            violations.check(types.contains(type), path + ": a part of type " + type);
            violations.check(part.has(type), path + ": a part without its " + type);
        }
    }
}
