package dev.pointsman.router.dialect;

import com.fasterxml.jackson.core.JsonParser;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import java.io.IOException;

/**
 * What makes an answer dearer than its body's size and output limit tell.
 *
 * @param answers how many answers are asked for at once, each as long as the limit; at least 1
 * @param hostedTools whether the vendor may run tools of its own, whose results it puts before the model
 */
public record BillableReach(int answers, boolean hostedTools) {

    private static final int MOST_ANSWERS = 1024;

    /**
     * Walks the body once more.
     *
     * @throws dev.pointsman.api.failure.ProviderException {@code InvalidRequest} when it is no JSON object
     */
    static BillableReach of(ModelRequest request) {
        Walk walk = new Walk(request.dialect());
        StrictJson.request(request, walk::member);
        return new BillableReach(Math.clamp(walk.answers, 1, MOST_ANSWERS), walk.hostedTools);
    }

    private static final class Walk {

        private final Dialect dialect;
        private long answers = 1;
        private boolean hostedTools;
        private boolean isFunction;

        private Walk(Dialect dialect) {
            this.dialect = dialect;
        }

        private void member(String name, JsonParser value) throws IOException {
            switch (name) {
                case "n" -> count(value);
                case "generationConfig", "generation_config" -> StrictJson.members(value, this::config);
                case "tools" -> StrictJson.elements(value, this::tool);
                case "web_search_options", "mcp_servers", "plugins" -> hostedTools = true;
                default -> {}
            }
        }

        private void config(String name, JsonParser value) throws IOException {
            if (name.equals("candidateCount") || name.equals("candidate_count")) {
                count(value);
            }
        }

        private void count(JsonParser value) throws IOException {
            if (value.currentToken().isNumeric()) {
                answers = Math.max(answers, value.getValueAsLong());
            }
        }

        /** Gemini names the kind by a member, the others by {@code type}; Anthropic's functions may have none. */
        private void tool(JsonParser tool) throws IOException {
            isFunction = !dialect.equals(Dialect.GEMINI_GENERATE);
            StrictJson.members(tool, (name, value) -> {
                switch (name) {
                    case "type" -> isFunction = isOfClient(StrictJson.text(value));
                    case "functionDeclarations", "function_declarations" -> isFunction = true;
                    default -> {}
                }
            });
            hostedTools |= !isFunction;
        }

        /** Tools that the client runs: functions, free text, and shells and editors under a vendor's name. */
        private static boolean isOfClient(String type) {
            return type.equals("function")
                    || type.equals("custom")
                    || type.equals("local_shell")
                    || type.equals("apply_patch")
                    || type.startsWith("bash")
                    || type.startsWith("text_editor")
                    || type.startsWith("memory")
                    || type.startsWith("computer");
        }
    }
}
