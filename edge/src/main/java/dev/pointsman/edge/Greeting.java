package dev.pointsman.edge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What stands at fixed paths for clients that look whether somebody is there. Tells nothing that a stranger should not know. */
final class Greeting {

    /**
     * The version of Ollama whose API these paths follow. Clients compare it with what they need, so it cannot be a version of
     * Pointsman.
     */
    static final String OLLAMA_API = "0.12.6";

    private Greeting() {}

    /** {@code GET /} and {@code HEAD /}. */
    static void root(Visit visit) throws IOException {
        byte[] words = "Pointsman is running".getBytes(StandardCharsets.UTF_8);
        visit.reply().whole(200, "text/plain; charset=utf-8", words, Map.of());
    }

    /** {@code GET /api/version}. */
    static void version(Visit visit) throws IOException {
        byte[] body = Json.object(json -> {
            json.writeStringField("version", OLLAMA_API);
            json.writeStringField("server", "pointsman");
        });
        visit.reply().json(200, body, Map.of());
    }
}
