package dev.pointsman.router.dialect.laws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.router.dialect.Dialects;
import dev.pointsman.router.dialect.RequestFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is read from the requests of real agents: the person's words, not the agent's. */
class AgentFactsLawTest {

    private final Dialects dialects = Dialects.standard();

    private static Optional<Dialect> dialect(JsonNode request) {
        String url = request.path("url").asText();
        if (url.contains("/chat/completions")) {
            return Optional.of(Dialect.OPENAI_CHAT);
        }
        if (url.contains("/messages")) {
            return Optional.of(Dialect.ANTHROPIC_MESSAGES);
        }
        if (url.contains("/responses")) {
            return Optional.of(Dialect.OPENAI_RESPONSES);
        }
        return url.contains("enerateContent") ? Optional.of(Dialect.GEMINI_GENERATE) : Optional.empty();
    }

    private Optional<RequestFacts> facts(JsonNode request) {
        return dialect(request)
                .map(dialect -> dialects.facts(ModelRequest.of(
                        "auto",
                        dialect,
                        true,
                        Payload.ofUtf8(request.path("body").toString()))));
    }

    @Test
    void everyOpenClawRequestShowsThePersonsTextAndTheSession() throws IOException {
        Path folder = Recorded.fixtures().resolve("openclaw");
        int read = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                Optional<RequestFacts> found = facts(Recorded.read(file));
                // The probe is OpenClaw's own, without a person or an agent.
                if (found.isEmpty() || file.toString().contains("models-probe")) {
                    continue;
                }
                RequestFacts facts = found.get();
                read++;
                assertThat(facts.lastUserText().reveal())
                        .as(file.toString())
                        .isNotBlank()
                        .doesNotContain("OPENCLAW")
                        .doesNotContain("Runtime:")
                        .doesNotContainPattern("^\\[[A-Z][a-z]{2} 2026");
                assertThat(facts.lastUserText().length()).as(file.toString()).isLessThan(400);
                assertThat(facts.agentHint()).as(file.toString()).isEqualTo("main");
                assertThat(facts.sessionHint()).as(file.toString()).matches("[0-9a-f-]{36}");
                assertThat(facts.tools()).as(file.toString()).isBetween(10, 20);
                assertThat(facts.textCharacters()).as(file.toString()).isBetween(30_000L, 60_000L);
                assertThat(facts.toolLoop())
                        .as(file.toString())
                        .isEqualTo(file.getFileName().toString().contains("tool-2"));
            }
        }
        System.out.println("law: agent facts | openclaw | " + read + " requests");
        assertThat(read).isGreaterThan(10);
    }

    @Test
    void codingAgentsRequestsShowThePersonsText() {
        Path folder = Recorded.fixtures().resolve("agents");
        int read = 0;
        for (String agent : List.of("claude", "opencode", "codex", "gemini")) {
            for (JsonNode request : Recorded.read(folder.resolve(agent + ".requests.json"))) {
                Optional<RequestFacts> found = request.path("body").isEmpty() ? Optional.empty() : facts(request);
                if (found.isEmpty()) {
                    continue;
                }
                read++;
                assertThat(found.get().lastUserText().reveal())
                        .as(agent)
                        .isNotBlank()
                        .hasSizeLessThan(200)
                        .doesNotContain("system-reminder")
                        .doesNotContain("_context>");
            }
        }
        System.out.println("law: agent facts | coding agents | " + read + " requests");
        assertThat(read).isPositive();
    }
}
