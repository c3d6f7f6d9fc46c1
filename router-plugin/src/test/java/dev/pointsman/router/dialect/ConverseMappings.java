package dev.pointsman.router.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.router.dialect.AccountingLaw.Rule;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The documented mappings to Bedrock Converse and from it. */
final class ConverseMappings {

    private static final Set<String> OFF = Set.of("none", "disabled", "false");

    private ConverseMappings() {}

    static List<Rule> requestsTo() {
        return List.of(
                Rule.of(".*\\.role", (role, target) -> hasRole(role.asText(), target)),
                // The path says it.
                Rule.form("\\$\\.stream|\\$\\.model"),
                Rule.of(
                        ".*\\.(tool_use_id|tool_call_id|call_id|tool_calls\\[\\d+]\\.id|content\\[\\d+]\\.id)",
                        (id, target) -> TreeJson.text(target)
                                .contains("\"" + ToolIds.bounded(ToolIds.narrow(id.asText())) + "\"")),
                Rule.of(
                        ".*\\.is_error",
                        (failed, target) -> TreeJson.text(target)
                                .contains(failed.asBoolean() ? "\"status\":\"error\"" : "\"status\":\"success\"")),
                Rule.of(".*\\.arguments", ConverseMappings::hasJson),
                Rule.of(
                        "\\$\\.tool_choice(\\.type)?|.*unction_?[cC]alling_?[cC]onfig\\.mode",
                        (word, target) -> switch (word.asText().toLowerCase(Locale.ROOT)) {
                            case "auto" -> true;
                            case "none" -> !target.has("toolConfig");
                            case "any", "required" ->
                                target.at("/toolConfig/toolChoice").size() == 1;
                            default -> target.at("/toolConfig/toolChoice").has("tool");
                        }),
                Rule.of(
                        ".*(effort|budget_tokens|thinking\\.type|reasoning\\.max_tokens|\\.display|\\.think|[tT]hinking_?[cC]onfig\\..*)",
                        (value, target) -> OFF.contains(value.asText())
                                || target.at("/additionalModelRequestFields").has("thinking")),
                Rule.of(
                        "\\$\\.(max_tokens|max_completion_tokens|max_output_tokens|options\\.num_predict)",
                        (value, target) -> value.equals(target.at("/inferenceConfig/maxTokens"))),
                Rule.of(
                        ".*(format\\.type|output_format\\.type|\\$\\.format|esponse_?[mM]ime_?[tT]ype)",
                        (value, target) -> value.asText().equals("text") || target.has("outputConfig")),
                Rule.of("\\$\\..*([sS]chema|format)\\..*", ConverseMappings::isInSchema),
                Rule.of(
                        "\\$\\.tools\\[\\d+]\\.(function\\.)?strict",
                        (strict, target) ->
                                !strict.asBoolean() || TreeJson.text(target).contains("\"strict\":true")),
                Rule.of(
                        ".*\\.cache_control\\.(type|ttl)",
                        (value, target) -> TreeJson.text(target).contains("\"cachePoint\"")),
                Rule.of(
                        ".*\\.source\\.data",
                        (text, target) -> TreeJson.text(target)
                                .contains(Base64.getEncoder()
                                        .encodeToString(text.asText().getBytes(StandardCharsets.UTF_8)))),
                Rule.form("\\$\\.service_tier"));
    }

    static List<Rule> answersFrom() {
        return List.of(
                // The vendor's clock.
                Rule.form("\\$\\.metrics\\.latencyMs"),
                Rule.form("\\$\\.output\\.message\\.(role|content\\[\\d+]\\.toolUse\\.type)"),
                Rule.of(
                        "\\$\\.stopReason",
                        (word, target) -> TreeJson.text(target)
                                .matches(
                                        "(?s).*((stop|finish|done)_reason\"?:\"[a-z_]+|\"finishReason\":|\"status\":\").*")),
                Rule.of(
                        ".*\\.(signature|redactedContent)",
                        (value, target) -> TreeJson.text(target).contains("." + value.asText() + "\"")
                                || GeminiMappings.wraps(target, value.asText())),
                // Gemini's calls have no ids.
                Rule.of(
                        ".*\\.toolUseId",
                        (id, target) -> target.has("candidates")
                                || TreeJson.text(target).contains("\"" + ToolIds.narrow(id.asText()) + "\"")),
                Rule.of(
                        "\\$\\.usage\\.[a-zA-Z]+",
                        (count, target) ->
                                target.has("usage") || target.has("usageMetadata") || target.has("eval_count")));
    }

    private static boolean hasJson(JsonNode text, JsonNode target) {
        String json = TreeJson.text(TreeJson.parsed(text.asText()).orElse(text));
        return TreeJson.text(target).contains(json);
    }

    /** The schema travels as a text. */
    private static boolean isInSchema(JsonNode value, JsonNode target) {
        String schema = target.at("/outputConfig/textFormat/structure/jsonSchema/schema")
                .asText();
        return TreeJson.parsed(schema)
                .map(json -> AccountingLaw.leaves(json, "$").values().stream()
                        .anyMatch(leaf -> leaf.asText().equalsIgnoreCase(value.asText())))
                .orElse(false);
    }

    private static boolean hasRole(String role, JsonNode target) {
        String text = TreeJson.text(target.path("messages"));
        return switch (role) {
            case "system", "developer" -> target.has("system") || text.contains("\"user\"");
            case "assistant", "model" -> text.contains("\"assistant\"");
            case "tool", "function" -> text.contains("\"toolResult\"");
            default -> text.contains("\"user\"");
        };
    }
}
