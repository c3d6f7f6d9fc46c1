package dev.pointsman.provider.openaicompatible;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.provider.testkit.RecordedTrafficContract;
import java.util.Map;

class RecordedChatTest extends RecordedTrafficContract {

    RecordedChatTest() {
        super(new OpenAiCompatibleFactory(), Dialect.OPENAI_CHAT, "openai-chat");
    }

    @Override
    protected Map<String, String> failures() {
        return Map.of(
                "deepseek/openai-chat--621--0", "context_too_long",
                "ollama-cloud-gpt-oss-120b-handles-context-length", "context_too_long",
                "openai/openai-chat--121--0", "context_too_long",
                "perplexity-sonar-handles-context-length", "context_too_long",
                "tool-use-failed-error-with-text--0", "malformed",
                "tool-use-failed-error-streaming--0", "malformed",
                "azure/openai-chat--test-prompt-content-filtering", "refused",
                "openrouter-stream-error", "invalid_request");
    }
}
