package dev.pointsman.router.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.exchange.TokenCount;
import dev.pointsman.router.dialect.Dialects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenEstimateTest {

    private static final Path WIRE = Path.of("..", "..", "shared", "fixtures", "wire");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Media, vendors' own tools, and what vendors answer with a prompt of their own. */
    private static final List<String> NOT_PLAIN = List.of(
            "base64",
            "image",
            "audio",
            "\"functions\"",
            "signature",
            "_20",
            "server_tool_use",
            "citations",
            "output_config",
            "output_format",
            "response_format",
            "defer_loading");

    private final Dialects dialects = Dialects.standard();

    private int count(Dialect dialect, String body) {
        ModelRequest request = ModelRequest.of("auto", dialect, false, Payload.ofUtf8(body));
        return TokenEstimate.of(dialects.conversation(request).orElseThrow()).inputTokens();
    }

    private int chat(String members) {
        return count(Dialect.OPENAI_CHAT, "{\"model\":\"auto\"," + members + "}");
    }

    @Test
    void countsWordsAsTheTokenizerDoes() {
        // 7 tokens in o200k_base, 4 for the turn, 3 for the beginning of the answer: what OpenAI reports for it, 14.
        assertThat(chat("\"messages\":[{\"role\":\"user\",\"content\":\"What is the capital of France?\"}]"))
                .isEqualTo(14);
    }

    @Test
    void takesAControlTokenInATextForText() {
        assertThat(chat("\"messages\":[{\"role\":\"user\",\"content\":\"<|endoftext|>\"}]"))
                .isGreaterThan(8);
    }

    @Test
    void countsSystemPromptsToolsCallsAndResults() {
        int bare = chat("\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]");
        int withSystem = count(
                Dialect.ANTHROPIC_MESSAGES,
                "{\"model\":\"auto\",\"system\":\"You are a careful helper.\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
        int withTool = chat("\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"tools\":[{\"type\":\"function\","
                + "\"function\":{\"name\":\"weather\",\"description\":\"Tells the weather of a city.\","
                + "\"parameters\":{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}}}]");
        int withCall =
                chat("\"messages\":[{\"role\":\"user\",\"content\":\"hi\"},{\"role\":\"assistant\",\"content\":null,"
                        + "\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"weather\","
                        + "\"arguments\":\"{\\\"city\\\":\\\"Ulm\\\"}\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"c1\","
                        + "\"content\":\"It rains in Ulm.\"}]");

        assertThat(withSystem).isBetween(bare + 5, bare + 8);
        assertThat(withTool).isBetween(bare + 25, bare + 50);
        assertThat(withCall).isBetween(bare + 20, bare + 40);
    }

    @Test
    void countsAPictureAsOneAndNotItsBytes() {
        String picture = "A".repeat(400_000);

        assertThat(chat("\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":"
                        + "{\"url\":\"data:image/png;base64," + picture + "\"}}]}]"))
                .isBetween(1_000, 1_100);
    }

    @Test
    void staysQuickForATextWithoutAnyWordBreak() {
        String text = "a".repeat(2_000_000);
        long began = System.nanoTime();

        int tokens = chat("\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]");

        assertThat(tokens).isLessThan(2_000_000);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void namesItsTokenizer() {
        ModelRequest request = ModelRequest.of(
                "auto",
                Dialect.OPENAI_CHAT,
                false,
                Payload.ofUtf8("{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"\"}]}"));

        assertThat(TokenEstimate.of(dialects.conversation(request).orElseThrow()))
                .isEqualTo(new TokenCount(7, "o200k_base"));
    }

    @Test
    void liesNearWhatVendorsCountForRecordedRequests() throws IOException {
        List<Double> openAi = ratios("openai", Dialect.OPENAI_CHAT);
        List<Double> anthropic = ratios("anthropic", Dialect.ANTHROPIC_MESSAGES);

        assertThat(openAi).allSatisfy(ratio -> assertThat(ratio).isBetween(0.5, 1.5));
        assertThat(anthropic).allSatisfy(ratio -> assertThat(ratio).isBetween(0.5, 1.5));
        assertThat(openAi.get(openAi.size() / 2)).isBetween(0.9, 1.1);
        assertThat(anthropic.get(anthropic.size() / 2)).isBetween(0.8, 1.1);
    }

    /** Our count by the vendor's, ascending, of whole answers without media. */
    private List<Double> ratios(String provider, Dialect dialect) throws IOException {
        if (!Files.isDirectory(WIRE)) {
            String message = "no recorded traffic in " + WIRE;
            if ("true".equals(System.getenv("CI"))) {
                fail(message);
            }
            abort(message + ": skipped");
        }
        List<Double> ratios = new ArrayList<>();
        for (JsonNode entry : JSON.readTree(WIRE.resolve("INDEX.json").toFile())) {
            String file = entry.path("file").asText();
            if (!entry.path("dialect").asText().equals(dialect.name()) || !file.startsWith(provider + "/")) {
                continue;
            }
            JsonNode exchange = JSON.readTree(WIRE.resolve(file).toFile());
            String body = exchange.at("/request/body").toString();
            JsonNode usage = exchange.at("/response/body/usage");
            int theirs = usage.path("prompt_tokens").asInt()
                    + usage.path("input_tokens").asInt()
                    + usage.path("cache_creation_input_tokens").asInt()
                    + usage.path("cache_read_input_tokens").asInt();
            if (theirs < 50 || body.equals("null") || NOT_PLAIN.stream().anyMatch(body::contains)) {
                continue;
            }
            ratios.add((double) count(dialect, body) / theirs);
        }
        ratios.sort(Double::compare);
        assertThat(ratios).hasSizeGreaterThan(5);
        return ratios;
    }
}
