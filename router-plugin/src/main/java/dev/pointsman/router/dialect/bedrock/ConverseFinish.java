package dev.pointsman.router.dialect.bedrock;

import dev.pointsman.router.dialect.Finish;
import dev.pointsman.router.dialect.TreeJson;
import org.jspecify.annotations.Nullable;

/** Converse's stop reasons. */
final class ConverseFinish {

    private ConverseFinish() {}

    /**
     * @param stopSequence which one matched, where the model's own fields say so
     * @throws dev.pointsman.api.failure.ProviderException {@code Malformed} where the model wrote nothing that can be read
     */
    static Finish read(String word, boolean calls, @Nullable String stopSequence) {
        Finish.Reason reason = switch (word) {
            case "end_turn" -> Finish.Reason.STOP;
            case "tool_use" -> Finish.Reason.TOOL_CALLS;
            case "max_tokens", "model_context_window_exceeded" -> Finish.Reason.LENGTH;
            case "stop_sequence" -> Finish.Reason.STOP_SEQUENCE;
            case "guardrail_intervened", "content_filtered" -> Finish.Reason.REFUSED;
            case "malformed_model_output" -> throw TreeJson.malformed("the model wrote an answer that is none");
            case "malformed_tool_use" -> throw TreeJson.malformed("the model wrote a tool call that is none");
            default -> Finish.Reason.OTHER;
        };
        return new Finish(reason, word, stopSequence).withCalls(calls);
    }
}
