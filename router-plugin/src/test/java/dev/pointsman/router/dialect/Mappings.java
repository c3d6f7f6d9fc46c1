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

    static List<Rule> requests(ClientSpoke from, VendorSpoke to) {
        List<Rule> rules = new ArrayList<>(requests(from));
        rules.add(Rule.of(
                ".*\\.content\\[\\d+](\\.image_url)?\\.detail",
                (value, target) -> value.asText().equals("auto")));
        if (to == Spokes.GEMINI) {
            rules.addAll(GeminiMappings.requestsTo());
        }
        if (to == Spokes.CONVERSE) {
            rules.addAll(ConverseMappings.requestsTo());
        }
        if (to == Spokes.OLLAMA) {
            rules.add(Rule.of(
                    ".*(effort|budget_tokens|thinking\\.type|reasoning\\.max_tokens|\\.display)",
                    (value, target) -> target.has("think")));
            rules.add(Rule.of(".*(format\\.type|output_format\\.type)", (value, target) -> target.has("format")));
            rules.add(Rule.of(
                    "\\$\\.tool_choice(\\.type)?",
                    (value, target) -> value.asText().equals("auto")));
            rules.add(Rule.of(
                    "\\$\\.(max_tokens|max_completion_tokens)",
                    (value, target) -> value.equals(target.at("/options/num_predict"))));
            rules.add(Rule.of("\\$\\.tools\\[\\d+]\\.strict", (strict, target) -> !strict.asBoolean()));
            // Results are tied to calls by the tool's name.
            rules.add(Rule.of(
                    ".*\\.(tool_use_id|tool_call_id|call_id)",
                    (value, target) -> TreeJson.text(target).contains("\"tool_name\"")));
            rules.add(Rule.of(
                    ".*\\.arguments",
                    (text, target) -> TreeJson.text(target)
                            .contains(
                                    TreeJson.text(TreeJson.parsed(text.asText()).orElse(text)))));
        }
        return rules;
    }

    private static List<Rule> requests(ClientSpoke from) {
        if (from == Spokes.GEMINI) {
            return GeminiMappings.requestsFrom();
        }
        if (from == Spokes.OLLAMA || from == Spokes.GENERATE) {
            return ollamaRequest();
        }
        if (from == Spokes.RESPONSES) {
            return responsesRequest();
        }
        return from == Spokes.CHAT ? chatRequestToMessages() : messagesRequestToChat();
    }

    static List<Rule> answers(VendorSpoke from, ClientSpoke to) {
        List<Rule> rules = new ArrayList<>(answers(from));
        // The vendor's clock: what is written here has the gateway's.
        rules.add(Rule.form("\\$\\.(created|created_at|completed_at)"));
        if (to == Spokes.GEMINI) {
            rules.addAll(GeminiMappings.answersTo());
        }
        if (to == Spokes.OLLAMA || to == Spokes.GENERATE) {
            // Its answers have no ids.
            rules.add(Rule.form("\\$\\.(id|responseId)"));
            rules.add(Rule.of(
                    ".*\\.arguments",
                    (text, target) -> TreeJson.text(target)
                            .contains(
                                    TreeJson.text(TreeJson.parsed(text.asText()).orElse(text)))));
            rules.add(Rule.of(
                    ".*(finish_reason|stop_reason|status|incomplete_details\\.reason)",
                    (word, target) -> target.has("done_reason")));
            rules.add(Rule.of(
                    "\\$\\.usage\\.(input_tokens|prompt_tokens)", (count, target) -> target.has("prompt_eval_count")));
        }
        return rules;
    }

    private static List<Rule> answers(VendorSpoke from) {
        if (from == Spokes.GEMINI) {
            return GeminiMappings.answersFrom();
        }
        if (from == Spokes.CONVERSE) {
            return ConverseMappings.answersFrom();
        }
        if (from == Spokes.OLLAMA) {
            return ollamaAnswer();
        }
        if (from == Spokes.RESPONSES) {
            return responsesAnswer();
        }
        return from == Spokes.CHAT ? chatAnswerToMessages() : messagesAnswerToChat();
    }

    private static List<Rule> ollamaRequest() {
        List<Rule> rules = new ArrayList<>();
        rules.add(Rule.of("\\$\\.raw", (value, target) -> !value.asBoolean()));
        rules.add(Rule.form("\\$\\.model|\\$\\.tools\\[\\d+]\\.type|" + MESSAGE + "\\.tool_name"));
        rules.add(Rule.of(MESSAGE + "\\.role", (role, target) -> hasRole(role.asText(), target)));
        rules.add(Rule.of(
                "\\$\\.stream",
                (wanted, target) -> wanted.asBoolean() == target.path("stream").asBoolean()));
        return rules;
    }

    private static List<Rule> ollamaAnswer() {
        List<Rule> rules = new ArrayList<>();
        rules.add(Rule.form("\\$\\.(done|done_reason)|\\$\\.message\\.(role|tool_calls\\[\\d+]\\.function\\.index)"));
        return rules;
    }

    private static List<Rule> responsesRequest() {
        List<Rule> rules = new ArrayList<>();
        String item = "\\$\\.input\\[\\d+]";
        rules.add(Rule.form("\\$\\.model|" + item + "\\.(type|id|status)"));
        rules.add(Rule.form(item + "\\.(content|output)\\[\\d+]\\.type|\\$\\.tools\\[\\d+]\\.type"));
        rules.add(Rule.of(item + "\\.role", (role, target) -> hasRole(role.asText(), target)));
        rules.add(Rule.of(
                item + "\\.arguments",
                (text, target) ->
                        hasInput(target, TreeJson.parsed(text.asText()).orElse(text))));
        rules.add(Rule.of(
                item + "\\.content\\[\\d+]\\.(image_url|file_data)",
                (url, target) -> url.asText().startsWith("data:")
                        && TreeJson.text(target)
                                .contains(url.asText().substring(url.asText().indexOf(',') + 1))));
        rules.add(Rule.of("\\$\\.tools\\[\\d+]\\.strict", (strict, target) -> !strict.asBoolean()));
        rules.add(Rule.of(
                "\\$\\.stream",
                (wanted, target) -> wanted.asBoolean() == target.path("stream").asBoolean()));
        rules.add(Rule.of("\\$\\.(store|background)", (value, target) -> !value.asBoolean()));
        rules.add(Rule.of("\\$\\.truncation", (value, target) -> value.asText().equals("disabled")));
        rules.add(
                Rule.of("\\$\\.include\\[0]", (value, target) -> value.asText().equals("reasoning.encrypted_content")));
        rules.add(Rule.of(
                item + "\\.call_id",
                (id, target) -> TreeJson.text(target).contains("\"" + ToolIds.narrow(id.asText()) + "\"")));
        rules.add(Rule.form("\\$\\.reasoning\\.summary"));
        rules.add(Rule.of(
                "\\$\\.reasoning\\.effort",
                (value, target) -> target.has("thinking") || target.has("reasoning_effort")));
        rules.add(Rule.of(
                "\\$\\.tool_choice(\\.type)?",
                (value, target) -> !target.path("tool_choice").isMissingNode()));
        rules.add(Rule.of(
                "\\$\\.parallel_tool_calls",
                (value, target) -> value.asBoolean()
                        || target.path("tool_choice")
                                .path("disable_parallel_tool_use")
                                .asBoolean()));
        rules.add(Rule.of(
                "\\$\\.text\\.format\\.type",
                (value, target) ->
                        value.asText().equals("text") || target.has("output_config") || target.has("response_format")));
        rules.add(Rule.of("\\$\\.text\\.format\\.strict", (strict, target) -> strict.asBoolean()));
        rules.add(Rule.of("\\$\\.service_tier", (word, target) -> target.has("service_tier")));
        return rules;
    }

    private static List<Rule> responsesAnswer() {
        List<Rule> rules = new ArrayList<>();
        String echoes = "object|background|instructions|max_output_tokens|max_tool_calls|parallel_tool_calls"
                + "|previous_response_id|prompt|prompt_cache_key|prompt_cache_retention|prompt_cache_options|reasoning"
                + "|safety_identifier|store|temperature|text|tool_choice|tools|top_logprobs|top_p|frequency_penalty"
                + "|presence_penalty|truncation|user|metadata";
        rules.add(Rule.form("\\$\\.(" + echoes + ")([.\\[].*)?"));
        rules.add(Rule.form(
                "\\$\\.output\\[\\d+]\\.(type|id|status|role)|\\$\\.output\\[\\d+]\\.content\\[\\d+]\\.type"));
        rules.add(Rule.form("\\$\\.output\\[\\d+]\\.summary\\[\\d+]\\.type"));
        rules.add(Rule.of(
                "\\$\\.output\\[\\d+]\\.encrypted_content",
                (value, target) -> TreeJson.text(target).contains("." + value.asText() + "\"")));
        rules.add(Rule.of(
                "\\$\\.output\\[\\d+]\\.arguments",
                (text, target) ->
                        hasInput(target, TreeJson.parsed(text.asText()).orElse(text))));
        rules.add(Rule.of(
                "\\$\\.(status|incomplete_details\\.reason)",
                (word, target) -> TreeJson.text(target).matches(".*(stop|finish)_reason\"?:\"[a-z_]+.*")));
        rules.add(Rule.of("\\$\\.usage\\..*", (count, target) -> count.isNumber() && count.doubleValue() == 0));
        rules.add(Rule.form("\\$\\.usage\\.(input_tokens|total_tokens|output_tokens_details\\.reasoning_tokens)"));
        return rules;
    }

    static List<Rule> chatRequestToMessages() {
        List<Rule> rules = new ArrayList<>();
        rules.add(Rule.of(
                "\\$\\.tool_choice",
                (word, target) -> word.asText().equals("any")
                        && target.path("tool_choice").asText().equals("required")));
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
                (value, target) ->
                        value.equals(target.path(target.has("input") ? "max_output_tokens" : "max_tokens"))));
        rules.add(Rule.of(
                "\\$\\.(reasoning_effort|reasoning\\.effort|reasoning\\.max_tokens)",
                (value, target) -> target.path("thinking").has("type")
                        || target.path("reasoning").has("effort")));
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
        rules.add(Rule.of(
                "\\$\\.max_tokens",
                (value, target) ->
                        value.equals(target.path(target.has("input") ? "max_output_tokens" : "max_tokens"))));
        rules.add(Rule.of(
                "\\$\\.thinking\\.(type|budget_tokens)",
                (value, target) -> target.has("reasoning_effort") || target.has("reasoning")));
        rules.add(Rule.of(
                "\\$\\.(output_config\\.format|output_format)\\.type",
                (value, target) -> target.has("response_format") || target.has("text")));
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
                (word, target) -> !target.path("stop_reason").isNull() || target.has("status")));
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
                (word, target) -> target.at("/choices/0").has("finish_reason") || target.has("status")));
        rules.add(Rule.of("\\$\\.usage\\..*", (count, target) -> count.isNumber() && count.doubleValue() == 0));
        rules.add(Rule.of(
                "\\$\\.usage\\.input_tokens",
                (count, target) -> target.path("usage")
                                .path(target.has("status") ? "input_tokens" : "prompt_tokens")
                                .asLong()
                        >= count.asLong()));
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
            case "tool" ->
                TreeJson.text(target).contains("\"tool_result\"")
                        || TreeJson.text(target).contains("\"function_call_output\"");
            case "assistant" ->
                anyMessage(target, Set.of(role)) || TreeJson.text(target).contains("\"function_call\"");
            case "user" ->
                anyMessage(target, Set.of("user", "tool"))
                        || TreeJson.text(target).contains("\"function_call_output\"");
            default -> anyMessage(target, Set.of(role));
        };
    }

    private static boolean anyMessage(JsonNode target, Set<String> roles) {
        for (JsonNode message : target.path(target.has("input") ? "input" : "messages")) {
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
