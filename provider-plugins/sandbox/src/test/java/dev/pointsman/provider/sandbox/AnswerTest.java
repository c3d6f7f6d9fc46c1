package dev.pointsman.provider.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.ModelProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {

    @ParameterizedTest
    @ValueSource(strings = {"cheap", "fast", "smart"})
    void saysThatNoModelWasAsked(String vendor) {
        // When
        JsonNode answer = Sandbox.whole(vendor, Sandbox.saying("What is the capital of France?"));

        // Then
        assertThat(Sandbox.text(answer))
                .startsWith("This is Pointsman's sandbox vendor '" + vendor + "'. No real model was asked; ")
                .contains("1 message, 30 characters in the last user text, 0 tools offered");
        assertThat(answer.path("model").asText()).isEqualTo(vendor);
        assertThat(answer.path("object").asText()).isEqualTo("chat.completion");
        assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
    }

    @Test
    void saysMoreWhenItIsSmart() {
        // When
        String cheap = Sandbox.text(Sandbox.whole("cheap", Sandbox.saying("hi")));
        String smart = Sandbox.text(Sandbox.whole("smart", Sandbox.saying("hi")));

        // Then
        assertThat(smart.length()).isGreaterThan(2 * cheap.length());
    }

    @Test
    void countsFourCharactersAsOneToken() {
        // Given: 10 + 15 characters
        String body = Sandbox.body("\"messages\": [{\"role\": \"system\", \"content\": \"0123456789\"},"
                + "{\"role\": \"user\", \"content\": [{\"type\": \"text\", \"text\": \"0123456789\"},"
                + "{\"type\": \"text\", \"text\": \"abcde\"}]}]");

        // When
        JsonNode answer = Sandbox.whole("cheap", body);

        // Then
        long output = (Sandbox.text(answer).length() + 3) / 4;
        assertThat(answer.at("/usage/prompt_tokens").asLong()).isEqualTo(7);
        assertThat(answer.at("/usage/completion_tokens").asLong()).isEqualTo(output);
        assertThat(answer.at("/usage/total_tokens").asLong()).isEqualTo(7 + output);
    }

    @ParameterizedTest
    @ValueSource(strings = {"max_tokens", "max_completion_tokens"})
    void stopsAtTheLimitOfTheCaller(String member) {
        // When
        JsonNode answer = Sandbox.whole("smart", Sandbox.saying("hi", "\"" + member + "\": 8"));

        // Then
        assertThat(Sandbox.text(answer)).isEqualTo("This is Pointsman's sandbox vend");
        assertThat(answer.at("/usage/completion_tokens").asLong()).isEqualTo(8);
        assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("length");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\" vendor\"", "[\"never said\", \" vendor\", \"'cheap'\"]"})
    void endsBeforeTheFirstStopText(String stop) {
        // When
        JsonNode answer = Sandbox.whole("cheap", Sandbox.saying("hi", "\"stop\": " + stop));

        // Then
        assertThat(Sandbox.text(answer)).isEqualTo("This is Pointsman's sandbox");
        assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
    }

    @Test
    void answersInJsonThatFitsTheSchema() {
        // Given
        String schema = "{\"type\": \"object\", \"required\": [\"title\", \"score\"], \"properties\": {"
                + "\"title\": {\"type\": \"string\"}, \"score\": {\"type\": \"integer\", \"minimum\": 3}}}";
        String format =
                "\"response_format\": {\"type\": \"json_schema\", \"json_schema\": {\"name\": \"x\", \"schema\": "
                        + schema + "}}";

        // When
        JsonNode answer = Sandbox.json(Sandbox.text(Sandbox.whole("fast", Sandbox.saying("hi", format))));

        // Then
        assertThat(answer.path("title").asText()).contains("No real model was asked");
        assertThat(answer.path("score").asInt()).isEqualTo(3);
        assertThat(answer.size()).isEqualTo(2);
    }

    @Test
    void answersInSomeJsonWhenThereIsNoSchema() {
        // When
        JsonNode answer =
                Sandbox.whole("fast", Sandbox.saying("hi", "\"response_format\": {\"type\": \"json_object\"}"));

        // Then
        assertThat(Sandbox.json(Sandbox.text(answer)).path("note").asText()).contains("No real model was asked");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"messages\": [{\"role\": \"user\", \"content\": \"secret words\"",
                "{\"messages\": []}",
                "{\"messages\": [{\"role\": \"user\", \"content\": \"secret words\"}]} {}",
                "{\"tools\": [{\"function\": {\"parameters\": {\"const\": {\"a\": \"secret",
                "{\"messages\": [{\"role\": \"user\", \"content\": \"secret words\"}], \"max_tokens\": 0}",
                "{\"messages\": [{\"role\": \"user\", \"content\": \"secret words\"}], \"n\": 2}"
            })
    void refusesWhatIsNoRequestWithoutQuotingIt(String body) {
        // When, then
        assertThatThrownBy(() -> Sandbox.whole("cheap", body)).isInstanceOfSatisfying(ProviderException.class, e -> {
            assertThat(e.failure()).isInstanceOfSatisfying(ProviderFailure.InvalidRequest.class, failure -> {
                assertThat(failure.status()).isEqualTo(400);
                assertThat(failure.reason().forCaller()).isNotBlank().doesNotContain("secret");
            });
            assertThat(e.getCause()).isNull();
        });
    }

    @Test
    void takesNoImagesWhereItsModelDoesNot() {
        // Given
        String body = Sandbox.body(
                "\"messages\": [{\"role\": \"user\", \"content\": [{\"type\": \"text\", \"text\": \"look\"},"
                        + "{\"type\": \"image_url\", \"image_url\": {\"url\": \"data:image/png;base64,AAAA\"}}]}]");

        // When, then
        assertThatThrownBy(() -> Sandbox.whole("cheap", body)).hasMessage("invalid_request");
        assertThat(Sandbox.whole("smart", body).at("/usage/prompt_tokens").asLong())
                .isEqualTo(257);
    }

    @Test
    void findsAnInputThatDoesNotFitTooLong() {
        // Given: as many characters as four times the window of cheap, which is smaller than that of fast
        String body = Sandbox.saying("x".repeat(4 * 64_000));

        // When, then
        assertThatThrownBy(() -> Sandbox.whole("cheap", body)).hasMessage("context_too_long");
        assertThat(Sandbox.whole("fast", body).at("/usage/prompt_tokens").asLong())
                .isEqualTo(64_000);
    }

    @Test
    void takesItsOwnDialectAlone() {
        try (ModelProvider provider = Sandbox.instant()) {
            ModelRequest request =
                    ModelRequest.of("cheap", Dialect.ANTHROPIC_MESSAGES, false, Payload.ofUtf8(Sandbox.saying("hi")));

            assertThatThrownBy(() -> provider.call(request, CallContext.ANONYMOUS))
                    .hasMessage("invalid_request");
        }
    }
}
