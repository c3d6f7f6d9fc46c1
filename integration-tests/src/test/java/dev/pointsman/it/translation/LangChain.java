package dev.pointsman.it.translation;

import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.googleai.GoogleAiGeminiChatModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiStreamingChatModel;
import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.pointsman.it.harness.Backing;
import dev.pointsman.it.harness.Gateway;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** LangChain4j's clients as applications set them up, without their retries: they would hide what the gateway does. */
enum LangChain {
    OPENAI {
        @Override
        ChatModel whole(Gateway gateway, String model) {
            return OpenAiChatModel.builder()
                    .baseUrl(gateway.openAiUrl())
                    .apiKey(gateway.key())
                    .modelName(model)
                    .maxRetries(0)
                    .timeout(PATIENCE)
                    .build();
        }

        @Override
        StreamingChatModel streaming(Gateway gateway, String model) {
            return OpenAiStreamingChatModel.builder()
                    .baseUrl(gateway.openAiUrl())
                    .apiKey(gateway.key())
                    .modelName(model)
                    .timeout(PATIENCE)
                    .build();
        }
    },
    ANTHROPIC {
        @Override
        ChatModel whole(Gateway gateway, String model) {
            return AnthropicChatModel.builder()
                    .baseUrl(gateway.openAiUrl())
                    .apiKey(gateway.key())
                    .modelName(model)
                    .maxTokens(500)
                    .maxRetries(0)
                    .timeout(PATIENCE)
                    .build();
        }

        @Override
        StreamingChatModel streaming(Gateway gateway, String model) {
            return AnthropicStreamingChatModel.builder()
                    .baseUrl(gateway.openAiUrl())
                    .apiKey(gateway.key())
                    .modelName(model)
                    .maxTokens(500)
                    .timeout(PATIENCE)
                    .build();
        }
    },
    OLLAMA {
        @Override
        ChatModel whole(Gateway gateway, String model) {
            return OllamaChatModel.builder()
                    .baseUrl(gateway.uri().toString())
                    .customHeaders(Map.of("authorization", "Bearer " + gateway.key()))
                    .modelName(model)
                    .maxRetries(0)
                    .timeout(PATIENCE)
                    .build();
        }

        @Override
        StreamingChatModel streaming(Gateway gateway, String model) {
            return OllamaStreamingChatModel.builder()
                    .baseUrl(gateway.uri().toString())
                    .customHeaders(Map.of("authorization", "Bearer " + gateway.key()))
                    .modelName(model)
                    .timeout(PATIENCE)
                    .build();
        }
    },
    GEMINI {
        @Override
        ChatModel whole(Gateway gateway, String model) {
            return GoogleAiGeminiChatModel.builder()
                    .baseUrl(gateway.uri() + "/v1beta")
                    .apiKey(gateway.key())
                    .modelName(model)
                    .maxRetries(0)
                    .timeout(PATIENCE)
                    .build();
        }

        @Override
        StreamingChatModel streaming(Gateway gateway, String model) {
            return GoogleAiGeminiStreamingChatModel.builder()
                    .baseUrl(gateway.uri() + "/v1beta")
                    .apiKey(gateway.key())
                    .modelName(model)
                    .timeout(PATIENCE)
                    .build();
        }
    };

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    abstract ChatModel whole(Gateway gateway, String model);

    abstract StreamingChatModel streaming(Gateway gateway, String model);

    /** The answer, or the client's own exception. */
    ChatResponse ask(Gateway gateway, Backing backing, boolean stream, ChatRequest request) {
        if (!stream) {
            return whole(gateway, backing.model()).chat(request);
        }
        CompletableFuture<ChatResponse> answer = new CompletableFuture<>();
        streaming(gateway, backing.model()).chat(request, new StreamingChatResponseHandler() {
            @Override
            public void onCompleteResponse(ChatResponse complete) {
                answer.complete(complete);
            }

            @Override
            public void onError(Throwable error) {
                answer.completeExceptionally(error);
            }
        });
        try {
            return answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException told ? told : failed;
        }
    }
}
