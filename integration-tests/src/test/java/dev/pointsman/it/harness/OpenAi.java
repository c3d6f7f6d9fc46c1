package dev.pointsman.it.harness;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The official Java client, as agents set it up, but without its retries: they would hide what the gateway does. */
public final class OpenAi {

    private OpenAi() {}

    public static OpenAIClient client(Gateway gateway) {
        return client(gateway, gateway.key());
    }

    public static OpenAIClient client(Gateway gateway, String key) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(gateway.openAiUrl())
                .apiKey(key)
                .maxRetries(0)
                .timeout(Duration.ofSeconds(15))
                .build();
    }

    public static ChatCompletionCreateParams ask(String model, String prompt) {
        return ChatCompletionCreateParams.builder()
                .model(model)
                .addUserMessage(prompt)
                .build();
    }

    /** A tool with one text parameter. */
    public static ChatCompletionFunctionTool tool(String name, String parameter) {
        return ChatCompletionFunctionTool.builder()
                .function(FunctionDefinition.builder()
                        .name(name)
                        .description("Looks something up.")
                        .parameters(FunctionParameters.builder()
                                .putAdditionalProperty("type", JsonValue.from("object"))
                                .putAdditionalProperty(
                                        "properties", JsonValue.from(Map.of(parameter, Map.of("type", "string"))))
                                .putAdditionalProperty("required", JsonValue.from(List.of(parameter)))
                                .build())
                        .build())
                .build();
    }

    public static List<ChatCompletionChunk> chunks(OpenAIClient client, ChatCompletionCreateParams params) {
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(params)) {
            return stream.stream().toList();
        }
    }

    public static String text(List<ChatCompletionChunk> chunks) {
        StringBuilder text = new StringBuilder();
        chunks.stream()
                .flatMap(chunk -> chunk.choices().stream())
                .forEach(choice -> choice.delta().content().ifPresent(text::append));
        return text.toString();
    }
}
