package dev.pointsman.router.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.router.dialect.AccountingLaw.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The documented mappings between dialects, as conditions on the target. Everything else must be found by value or be lost. */
final class Mappings {

    private static final String MESSAGE = "\\$\\.messages\\[\\d+]";
    private static final Set<String> NO_COUNT = Set.of("0", "0.0", "1", "false");

    private Mappings() {}

    /** The pairs whose mappings are written down here member by member. */
    static boolean know(Spoke from, Spoke to) {
        return from != Spokes.RESPONSES && to != Spokes.RESPONSES;
    }

    static List<Rule> chatRequestToMessages() {
        List<Rule> rules = new ArrayList<>();
        rules.add(Rule.form("\\$\\.model"));
        rules.add(Rule.of(MESSAGE + "\\.role", (role, target) -> hasRole(role.asText(), target)));
        rules.add(Rule.form(
                MESSAGE + "\\.(content\\[\\d+]|tool_calls\\[\\d+]|reasoning_details\\[\\d+])\\.(type|index|format)"));
        rules.add(Rule.form(MESSAGE + "\\.content\\[\\d+]\\.thinking\\[0]\\.type"));
        rules.add(Rule.of(MESSAGE + "\\.(reasoning|reasoning_content)", (text, target) -> true));
        rules.add(Rule.of(
                MESSAGE + "\\.tool_calls\\[\\d+]\\.function\\.arguments",
                (text, target) ->
                        hasInput(target, TreeJson.parsed(text.asText()).orElse(text))));
        rules.add(Rule.of(
                MESSAGE + "\\.content\\[\\d+]\\.(image_url|image_url\\.url|file\\.file_data)",
                (url, target) -> url.asText().startsWith("data:")
                        && TreeJson.text(target)
                                .contains(url.asText().substring(url.asText().indexOf(',') + 1))));
        rules.add(Rule.form("\\$\\.tools\\[\\d+]\\.type"));
        rules.add(Rule.of("\\$\\.tools\\[\\d+]\\.function\\.strict", (strict, target) -> !strict.asBoolean()));
        rules.add(Rule.of("\\$\\.stream_options\\.include_usage", (wanted, target) -> true));
        rules.add(Rule.of(
                "\\$\\.stream",
                (wanted, target) -> wanted.asBoolean() == target.path("stream").asBoolean()));
        rules.add(Rule.of(
                "\\$\\.(n|logprobs|presence_penalty|frequency_penalty)",
                (value, target) -> NO_COUNT.contains(value.asText())));
        rules.add(Rule.of(
                "\\$\\.parallel_tool_calls",
                (value, target) -> value.asBoolean()
                        || target.path("tool_choice")
                                .path("disable_parallel_tool_use")
                                .asBoolean()));
        rules.add(Rule.of(
                "\\$\\.tool_choice(\\.type)?",
                (word, target) -> word(
                                Map.of(
                                        "auto",
                                        "auto",
                                        "none",
                                        "none",
                                        "required",
                                        "any",
                                        "any",
                                        "any",
                                        "function",
                                        "tool"),
                                word)
                        .equals(target.path("tool_choice").path("type").asText())));
        rules.add(Rule.of(
                "\\$\\.(max_tokens|max_completion_tokens)",
                (value, target) -> value.equals(target.path("max_tokens"))));
        rules.add(Rule.of(
                "\\$\\.(reasoning_effort|reasoning\\.effort|reasoning\\.max_tokens)",
                (value, target) -> target.path("thinking").has("type")));
        rules.add(Rule.of(
                "\\$\\.service_tier",
                (word, target) -> word(Map.of("auto", "auto", "default", "standard_only"), word)
                        .equals(target.path("service_tier").asText())));
        rules.add(Rule.of(
                "\\$\\.response_format\\.type",
                (word, target) -> word.asText().equals("text")
                        || target.path("output_config").path("format").has("schema")));
        rules.add(Rule.of("\\$\\.response_format\\.json_schema\\.strict", (strict, target) -> strict.asBoolean()));
        return rules;
    }

    static List<Rule> messagesRequestToChat() {
        List<Rule> rules = new ArrayList<>();
        String block = MESSAGE + "(\\.content\\[\\d+])+";
        rules.add(Rule.form("\\$\\.model"));
        rules.add(Rule.of(MESSAGE + "\\.role", (role, target) -> hasRole(role.asText(), target)));
        rules.add(Rule.form("(\\$\\.system\\[\\d+]|" + block + ")\\.type"));
        rules.add(Rule.form(block + "\\.(source\\.type|source\\.media_type|caller\\.type)"));
        rules.add(Rule.of(block + "\\.is_error", (error, target) -> !error.asBoolean()));
        rules.add(Rule.form("\\$\\.tools\\[\\d+]\\.type"));
        rules.add(Rule.of(
                "\\$\\.stream",
                (wanted, target) -> wanted.asBoolean() == target.path("stream").asBoolean()));
        rules.add(Rule.of(
                "\\$\\.tool_choice\\.type",
                (word, target) -> word(
                                Map.of("auto", "auto", "none", "none", "any", "required", "tool", "function"), word)
                        .equals(target.path("tool_choice")
                                .path("type")
                                .asText(target.path("tool_choice").asText()))));
        rules.add(Rule.of(
                "\\$\\.tool_choice\\.disable_parallel_tool_use",
                (value, target) ->
                        value.asBoolean() != target.path("parallel_tool_calls").asBoolean(true)));
        rules.add(Rule.of("\\$\\.max_tokens", (value, target) -> value.equals(target.path("max_tokens"))));
        rules.add(Rule.of("\\$\\.thinking\\.(type|budget_tokens)", (value, target) -> target.has("reasoning_effort")));
        rules.add(Rule.of(
                "\\$\\.(output_config\\.format|output_format)\\.type",
                (value, target) -> target.path("response_format").has("json_schema")));
        rules.add(Rule.of(
                "\\$\\.service_tier",
                (word, target) -> word(Map.of("auto", "auto", "standard_only", "default"), word)
                        .equals(target.path("service_tier").asText())));
        return rules;
    }

    static List<Rule> chatAnswerToMessages() {
        List<Rule> rules = new ArrayList<>();
        String message = "\\$\\.choices\\[0]\\.message";
        rules.add(Rule.form("\\$\\.object|\\$\\.choices\\[0]\\.index|" + message + "\\.role"));
        rules.add(
                Rule.form(message + "\\.(content|tool_calls|reasoning_details)\\[\\d+]\\.(type|index|format|closed)"));
        rules.add(Rule.form(message + "\\.content\\[\\d+]\\.thinking\\[0]\\.type"));
        rules.add(Rule.of(
                message + "\\.tool_calls\\[\\d+]\\.function\\.arguments",
                (text, target) ->
                        hasInput(target, TreeJson.parsed(text.asText()).orElse(text))));
        rules.add(Rule.of(
                message + "\\.tool_calls\\[\\d+]\\.id",
                (id, target) -> TreeJson.text(target).contains(ToolIds.narrow(id.asText()))));
        rules.add(Rule.of(
                "\\$\\.choices\\[0]\\.finish_reason",
                (word, target) -> !target.path("stop_reason").isNull()));
        rules.add(Rule.of("\\$\\.usage\\..*", (count, target) -> count.isNumber() && count.doubleValue() == 0));
        rules.add(Rule.of(
                "\\$\\.usage\\.(prompt_tokens|completion_tokens|total_tokens|.*cached?_.*tokens|prompt_cache_hit_tokens)",
                (count, target) -> true));
        rules.add(Rule.of("\\$\\.usage\\.completion_tokens_details\\.reasoning_tokens", (count, target) -> true));
        return rules;
    }

    static List<Rule> messagesAnswerToChat() {
        List<Rule> rules = new ArrayList<>();
        rules.add(Rule.form("\\$\\.(type|role)"));
        rules.add(Rule.form("\\$\\.content\\[\\d+]\\.(type|caller\\.type)"));
        rules.add(Rule.of(
                "\\$\\.content\\[\\d+]\\.(signature|data)",
                (value, target) -> TreeJson.text(target).contains("." + value.asText() + "\"")));
        rules.add(Rule.of(
                "\\$\\.stop_reason",
                (word, target) -> target.path("choices").path(0).has("finish_reason")));
        rules.add(Rule.of("\\$\\.usage\\..*", (count, target) -> count.isNumber() && count.doubleValue() == 0));
        rules.add(Rule.of(
                "\\$\\.usage\\.input_tokens",
                (count, target) -> target.path("usage").path("prompt_tokens").asLong() >= count.asLong()));
        return rules;
    }

    private static String word(Map<String, String> words, JsonNode word) {
        return words.getOrDefault(word.asText(), "?");
    }

    /** A role of the source stands as one of these in the target. */
    private static boolean hasRole(String role, JsonNode target) {
        return switch (role) {
            case "system", "developer" ->
                target.has("system") || anyMessage(target, Set.of("system", "developer", "user"));
            case "tool" -> TreeJson.text(target).contains("\"tool_result\"");
            case "user" -> anyMessage(target, Set.of("user", "tool"));
            default -> anyMessage(target, Set.of(role));
        };
    }

    private static boolean anyMessage(JsonNode target, Set<String> roles) {
        for (JsonNode message : target.path("messages")) {
            if (roles.contains(message.path("role").asText())) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasInput(JsonNode node, JsonNode input) {
        if (node.isObject() && input.equals(node.path("input"))) {
            return true;
        }
        for (JsonNode child : node) {
            if (hasInput(child, input)) {
                return true;
            }
        }
        return false;
    }
}
