package dev.pointsman.router.dialect.hostile;

import dev.pointsman.api.exchange.Dialect;
import java.util.List;
import java.util.Map;

/**
 * Small texts of one dialect. Where {@value #SLOT} stands, with its quotes, any JSON value may be put.
 *
 * @param plain a sound request
 * @param requests requests with one slot each
 * @param frames events of a stream with one slot each
 * @param wholes whole answers with one slot each
 */
record Samples(String plain, List<String> requests, List<String> frames, List<String> wholes) {

    static final String SLOT = "\"@@\"";

    private static final String CHAT = "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

    private static final Map<Dialect, Samples> ALL = Map.of(
            Dialect.OPENAI_CHAT,
            new Samples(
                    CHAT,
                    List.of(
                            "{\"messages\":\"@@\"}",
                            "{\"messages\":[{\"role\":\"user\",\"content\":\"@@\"}]}",
                            "{\"messages\":[{\"role\":\"user\",\"content\":[\"@@\"]}],\"stop\":\"@@\",\"seed\":\"@@\"}",
                            "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"@@\"}}]}]}",
                            "{\"messages\":[{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"a\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"@@\"}}]}]}",
                            "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":\"@@\"}}]}",
                            "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"max_tokens\":\"@@\",\"temperature\":\"@@\",\"unknown\":\"@@\"}"),
                    List.of(
                            "{\"choices\":\"@@\"}",
                            "{\"choices\":[{\"index\":\"@@\",\"delta\":{\"content\":\"@@\"}}]}",
                            "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":\"@@\",\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"@@\"}}]}}]}",
                            "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"@@\"}],\"usage\":\"@@\"}",
                            "{\"choices\":[],\"usage\":{\"prompt_tokens\":\"@@\",\"completion_tokens\":\"@@\",\"total_tokens\":\"@@\"}}",
                            "{\"error\":\"@@\"}",
                            "{\"error\":{\"type\":\"@@\",\"code\":\"@@\",\"message\":\"@@\"}}"),
                    List.of(
                            "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"@@\"},\"finish_reason\":\"stop\"}]}",
                            "{\"choices\":[{\"index\":0,\"message\":{\"tool_calls\":[{\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"@@\"}}]},\"finish_reason\":\"tool_calls\"}],\"usage\":{\"prompt_tokens\":\"@@\"}}")),
            Dialect.ANTHROPIC_MESSAGES,
            new Samples(
                    "{\"model\":\"auto\",\"max_tokens\":10,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}",
                    List.of(
                            "{\"max_tokens\":10,\"messages\":\"@@\"}",
                            "{\"max_tokens\":\"@@\",\"system\":\"@@\",\"messages\":[{\"role\":\"user\",\"content\":\"@@\"}]}",
                            "{\"max_tokens\":10,\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image\",\"source\":\"@@\"}]}]}",
                            "{\"max_tokens\":10,\"messages\":[{\"role\":\"assistant\",\"content\":[{\"type\":\"tool_use\",\"id\":\"a\",\"name\":\"f\",\"input\":\"@@\"}]},{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"a\",\"content\":\"@@\"}]}]}",
                            "{\"max_tokens\":10,\"messages\":[{\"role\":\"assistant\",\"content\":[{\"type\":\"thinking\",\"thinking\":\"x\",\"signature\":\"@@\"}]}],\"thinking\":\"@@\"}",
                            "{\"max_tokens\":10,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"tools\":[{\"name\":\"f\",\"input_schema\":\"@@\"}],\"tool_choice\":\"@@\"}"),
                    List.of(
                            "{\"type\":\"message_start\",\"message\":\"@@\"}",
                            "{\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":\"@@\",\"cache_read_input_tokens\":\"@@\"}}}",
                            "{\"type\":\"content_block_start\",\"index\":\"@@\",\"content_block\":\"@@\"}",
                            "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":\"@@\"}",
                            "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"@@\"},\"usage\":{\"output_tokens\":\"@@\"}}",
                            "{\"type\":\"error\",\"error\":\"@@\"}"),
                    List.of(
                            "{\"type\":\"message\",\"role\":\"assistant\",\"content\":\"@@\",\"stop_reason\":\"end_turn\"}",
                            "{\"type\":\"message\",\"content\":[{\"type\":\"tool_use\",\"id\":\"a\",\"name\":\"f\",\"input\":\"@@\"}],\"stop_reason\":\"tool_use\",\"usage\":{\"input_tokens\":\"@@\"}}")),
            Dialect.OPENAI_RESPONSES,
            new Samples(
                    "{\"model\":\"auto\",\"input\":\"hi\"}",
                    List.of(
                            "{\"input\":\"@@\"}",
                            "{\"input\":[{\"role\":\"user\",\"content\":\"@@\"}],\"instructions\":\"@@\"}",
                            "{\"input\":[{\"type\":\"function_call\",\"call_id\":\"a\",\"name\":\"f\",\"arguments\":\"@@\"},{\"type\":\"function_call_output\",\"call_id\":\"a\",\"output\":\"@@\"}]}",
                            "{\"input\":[{\"type\":\"reasoning\",\"summary\":\"@@\",\"encrypted_content\":\"@@\"}]}",
                            "{\"input\":\"hi\",\"tools\":[{\"type\":\"function\",\"name\":\"f\",\"parameters\":\"@@\"}],\"max_output_tokens\":\"@@\",\"text\":\"@@\"}"),
                    List.of(
                            "{\"type\":\"response.created\",\"response\":\"@@\"}",
                            "{\"type\":\"response.output_item.added\",\"output_index\":\"@@\",\"item\":\"@@\"}",
                            "{\"type\":\"response.output_text.delta\",\"output_index\":\"@@\",\"delta\":\"@@\"}",
                            "{\"type\":\"response.output_item.done\",\"output_index\":0,\"item\":{\"type\":\"message\",\"content\":\"@@\"}}",
                            "{\"type\":\"response.completed\",\"response\":\"@@\"}",
                            "{\"type\":\"response.completed\",\"response\":{\"usage\":{\"input_tokens\":\"@@\",\"output_tokens\":\"@@\"}}}",
                            "{\"type\":\"error\",\"error\":\"@@\"}"),
                    List.of("{\"status\":\"completed\",\"output\":\"@@\",\"usage\":\"@@\"}")),
            Dialect.GEMINI_GENERATE,
            new Samples(
                    "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"hi\"}]}]}",
                    List.of(
                            "{\"contents\":\"@@\",\"systemInstruction\":\"@@\"}",
                            "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"@@\",\"inlineData\":\"@@\",\"thoughtSignature\":\"@@\"}]}]}",
                            "{\"contents\":[{\"role\":\"model\",\"parts\":[{\"functionCall\":{\"name\":\"f\",\"args\":\"@@\"}}]},{\"parts\":[{\"functionResponse\":{\"name\":\"f\",\"response\":\"@@\"}}]}]}",
                            "{\"contents\":[{\"parts\":[{\"text\":\"hi\"}]}],\"tools\":\"@@\",\"generationConfig\":\"@@\"}",
                            "{\"contents\":[{\"parts\":[{\"text\":\"hi\"}]}],\"tools\":[{\"functionDeclarations\":[{\"name\":\"f\",\"parameters\":\"@@\"}]}],\"generationConfig\":{\"maxOutputTokens\":\"@@\",\"thinkingConfig\":{\"thinkingBudget\":\"@@\"}}}"),
                    List.of(
                            "{\"candidates\":\"@@\"}",
                            "{\"candidates\":[{\"index\":\"@@\",\"content\":{\"parts\":\"@@\"},\"finishReason\":\"@@\"}]}",
                            "{\"usageMetadata\":{\"promptTokenCount\":\"@@\",\"candidatesTokenCount\":\"@@\"},\"promptFeedback\":\"@@\"}",
                            "{\"error\":\"@@\"}"),
                    List.of(
                            "{\"candidates\":[{\"content\":{\"parts\":[{\"functionCall\":{\"name\":\"f\",\"args\":\"@@\"}}]},\"finishReason\":\"STOP\"}],\"usageMetadata\":\"@@\"}")),
            Dialect.OLLAMA_CHAT,
            new Samples(
                    CHAT,
                    List.of(
                            "{\"messages\":\"@@\",\"options\":\"@@\"}",
                            "{\"messages\":[{\"role\":\"user\",\"content\":\"@@\",\"images\":\"@@\"}],\"think\":\"@@\"}",
                            "{\"messages\":[{\"role\":\"assistant\",\"tool_calls\":[{\"function\":{\"name\":\"f\",\"arguments\":\"@@\"}}]}],\"options\":{\"num_predict\":\"@@\",\"seed\":\"@@\"}}",
                            "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"tools\":[{\"function\":{\"name\":\"f\",\"parameters\":\"@@\"}}],\"format\":\"@@\"}"),
                    List.of(
                            "{\"message\":\"@@\",\"done\":false}",
                            "{\"message\":{\"content\":\"@@\",\"tool_calls\":\"@@\"},\"done\":\"@@\"}",
                            "{\"message\":{\"tool_calls\":[{\"function\":{\"name\":\"f\",\"arguments\":\"@@\"}}]},\"done\":false}",
                            "{\"done\":true,\"done_reason\":\"@@\",\"prompt_eval_count\":\"@@\",\"eval_count\":\"@@\"}",
                            "{\"error\":\"@@\"}"),
                    List.of(
                            "{\"message\":{\"content\":\"@@\"},\"done\":true,\"done_reason\":\"stop\",\"eval_count\":\"@@\"}")),
            Dialect.OLLAMA_GENERATE,
            new Samples(
                    "{\"model\":\"auto\",\"prompt\":\"hi\"}",
                    List.of(
                            "{\"prompt\":\"@@\",\"system\":\"@@\",\"options\":\"@@\"}",
                            "{\"prompt\":\"hi\",\"context\":\"@@\"}",
                            "{\"prompt\":\"hi\",\"suffix\":\"@@\",\"raw\":\"@@\",\"template\":\"@@\"}",
                            "{\"prompt\":\"hi\",\"images\":\"@@\",\"format\":\"@@\",\"think\":\"@@\",\"options\":{\"num_predict\":\"@@\",\"stop\":\"@@\"}}"),
                    List.of(
                            "{\"response\":\"@@\",\"done\":\"@@\"}",
                            "{\"done\":true,\"eval_count\":\"@@\"}",
                            "{\"error\":\"@@\"}"),
                    List.of("{\"response\":\"@@\",\"done\":true,\"eval_count\":\"@@\"}")),
            Dialect.BEDROCK_CONVERSE,
            new Samples(
                    "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"hi\"}]}]}",
                    List.of(
                            "{\"messages\":\"@@\",\"system\":\"@@\",\"inferenceConfig\":\"@@\"}",
                            "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"@@\",\"image\":\"@@\",\"toolResult\":\"@@\"}]}],\"toolConfig\":\"@@\"}"),
                    List.of(
                            "{\"delta\":\"@@\",\"contentBlockIndex\":\"@@\"}",
                            "{\"start\":\"@@\"}",
                            "{\"start\":{\"toolUse\":{\"toolUseId\":\"@@\",\"name\":\"@@\",\"type\":\"@@\"}},\"contentBlockIndex\":0}",
                            "{\"delta\":{\"text\":\"@@\"},\"contentBlockIndex\":0}",
                            "{\"delta\":{\"toolUse\":\"@@\"},\"contentBlockIndex\":\"@@\"}",
                            "{\"delta\":{\"reasoningContent\":{\"text\":\"@@\",\"signature\":\"@@\",\"redactedContent\":\"@@\"}}}",
                            "{\"usage\":\"@@\",\"metrics\":\"@@\",\"trace\":\"@@\"}",
                            "{\"stopReason\":\"@@\",\"usage\":{\"inputTokens\":\"@@\",\"outputTokens\":\"@@\"}}",
                            "{\"message\":\"@@\"}"),
                    List.of(
                            "{\"output\":{\"message\":{\"content\":\"@@\"}},\"stopReason\":\"end_turn\",\"usage\":\"@@\"}",
                            "{\"output\":{\"message\":{\"content\":[{\"toolUse\":{\"toolUseId\":\"a\",\"name\":\"f\",\"input\":\"@@\"}}]}},\"stopReason\":\"@@\"}",
                            "{\"output\":{\"message\":{\"content\":[{\"reasoningContent\":\"@@\"},{\"citationsContent\":\"@@\"}]}},\"stopReason\":\"end_turn\",\"additionalModelResponseFields\":\"@@\"}")),
            Dialect.OPENAI_EMBEDDINGS,
            new Samples(
                    "{\"model\":\"auto\",\"input\":\"hi\"}",
                    List.of("{\"input\":\"@@\",\"dimensions\":\"@@\"}", "{\"input\":[\"@@\"]}"),
                    List.of("{\"data\":\"@@\"}"),
                    List.of("{\"data\":\"@@\",\"usage\":{\"prompt_tokens\":\"@@\"}}", "{\"error\":\"@@\"}")));

    static Samples of(Dialect dialect) {
        return ALL.get(dialect);
    }

    /** Names that end a stream or name an event where the dialect has them beside the JSON. */
    static final List<String> EVENT_NAMES = List.of(
            "",
            "error",
            "message_start",
            "messageStart",
            "contentBlockStart",
            "contentBlockDelta",
            "contentBlockStop",
            "messageStop",
            "metadata",
            "throttlingException");
}
