package dev.pointsman.router.steering;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.Payload;
import java.util.Map;

/** The same words as a request of each dialect that agents speak. */
enum Spoken {
    CHAT(Dialect.OPENAI_CHAT, "messages"),
    RESPONSES(Dialect.OPENAI_RESPONSES, "input"),
    MESSAGES(Dialect.ANTHROPIC_MESSAGES, "messages"),
    GEMINI(Dialect.GEMINI_GENERATE, "contents"),
    OLLAMA_CHAT(Dialect.OLLAMA_CHAT, "messages"),
    OLLAMA_GENERATE(Dialect.OLLAMA_GENERATE, "prompt");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<Spoken, String> SYSTEM_MEMBERS =
            Map.of(RESPONSES, "instructions", MESSAGES, "system", OLLAMA_GENERATE, "system");

    private final Dialect dialect;
    private final String member;

    Spoken(Dialect dialect, String member) {
        this.dialect = dialect;
        this.member = member;
    }

    /**
     * A first turn.
     *
     * @param system empty for none
     */
    ModelRequest asks(String system, String text) {
        ObjectNode body = JSON.createObjectNode().put("model", "auto").put("max_tokens", 4_000);
        if (this == OLLAMA_GENERATE) {
            body.put(member, text);
        } else if (this == GEMINI) {
            body.remove("max_tokens");
            body.putArray(member)
                    .addObject()
                    .put("role", "user")
                    .putArray("parts")
                    .addObject()
                    .put("text", text);
        } else {
            body.putArray(member);
        }
        if (!system.isEmpty()) {
            speakAsSystem(body, system);
        }
        if (this != OLLAMA_GENERATE && this != GEMINI) {
            body.withArray(member).addObject().put("role", "user").put("content", text);
        }
        return ModelRequest.of("auto", dialect, false, Payload.ofUtf8(body.toString()));
    }

    /** A second turn of a conversation; not in dialects whose turns are written otherwise. */
    ModelRequest asksAgain(String first, String second) {
        ObjectNode body = JSON.createObjectNode().put("model", "auto").put("max_tokens", 4_000);
        body.withArray(member).addObject().put("role", "user").put("content", first);
        body.withArray(member).addObject().put("role", "assistant").put("content", "Paris.");
        body.withArray(member).addObject().put("role", "user").put("content", second);
        return ModelRequest.of("auto", dialect, false, Payload.ofUtf8(body.toString()));
    }

    private void speakAsSystem(ObjectNode body, String system) {
        String name = SYSTEM_MEMBERS.get(this);
        if (name != null) {
            body.put(name, system);
        } else if (this == GEMINI) {
            body.putObject("systemInstruction").putArray("parts").addObject().put("text", system);
        } else {
            body.withArray(member).addObject().put("role", "system").put("content", system);
        }
    }
}
