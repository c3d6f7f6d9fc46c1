package dev.pointsman.router.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.api.exchange.Usage;
import dev.pointsman.api.provider.Capability;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelCatalogTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 25);

    private final ModelCatalog catalog = ModelCatalog.builtIn();

    @ParameterizedTest
    @CsvSource({
        "openai, gpt-5, gpt-5",
        "openai, gpt-5-2025-08-07, gpt-5",
        "openai, gpt-5-mini-2025-08-07, gpt-5-mini",
        "anthropic, claude-opus-4-5-20251101, claude-opus-4-5",
        "anthropic, claude-3-5-haiku-20241022, claude-3-5-haiku-latest",
        "google, gemini-2.5-flash-preview-09-2025, gemini-2.5-flash",
        "google, models/gemini-2.5-pro, gemini-2.5-pro",
        "ollama, qwen3:32b, qwen3-32b",
        "ollama, llama3.3:latest, llama-3.3-70b",
        "bedrock, us.anthropic.claude-sonnet-4-5-20250929-v1:0, claude-sonnet-4-5",
        "groq, openai/gpt-oss-120b, gpt-oss-120b",
        "unknown, Qwen/Qwen3-32B, qwen3-32b"
    })
    void findsAModelByDatedTaggedAndPrefixedIds(String vendor, String id, String expected) {
        assertThat(catalog.find(vendor, id, DAY)).map(ModelFacts::id).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({"openai, gpt-5-ultra", "openai, gpt-4o-audio", "anthropic, claude-opus-4-99", "sandbox, cheapest"})
    void doesNotTakeALongerNameForAShorterOne(String vendor, String id) {
        assertThat(catalog.find(vendor, id, DAY)).isEmpty();
    }

    @Test
    void knowsWhatLongInputsAndAnHourInTheCacheCost() {
        Price price = catalog.find("anthropic", "claude-sonnet-4-5", DAY)
                .orElseThrow()
                .price();

        assertThat(price.cacheWriteHour()).isEqualByComparingTo("6");
        assertThat(price.tierFor(200_001).input()).isEqualByComparingTo("6");
    }

    @Test
    void pricesBelongToAVendor() {
        assertThat(catalog.find("openai", "gpt-5", DAY).orElseThrow().price()).isNotNull();
        assertThat(catalog.find("unknown", "gpt-5", DAY).orElseThrow().price()).isNull();
        assertThat(catalog.find("ollama", "gpt-oss:20b", DAY).orElseThrow().price())
                .isNull();
    }

    @Test
    void everyPriceCanBeTrueAndNamesItsSourceAndDate() {
        for (String vendor :
                new String[] {"openai", "anthropic", "google", "deepseek", "mistral", "xai", "groq", "openrouter"}) {
            assertThat(catalog.ids(vendor)).isNotEmpty().allSatisfy(id -> {
                ModelFacts facts = catalog.find(vendor, id, DAY).orElseThrow();
                Price price = facts.price();
                assertThat(price).as(id).isNotNull();
                assertThat(Price.plausible(price.input())).as(id).isTrue();
                assertThat(price.source()).as(id).isNotBlank();
                assertThat(price.fetched()).as(id).matches("2026-\\d{2}-\\d{2}");
            });
        }
    }

    @Test
    void knowsWhatReasoningModelsRefuse() {
        ModelFacts facts = catalog.find("openai", "gpt-5", DAY).orElseThrow();

        assertThat(facts.refuses()).contains("temperature", "top_p");
        assertThat(facts.renames()).containsEntry("max_tokens", "max_completion_tokens");
        assertThat(catalog.find("openai", "gpt-4o", DAY).orElseThrow().refuses())
                .isEmpty();
    }

    @Test
    void tellsEmbeddingsFromChat() {
        assertThat(catalog.find("openai", "text-embedding-3-small", DAY)
                        .orElseThrow()
                        .capabilities())
                .containsExactly(Capability.EMBEDDINGS);
        assertThat(catalog.find("openai", "gpt-4o", DAY).orElseThrow().capabilities())
                .contains(Capability.STREAMING, Capability.TOOLS, Capability.IMAGES)
                .doesNotContain(Capability.EMBEDDINGS);
    }

    @Test
    void refusesPricesThatCannotBeTrue() {
        assertThatThrownBy(() -> read("{\"models\":[" + model("m", "250", "1") + "]}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("input price of m");
        assertThatThrownBy(() -> read("{\"models\":[" + model("m", "0", "1") + "]}"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLookUpInThreeThousandRowsTakesNoMoreStepsThanInFifty() throws IOException {
        String rows = IntStream.range(0, 3_000)
                .mapToObj(i -> model("model-x" + i, "1", "2"))
                .collect(Collectors.joining(","));

        ModelCatalog large = read("{\"version\":\"v\",\"models\":[" + rows + "]}");

        assertThat(large.find("acme", "model-x2999-2026-01-01", DAY)).isPresent();
        // The number of hash look-ups depends on the id alone.
        assertThat(ModelId.forms("model-x2999-2026-01-01")).hasSizeLessThanOrEqualTo(6);
        assertThat(ModelId.forms("A-2026-01-01-latest-001-20260101-0123")).hasSizeLessThanOrEqualTo(6);
    }

    @Test
    void anAnswersCostCountsCachedTokensOnce() {
        Price price =
                catalog.find("anthropic", "claude-opus-5", DAY).orElseThrow().price();

        // 1,000 full at 5, 2,000 read at 0.5, 100 written at 6.25, 10 out at 25
        assertThat(price.microsFor(new Usage(3_100, 2_000, 100, 10, 0))).isEqualTo(5_000 + 1_000 + 625 + 250);
    }

    @ParameterizedTest
    @CsvSource({
        "openai, , , openai",
        "gemini, , , google",
        "openai-compatible, , https://api.deepseek.com/v1, deepseek",
        "openai-compatible, , https://OPENROUTER.ai/api/v1, openrouter",
        "openai-compatible, deepseek, , deepseek",
        "openai-compatible, gemini, , google",
        "openai-compatible, openai, https://llm.acme.example/v1, unknown",
        "openai-compatible, ollama, http://127.0.0.1:11434/v1, ollama",
        "openai-compatible, vllm, , unknown",
        "openai-compatible, , http://127.0.0.1:8000/v1, unknown",
        "openai-compatible, , not a url, unknown",
        "openai-compatible, , , unknown"
    })
    void tellsWhosePricesHold(String type, String preset, String baseUrl, String vendor) {
        assertThat(Vendors.of(type, preset, baseUrl)).isEqualTo(vendor);
    }

    private static ModelCatalog read(String json) throws IOException {
        return ModelCatalog.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static String model(String id, String input, String output) {
        return "{\"id\":\"%s\",\"offers\":[{\"vendor\":\"acme\",\"id\":\"%s\",\"price\":{\"input\":\"%s\",\"output\":\"%s\",\"source\":\"test\"}}]}"
                .formatted(id, id, input, output);
    }
}
