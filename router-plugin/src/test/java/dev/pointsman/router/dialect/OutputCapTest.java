package dev.pointsman.router.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.Payload;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a hard budget needs a bound, the vendor is told one, whatever the client wrote. */
class OutputCapTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CHAT = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "openai-chat | | /max_tokens",
                "openai-chat | \"max_tokens\":99999, | /max_tokens",
                "openai-chat | \"max_tokens\":null, | /max_tokens",
                "openai-chat | \"max_tokens\":-1, | /max_tokens",
                "openai-chat | \"max_tokens\":0, | /max_tokens",
                "openai-chat | \"max_tokens\":1e9, | /max_tokens",
                "openai-chat | \"max_tokens\":\"99999\", | /max_tokens",
                "openai-chat | \"max_completion_tokens\":99999, | /max_completion_tokens",
                "openai-chat | \"max_tokens\":99999,\"max_completion_tokens\":10, | /max_tokens",
                "anthropic-messages | | /max_tokens",
                "anthropic-messages | \"max_tokens\":64000, | /max_tokens",
                "ollama-chat | | /options/num_predict",
                "ollama-chat | \"options\":{\"num_predict\":-1,\"seed\":1}, | /options/num_predict",
                "ollama-chat | \"options\":null, | /options/num_predict"
            })
    void theVendorIsToldTheCap(String dialect, String members, String place) throws IOException {
        String body = "{\"model\":\"auto\"," + (members == null ? "" : members) + CHAT + "}";

        OutgoingCall outgoing = prepare(new Dialect(dialect), new Dialect(dialect), body);

        assertThat(JSON.readTree(outgoing.request().payload().array()).at(place).asInt())
                .isEqualTo(1_000);
        assertThat(outgoing.edits()).anyMatch(edit -> edit.endsWith("capped at 1000"));
    }

    @Test
    void theOtherDialectsHaveTheirOwnPlaces() throws IOException {
        String gemini = "\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"hi\"}]}]}";

        assertThat(sent(Dialect.OPENAI_RESPONSES, "{\"model\":\"auto\",\"input\":\"hi\"}"))
                .contains("\"max_output_tokens\":1000");
        assertThat(sent(Dialect.GEMINI_GENERATE, "{" + gemini))
                .contains("\"generationConfig\":{\"maxOutputTokens\":1000}");
        assertThat(sent(
                        Dialect.GEMINI_GENERATE,
                        "{\"generation_config\":{\"max_output_tokens\":65536,\"temperature\":0}," + gemini))
                .contains("\"generation_config\":{\"max_output_tokens\":1000,\"temperature\":0}");
        assertThat(sent(
                        Dialect.BEDROCK_CONVERSE,
                        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"hi\"}]}]}"))
                .contains("\"inferenceConfig\":{\"maxTokens\":1000}");
    }

    @Test
    void aSmallerLimitOfTheClientStaysAsItIs() {
        String body = "{\"model\":\"m\",\"max_tokens\":100," + CHAT + "}";

        assertThat(sent(Dialect.OPENAI_CHAT, body)).isEqualTo(body);
    }

    @Test
    void aModelThatKnowsTheLimitByAnotherNameIsToldThat() {
        ModelTarget renaming = new ModelTarget("v", "m", null, Set.of(), Map.of("max_tokens", "max_completion_tokens"))
                .withOutputCap(1_000);

        assertThat(prepare(Dialect.OPENAI_CHAT, Dialect.OPENAI_CHAT, "{\"model\":\"m\"," + CHAT + "}", renaming)
                        .request()
                        .payload()
                        .utf8())
                .contains("\"max_completion_tokens\":1000")
                .doesNotContain("max_tokens");
        assertThat(prepare(
                                Dialect.OPENAI_CHAT,
                                Dialect.OPENAI_CHAT,
                                "{\"model\":\"m\",\"max_tokens\":5000," + CHAT + "}",
                                renaming)
                        .request()
                        .payload()
                        .utf8())
                .contains("\"max_completion_tokens\":1000")
                .doesNotContain("5000");
    }

    @Test
    void aTranslationTellsItToo() {
        assertThat(prepare(Dialect.OPENAI_CHAT, Dialect.ANTHROPIC_MESSAGES, "{\"model\":\"auto\"," + CHAT + "}")
                        .request()
                        .payload()
                        .utf8())
                .contains("\"max_tokens\":1000");
        assertThat(prepare(
                                Dialect.OPENAI_CHAT,
                                Dialect.GEMINI_GENERATE,
                                "{\"model\":\"auto\",\"max_tokens\":-5," + CHAT + "}")
                        .request()
                        .payload()
                        .utf8())
                .contains("\"maxOutputTokens\":1000");
        assertThat(prepare(Dialect.ANTHROPIC_MESSAGES, Dialect.OLLAMA_CHAT, "{\"model\":\"auto\"," + CHAT + "}")
                        .request()
                        .payload()
                        .utf8())
                .contains("\"num_predict\":1000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "openai-chat | \"n\":3 | 3 | false",
                "openai-chat | \"n\":1 | 1 | false",
                "openai-chat | \"n\":99999999999 | 1024 | false",
                "openai-chat | \"tools\":[{\"type\":\"function\",\"function\":{}}] | 1 | false",
                "openai-chat | \"web_search_options\":{} | 1 | true",
                "openai-responses | \"tools\":[{\"type\":\"web_search\"}] | 1 | true",
                "openai-responses | \"tools\":[{\"type\":\"function\",\"name\":\"f\"},{\"type\":\"custom\"}] | 1 |"
                        + " false",
                "anthropic-messages | \"tools\":[{\"name\":\"f\",\"input_schema\":{\"type\":\"object\"}}] | 1 | false",
                "anthropic-messages | \"tools\":[{\"type\":\"web_search_20250305\",\"name\":\"w\"}] | 1 | true",
                "gemini-generate | \"generationConfig\":{\"candidateCount\":4} | 4 | false",
                "gemini-generate | \"tools\":[{\"googleSearch\":{}}] | 1 | true",
                "gemini-generate | \"tools\":[{\"functionDeclarations\":[]}] | 1 | false"
            })
    void tellsWhatMakesAnAnswerDearer(String dialect, String members, int answers, boolean hosted) {
        ModelRequest request =
                ModelRequest.of("auto", new Dialect(dialect), false, Payload.ofUtf8("{" + members + "}"));

        assertThat(Dialects.standard().reach(request)).isEqualTo(new BillableReach(answers, hosted));
    }

    private static String sent(Dialect dialect, String body) {
        return prepare(dialect, dialect, body).request().payload().utf8();
    }

    private static OutgoingCall prepare(Dialect from, Dialect to, String body) {
        return prepare(from, to, body, ModelTarget.of("v", "m").withOutputCap(1_000));
    }

    private static OutgoingCall prepare(Dialect from, Dialect to, String body, ModelTarget target) {
        return Dialects.standard()
                .prepare(
                        ModelRequest.of("auto", from, false, Payload.ofUtf8(body)),
                        new LinkedHashSet<>(List.of(to)),
                        target);
    }
}
