package dev.pointsman.provider.testkit;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Answers of one dialect, as its vendor writes them, for {@link ProviderContract} to play.
 *
 * @param dialect what the provider is asked in
 * @param wire how its streams travel
 * @param head frames before any content
 * @param content the frame that carries this JSON text, quotes not included
 * @param tail frames after the content, up to and with the terminal mark; one has usage, in the dialect's words
 * @param errorFrame an overload, told inside a stream
 * @param whole an answer that is not streamed
 * @param wholeError an overload, told in the body of a 200
 * @param errorBody the body of an error status, with this message
 * @param contextTooLong the body of the 400 for a prompt that does not fit
 * @param models the list of the models {@code model-a} and {@code model-b}
 * @param credentialHeader where the credential is expected, lower case
 * @param credentialPrefix what stands before it
 * @param rateLimitHeaders that tell of 41 requests left
 * @param requestIdHeader the vendor's own name of it
 */
public record Traffic(
        Dialect dialect,
        Wire wire,
        List<Frame> head,
        Function<String, Frame> content,
        List<Frame> tail,
        Frame errorFrame,
        String whole,
        String wholeError,
        UnaryOperator<String> errorBody,
        String contextTooLong,
        String models,
        String credentialHeader,
        String credentialPrefix,
        Map<String, String> rateLimitHeaders,
        String requestIdHeader) {

    static final String MODELS = "{\"object\":\"list\",\"data\":[{\"id\":\"model-a\"},{\"id\":\"model-b\"}]}";

    public Traffic {
        head = List.copyOf(head);
        tail = List.copyOf(tail);
        rateLimitHeaders = Map.copyOf(rateLimitHeaders);
    }

    /** A whole streamed answer with these pieces of content. */
    public List<Frame> stream(String... pieces) {
        List<Frame> frames = new ArrayList<>(head);
        for (String piece : pieces) {
            frames.add(content.apply(piece));
        }
        frames.addAll(tail);
        return frames;
    }

    /** The beginning of an answer: its head and these pieces of content. */
    public List<Frame> beginning(String... pieces) {
        List<Frame> whole = stream(pieces);
        return whole.subList(0, whole.size() - tail.size());
    }

    /** A whole answer that is not streamed, with this text; quotes not included. */
    public String whole(String text) {
        return whole.replace("Hello", text);
    }

    /** OpenAI chat completions. */
    public static Traffic openAiChat() {
        String start =
                "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"model-a\","
                        + "\"choices\":[{\"index\":0,\"delta\":";
        return new Traffic(
                Dialect.OPENAI_CHAT,
                Wire.SSE,
                List.of(Frame.ofUtf8(start + "{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}]}")),
                text -> Frame.ofUtf8(start + "{\"content\":\"" + text + "\"},\"finish_reason\":null}]}"),
                List.of(
                        Frame.ofUtf8(start + "{},\"finish_reason\":\"stop\"}]}"),
                        Frame.ofUtf8(
                                "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,"
                                        + "\"model\":\"model-a\",\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":2,\"total_tokens\":11}}"),
                        Frame.ofUtf8("[DONE]")),
                Frame.ofUtf8("{\"error\":{\"code\":502,\"message\":\"Provider returned error\"},\"choices\":[]}"),
                "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"model-a\",\"choices\":[{"
                        + "\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Hello\"},\"finish_reason\":\"stop\"}],"
                        + "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":2,\"total_tokens\":11}}",
                "{\"error\":{\"code\":502,\"message\":\"Provider returned error\"}}",
                message -> "{\"error\":{\"message\":\"" + message
                        + "\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":null}}",
                "{\"error\":{\"message\":\"This model's maximum context length is 8 tokens.\",\"type\":"
                        + "\"invalid_request_error\",\"code\":\"context_length_exceeded\"}}",
                MODELS,
                "authorization",
                "Bearer ",
                Map.of("x-ratelimit-remaining-requests", "41", "x-ratelimit-reset-requests", "6m0s"),
                "x-request-id");
    }

    /** Anthropic messages. */
    public static Traffic anthropicMessages() {
        return new Traffic(
                Dialect.ANTHROPIC_MESSAGES,
                Wire.SSE,
                List.of(
                        event(
                                "message_start",
                                "\"message\":{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"model-a\","
                                        + "\"content\":[],\"usage\":{\"input_tokens\":9}}"),
                        event(
                                "content_block_start",
                                "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}")),
                text -> event(
                        "content_block_delta",
                        "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"" + text + "\"}"),
                List.of(
                        event("content_block_stop", "\"index\":0"),
                        event(
                                "message_delta",
                                "\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":2}"),
                        event("message_stop", "\"x\":0")),
                event("error", "\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}"),
                "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"model-a\",\"content\":[{\"type\":\"text\",\"text\":\"Hello\"}],"
                        + "\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":9,\"output_tokens\":2}}",
                "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}",
                message -> "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"" + message
                        + "\"}}",
                "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\","
                        + "\"message\":\"prompt is too long: 9 tokens > 8 maximum\"}}",
                MODELS,
                "x-api-key",
                "",
                Map.of(
                        "anthropic-ratelimit-requests-limit", "50",
                        "anthropic-ratelimit-requests-remaining", "41",
                        "anthropic-ratelimit-requests-reset", "2036-01-09T01:11:48Z"),
                "request-id");
    }

    /** OpenAI Responses. */
    public static Traffic openAiResponses() {
        return ResponsesTraffic.make();
    }

    /** Gemini generateContent. */
    public static Traffic gemini() {
        return GeminiTraffic.make();
    }

    /** Ollama chat. */
    public static Traffic ollamaChat() {
        return OllamaTraffic.make();
    }

    /** Bedrock Converse, with an API key. */
    public static Traffic bedrockConverse() {
        return BedrockTraffic.make();
    }

    static Frame event(String type, String members) {
        return new Frame(type, Payload.ofUtf8("{\"type\":\"" + type + "\"," + members + "}"));
    }
}
