package dev.pointsman.router.dialect.anthropic;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.router.dialect.ModelTarget;
import dev.pointsman.router.dialect.PayloadEditor;
import dev.pointsman.router.dialect.StrictJson;
import dev.pointsman.router.dialect.Thinking;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Keeps the thinking budget below an output limit that was lowered for a smaller model: the vendor refuses the request else. The
 * budget keeps its share of the limit; where less than the least budget would be left, the turn goes without thinking. A budget
 * that the client itself set too high is the vendor's to refuse.
 */
final class ThinkingBudget {

    private static final String LOWERED = "thinking.budget_tokens: lowered to ";

    private long maxTokens;
    private long budget;

    private ThinkingBudget() {}

    static void fit(ModelRequest request, ModelTarget target, PayloadEditor editor) {
        if (target.maxOutput() == null || !editor.has("thinking")) {
            return;
        }
        int limit = target.maxOutput();
        ThinkingBudget asked = new ThinkingBudget();
        StrictJson.request(request, asked::member);
        if (asked.maxTokens <= limit || asked.budget >= asked.maxTokens || asked.budget < limit) {
            return;
        }
        long share = Math.max(Thinking.LEAST, asked.budget * limit / asked.maxTokens);
        if (share >= limit) {
            editor.remove("thinking");
            return;
        }
        editor.replaceNested(
                "thinking", "budget_tokens", Long.toString(share).getBytes(StandardCharsets.US_ASCII), LOWERED + share);
    }

    private void member(String name, JsonParser value) throws IOException {
        switch (name) {
            case "max_tokens" -> maxTokens = number(value);
            case "thinking" ->
                StrictJson.members(value, (inner, tokens) -> {
                    if (inner.equals("budget_tokens")) {
                        budget = number(tokens);
                    }
                });
            default -> {}
        }
    }

    private static long number(JsonParser value) throws IOException {
        return value.currentToken() == JsonToken.VALUE_NUMBER_INT
                ? Math.clamp(value.getValueAsLong(), 0, Integer.MAX_VALUE)
                : 0;
    }
}
