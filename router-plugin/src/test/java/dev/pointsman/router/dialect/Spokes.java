package dev.pointsman.router.dialect;

import dev.pointsman.router.dialect.anthropic.MessagesSpoke;
import dev.pointsman.router.dialect.bedrock.ConverseSpoke;
import dev.pointsman.router.dialect.gemini.GeminiSpoke;
import dev.pointsman.router.dialect.ollama.GenerateSpoke;
import dev.pointsman.router.dialect.ollama.OllamaSpoke;
import dev.pointsman.router.dialect.openaichat.ChatSpoke;
import dev.pointsman.router.dialect.openairesponses.ResponsesSpoke;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** The spokes under test, and a fixed world around them. */
final class Spokes {

    static final Spoke CHAT = new ChatSpoke();
    static final Spoke MESSAGES = new MessagesSpoke();
    static final Spoke GEMINI = new GeminiSpoke();
    static final Spoke OLLAMA = new OllamaSpoke();
    static final Spoke RESPONSES = new ResponsesSpoke();
    static final List<Spoke> ALL = List.of(CHAT, MESSAGES, RESPONSES, OLLAMA, GEMINI);
    static final ClientSpoke GENERATE = new GenerateSpoke();
    static final VendorSpoke CONVERSE = new ConverseSpoke();
    static final List<ClientSpoke> CLIENTS = List.of(CHAT, MESSAGES, RESPONSES, OLLAMA, GEMINI, GENERATE);
    static final List<VendorSpoke> VENDORS = List.of(CHAT, MESSAGES, RESPONSES, OLLAMA, GEMINI, CONVERSE);
    static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1_800_000_000));
    static final String PROVIDER = "vendor";
    static final String MODEL = "model-1";

    private Spokes() {}

    /** With Bedrock it depends on the model's family what can be said. */
    static ModelTarget target(VendorSpoke vendor) {
        return vendor == CONVERSE ? ModelTarget.of(PROVIDER, "eu.anthropic.claude-sonnet-4-5-20250929-v1:0") : target();
    }

    static ModelTarget target() {
        return ModelTarget.of(PROVIDER, MODEL);
    }

    static AnswerTerms terms() {
        return new AnswerTerms(PROVIDER, MODEL, true, true, CLOCK);
    }
}
