package dev.pointsman.router.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.router.dialect.AccountingLaw.Rule;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The documented mappings to Gemini and from it. */
final class GeminiMappings {

    private static final String PART = "\\$\\.contents(\\[\\d+])?\\.parts(\\[\\d+])?";
    private static final String CONFIG = "\\$\\.generation_?[cC]onfig\\.";
    private static final Set<String> FORMATS =
            Set.of("output_config", "response_format", "text", "format", "outputConfig");

    private GeminiMappings() {}

    static List<Rule> requestsTo() {
        return List.of(
                Rule.of(".*\\.role", (role, target) -> hasRole(role.asText(), target)),
                // The path says it.
                Rule.form("\\$\\.stream|\\$\\.model"),
                // Calls and results are tied by name and order.
                Rule.of(
                        ".*\\.(tool_use_id|tool_call_id|call_id|tool_calls\\[\\d+]\\.id|content\\[\\d+]\\.id)",
                        (id, target) -> TreeJson.text(target).contains("\"function")),
                Rule.of(
                        ".*\\.is_error",
                        (failed, target) -> TreeJson.text(target).contains("\"error\":")),
                Rule.of(".*\\.arguments", GeminiMappings::hasJson),
                Rule.of("\\$\\.tool_choice(\\.type)?", (value, target) -> target.has("toolConfig")),
                Rule.of(
                        ".*(effort|budget_tokens|thinking\\.type|reasoning\\.max_tokens|\\.display|\\.think)",
                        (value, target) -> target.at("/generationConfig").has("thinkingConfig")),
                Rule.of(
                        "\\$\\.(max_tokens|max_completion_tokens|max_output_tokens|options\\.num_predict)",
                        (value, target) -> value.equals(target.at("/generationConfig/maxOutputTokens"))),
                Rule.of(
                        ".*(format\\.type|output_format\\.type|\\$\\.format)",
                        (value, target) -> value.asText().equals("text")
                                || target.at("/generationConfig").has("responseMimeType")),
                Rule.of("\\$\\.tools\\[\\d+]\\.strict", (strict, target) -> !strict.asBoolean()));
    }

    static List<Rule> requestsFrom() {
        return List.of(
                Rule.form("\\$\\.model|\\$\\.(contents|system_?[iI]nstruction).*\\.role"),
                Rule.form(PART + "\\.(thought|function_?(Call|Response|call|response)\\.(id|name))"),
                Rule.form(PART + ".*\\.(inline|file)_?[dD]ata\\.mime_?[tT]ype"),
                Rule.of(PART + "\\.function_?[rR]esponse\\.response.*", GeminiMappings::hasText),
                Rule.of(
                        ".*(parameters|response_?[sS]chema).*\\.type",
                        (type, target) -> TreeJson.text(target)
                                .contains('"' + type.asText().toLowerCase(Locale.ROOT) + '"')),
                Rule.of(
                        ".*(parameters|response_?[sS]chema).*\\.nullable",
                        (value, target) ->
                                !value.asBoolean() || TreeJson.text(target).contains("\"null\"")),
                Rule.of(
                        CONFIG + "response_?[mM]ime_?[tT]ype",
                        (type, target) -> type.asText().equals("text/plain")
                                || FORMATS.stream().anyMatch(target::has)),
                Rule.of(
                        CONFIG + "response_?[mM]odalities.*",
                        (type, target) -> type.asText().equalsIgnoreCase("TEXT")),
                Rule.of(CONFIG + "candidate_?[cC]ount", (count, target) -> count.asInt() == 1),
                Rule.of(CONFIG + "thinking_?[cC]onfig\\.include_?[tT]houghts", (shown, target) -> true),
                Rule.of(
                        CONFIG + "thinking_?[cC]onfig\\..*",
                        (value, target) -> target.has("thinking")
                                || target.has("reasoning_effort")
                                || target.has("reasoning")
                                || target.has("think")),
                Rule.of(
                        ".*unction_?[cC]alling_?[cC]onfig\\.mode",
                        (mode, target) ->
                                target.has("tool_choice") || mode.asText().equals("AUTO")));
    }

    static List<Rule> answersTo() {
        return List.of(
                Rule.form("\\$\\.choices\\[\\d+]\\.(index|message\\.(role|tool_calls\\[\\d+]\\.type))"),
                Rule.form(".*\\.(tool_calls\\[\\d+]\\.id|content\\[\\d+]\\.id|call_id)"),
                Rule.of(
                        ".*(finish_reason|stop_reason|status|incomplete_details\\.reason|done_reason)",
                        (word, target) -> target.at("/candidates/0").has("finishReason")),
                Rule.of(".*\\.arguments", GeminiMappings::hasJson),
                Rule.of(".*\\.(signature|data|encrypted_content)", (value, target) -> wraps(target, value.asText())),
                Rule.of(
                        "\\$\\.(usage\\.([a-z_]+\\.)?(input|prompt|output|completion|reasoning|thinking|total)_tokens|(prompt_)?eval_count)",
                        (count, target) -> target.has("usageMetadata")));
    }

    static List<Rule> answersFrom() {
        return List.of(
                Rule.form("\\$\\.candidates\\[0]\\.(index|content\\.role|content\\.parts\\[\\d+]\\.thought)"),
                Rule.of(
                        "\\$\\.candidates\\[0]\\.finishReason|\\$\\.promptFeedback\\.blockReason",
                        (word, target) -> TreeJson.text(target)
                                .matches("(?s).*((stop|finish|done)_reason\"?:\"[a-z_]+|\"status\":\").*")),
                Rule.of(
                        ".*\\.thoughtSignature",
                        (value, target) -> TreeJson.text(target).contains("~" + value.asText() + "\"")),
                Rule.form(".*\\.functionCall\\.id"),
                Rule.of(
                        "\\$\\.usageMetadata\\.[a-zA-Z]+TokenCount",
                        (count, target) -> target.has("usage") || target.has("eval_count")));
    }

    private static boolean hasJson(JsonNode text, JsonNode target) {
        String json = TreeJson.text(TreeJson.parsed(text.asText()).orElse(text));
        return TreeJson.text(target).contains(json);
    }

    private static boolean hasText(JsonNode value, JsonNode target) {
        return AccountingLaw.leaves(target, "$").values().stream()
                .anyMatch(leaf -> leaf.asText().contains(value.asText()) || isInside(value, leaf.asText()));
    }

    /** A result that is an object becomes JSON text. */
    private static boolean isInside(JsonNode value, String text) {
        return text.startsWith("{")
                && TreeJson.parsed(text)
                        .map(json -> AccountingLaw.leaves(json, "$").containsValue(value))
                        .orElse(false);
    }

    static boolean wraps(JsonNode target, String signature) {
        return AccountingLaw.leaves(target, "$").entrySet().stream()
                .filter(leaf -> leaf.getKey().endsWith(".thoughtSignature"))
                .map(leaf ->
                        new String(Base64.getDecoder().decode(leaf.getValue().asText()), StandardCharsets.UTF_8))
                .anyMatch(text -> text.endsWith("." + signature));
    }

    private static boolean hasRole(String role, JsonNode target) {
        String text = TreeJson.text(target.path("contents"));
        return switch (role) {
            case "system", "developer" -> target.has("systemInstruction") || text.contains("\"user\"");
            case "assistant" -> text.contains("\"model\"");
            case "tool" -> text.contains("\"functionResponse\"");
            default -> text.contains("\"user\"");
        };
    }
}
