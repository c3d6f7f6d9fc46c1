package dev.pointsman.it.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What Anthropic's Messages API refuses, from its reference: a judge of translated requests. */
final class MessagesRules {

    private static final Set<String> MEMBERS = Set.of(
            "model",
            "max_tokens",
            "messages",
            "system",
            "tools",
            "tool_choice",
            "thinking",
            "output_config",
            "stream",
            "stop_sequences",
            "temperature",
            "top_p",
            "top_k",
            "metadata",
            "service_tier");
    private static final String TOOL_ID = "[a-zA-Z0-9_-]+";
    private static final String TOOL_NAME = "[a-zA-Z0-9_-]{1,128}";

    private final Violations violations = new Violations();

    private MessagesRules() {}

    static List<String> judge(Asked asked) {
        MessagesRules rules = new MessagesRules();
        rules.violations.check(asked.path().equals("/v1/messages"), "posted to " + asked.path());
        rules.violations.check(asked.headers().containsKey("x-api-key"), "no x-api-key");
        rules.violations.check(asked.headers().containsKey("anthropic-version"), "no anthropic-version");
        rules.body(asked.json());
        return rules.violations.found();
    }

    private void body(JsonNode body) {
        violations.members(body, "$", MEMBERS);
        violations.check(body.path("model").isTextual(), "model is no text");
        violations.check(body.path("max_tokens").asInt() > 0, "max_tokens is missing");
        JsonNode messages = body.path("messages");
        violations.check(messages.isArray() && !messages.isEmpty(), "messages are missing");
        violations.check(messages.at("/0/role").asText().equals("user"), "the first message is not the user's");
        Set<String> open = Set.of();
        for (int i = 0; i < messages.size(); i++) {
            open = message(messages.get(i), "messages[" + i + "]", open);
        }
        violations.check(open.isEmpty(), "tool calls without results: " + open);
        body.path("tools").forEach(this::tool);
        thinking(body);
    }

    /** The calls that this message leaves open. */
    private Set<String> message(JsonNode message, String path, Set<String> open) {
        violations.members(message, path, Set.of("role", "content"));
        String role = message.path("role").asText();
        violations.check(role.equals("user") || role.equals("assistant"), path + ".role is " + role);
        JsonNode content = message.path("content");
        violations.check(!content.isEmpty() || !content.asText().isEmpty(), path + " is empty");
        Set<String> calls = new HashSet<>();
        Set<String> answered = new HashSet<>();
        boolean others = false;
        for (JsonNode block : content) {
            String type = block.path("type").asText();
            switch (type) {
                case "tool_use" -> {
                    violations.check(role.equals("assistant"), path + ": a tool_use of the user");
                    violations.check(block.path("id").asText().matches(TOOL_ID), path + ": a bad tool_use id");
                    violations.check(block.path("input").isObject(), path + ": a tool_use input that is no object");
                    calls.add(block.path("id").asText());
                }
                case "tool_result" -> {
                    violations.check(role.equals("user"), path + ": a tool_result of the assistant");
                    violations.check(!others, path + ": a tool_result behind other blocks");
                    answered.add(block.path("tool_use_id").asText());
                }
                case "text" ->
                    violations.check(!block.path("text").asText().isBlank(), path + ": a text block without text");
                case "image" -> image(block.path("source"), path);
                case "thinking" ->
                    violations.check(
                            !block.path("signature").asText().isEmpty(), path + ": thinking without signature");
                default -> violations.check(type.equals("document"), path + ": a block of type " + type);
            }
            others |= !type.equals("tool_result");
        }
        violations.check(answered.equals(open), path + ": results " + answered + " for calls " + open);
        return calls;
    }

    private void image(JsonNode source, String path) {
        if (source.path("type").asText().equals("base64")) {
            violations.check(source.path("media_type").asText().startsWith("image/"), path + ": an image's media type");
            violations.check(!source.path("data").asText().isEmpty(), path + ": an image without data");
            violations.check(!source.path("data").asText().startsWith("data:"), path + ": a data URL as data");
            return;
        }
        violations.check(source.path("type").asText().equals("url"), path + ": an image's source");
    }

    private void tool(JsonNode tool) {
        violations.check(tool.path("name").asText().matches(TOOL_NAME), "a tool's name");
        violations.check(
                tool.at("/input_schema/type").asText().equals("object"), "an input_schema that is no object's");
        violations.members(
                tool, "tools[]", Set.of("name", "description", "input_schema", "type", "cache_control", "strict"));
    }

    private void thinking(JsonNode body) {
        if (!body.at("/thinking/type").asText().equals("enabled")) {
            return;
        }
        int budget = body.at("/thinking/budget_tokens").asInt();
        violations.check(budget >= 1024, "a thinking budget of " + budget);
        violations.check(budget < body.path("max_tokens").asInt(), "a thinking budget beyond max_tokens");
        violations.check(
                !body.has("temperature") || body.path("temperature").asDouble() == 1, "temperature beside thinking");
        violations.check(!body.has("top_k"), "top_k beside thinking");
        String choice = body.at("/tool_choice/type").asText("auto");
        violations.check(choice.equals("auto") || choice.equals("none"), "a forced tool beside thinking");
    }
}
