package dev.pointsman.provider.testkit;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import java.util.List;
import java.util.Map;

/** Ollama chat as Ollama answers it. */
final class OllamaTraffic {

    private static final String START = "{\"model\":\"model-a\",\"created_at\":\"2026-01-01T00:00:00Z\",";
    private static final String COUNTS =
            "\"done\":true,\"done_reason\":\"stop\",\"prompt_eval_count\":9,\"eval_count\":2}";
    private static final String STOPPED = "{\"error\":\"model runner has unexpectedly stopped\"}";

    private OllamaTraffic() {}

    static Traffic make() {
        return new Traffic(
                Dialect.OLLAMA_CHAT,
                Wire.NDJSON,
                List.of(content("")),
                OllamaTraffic::content,
                List.of(Frame.ofUtf8(START + "\"message\":{\"role\":\"assistant\",\"content\":\"\"}," + COUNTS)),
                Frame.ofUtf8(STOPPED),
                START + "\"message\":{\"role\":\"assistant\",\"content\":\"Hello\"}," + COUNTS,
                STOPPED,
                message -> "{\"error\":\"" + message + "\"}",
                "{\"error\":\"the input length exceeds the context length\"}",
                "{\"models\":[{\"name\":\"model-a\",\"model\":\"model-a\"},{\"name\":\"model-b\",\"model\":\"model-b\"}],"
                        + "\"capabilities\":[\"completion\",\"tools\"],\"model_info\":{\"llama.context_length\":4096}}",
                "authorization",
                "Bearer ",
                Map.of(),
                "x-request-id");
    }

    private static Frame content(String text) {
        return Frame.ofUtf8(
                START + "\"message\":{\"role\":\"assistant\",\"content\":\"" + text + "\"},\"done\":false}");
    }
}
