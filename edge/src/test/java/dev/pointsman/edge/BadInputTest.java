package dev.pointsman.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {

    private final TestDoor door = new TestDoor();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "1",
                "{",
                "{\"model\":\"auto\"",
                "{\"model\":\"auto\"} x",
                "{\"model\":\"auto\",}",
                "{'model':'auto'}",
                "{\"model\":\"auto\",\"n\":01}",
                "{\"model\":\"auto\",\"x\":NaN}",
                "{\"model\":\"auto\",\"model\":\"b\"}",
                "{\"model\":\"auto\",\"stream\":true,\"stream\":false}",
                "{\"model\":\"auto\",\"text\":\"a\nb\"}"
            })
    void refusesWhatIsNotOneJsonObjectAndNamesThePlace(String body) {
        FakeExchange exchange = door.chat(body);

        assertThat(exchange.status()).isEqualTo(400);
        assertThat(exchange.answer()).contains("\"code\":\"invalid_json\"").containsPattern("line \\d+, column \\d+");
        assertThat(door.router.waitingCalls()).isZero();
    }

    @Test
    void doesNotQuoteABrokenBody() {
        assertThat(door.chat("{\"secretmember\":\"secretvalue\",oops").answer()).doesNotContain("secret", "oops");
    }

    @Test
    void refusesABodyThatIsNotUtf8() {
        FakeExchange utf16 = FakeExchange.post("/v1/chat/completions", "")
                .key(TestDoor.KEY)
                .body("{\"model\":\"auto\"}".getBytes(StandardCharsets.UTF_16BE));

        assertThat(door.handle(utf16).status()).isEqualTo(400);
    }

    @Test
    void refusesNestingBeyondAHundredLevels() {
        String deep = "{\"model\":\"auto\",\"x\":" + "[".repeat(100_000 / 4) + "]".repeat(100_000 / 4) + "}";

        FakeExchange exchange = door.chat(deep);

        assertThat(exchange.status()).isEqualTo(400);
        assertThat(exchange.answer()).contains("json_limit_exceeded");
    }

    @Test
    void acceptsNestingOfAHundredLevels() throws Exception {
        door.chat("{\"model\":\"auto\",\"x\":" + "[".repeat(99) + "]".repeat(99) + "}");

        assertThat(door.router.call().request().model()).isEqualTo("auto");
    }

    @Test
    void refusesNumbersOfAbsurdLength() {
        assertThat(door.chat("{\"model\":\"auto\",\"x\":" + "9".repeat(50_000) + "}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void readsManyMembersInBoundedTime() {
        StringBuilder body = new StringBuilder("{\"model\":\"auto\"");
        for (int i = 0; i < 8_000; i++) {
            body.append(",\"k").append(i).append("\":0");
        }
        long began = System.nanoTime();

        assertThat(door.chat(body.append('}').toString()).status()).isEqualTo(400);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"model\":null}", "{\"model\":\"\"}", "{\"messages\":[{\"model\":\"auto\"}]}"})
    void refusesARequestWithoutAModel(String body) {
        FakeExchange exchange = door.chat(body);

        assertThat(exchange.status()).isEqualTo(400);
        assertThat(exchange.answer()).contains("missing_model");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"model\":5}", "{\"model\":[\"auto\"]}", "{\"model\":\"auto\",\"stream\":\"yes\"}"})
    void refusesAModelOrStreamOfAnotherType(String body) {
        assertThat(door.chat(body).answer()).contains("invalid_type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auto/../x",
                "a b",
                "\\u0430uto",
                "openai/gpt;drop",
                "-auto",
                "/auto",
                "a//b",
                "auto\\n",
                "\\u001b[31m",
                "a%00"
            })
    void answersANameOutsideTheGrammarLikeAModelThatDoesNotExist(String model) {
        FakeExchange exchange = door.chat("{\"model\":\"" + model + "\"}");

        assertThat(exchange.status()).isEqualTo(404);
        assertThat(exchange.answer()).contains("model_not_found");
        assertThat(door.router.waitingCalls()).isZero();
    }

    @Test
    void answersANameThatIsTooLongLikeAModelThatDoesNotExist() {
        assertThat(door.chat("{\"model\":\"" + "a".repeat(129) + "\"}").status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "openai/gpt-5.2", "ollama/qwen3:30b", "Qwen/Qwen3-8B", "vertex/claude@2025"})
    void acceptsNamesAsVendorsWriteThem(String model) throws Exception {
        door.chat("{\"model\":\"" + model + "\"}");

        assertThat(door.router.call().request().model()).isEqualTo(model);
    }

    @Test
    void refusesABodyOverTheLimit() {
        FakeExchange exchange = door.chat("{\"model\":\"auto\",\"x\":\"" + "x".repeat(100_000) + "\"}");

        assertThat(exchange.status()).isEqualTo(413);
        assertThat(exchange.answer()).contains("request_too_large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonp", ""
            })
    void refusesAnotherContentType(String type) {
        FakeExchange exchange = FakeExchange.post("/v1/chat/completions", "{\"model\":\"auto\"}")
                .key(TestDoor.KEY)
                .with("content-type", type);

        assertThat(door.handle(exchange).status()).isEqualTo(415);
    }

    @Test
    void acceptsJsonWithParameters() {
        FakeExchange exchange = FakeExchange.post("/v1/chat/completions", "{\"model\":\"auto\"}")
                .key(TestDoor.KEY)
                .with("content-type", "Application/JSON; charset=utf-8");

        assertThat(door.handle(exchange).status()).isEqualTo(200);
    }

    @Test
    void answersUnknownPathsInTheClientsDialect() {
        FakeExchange openAi = door.handle(FakeExchange.get("/v1/nothing"));
        FakeExchange anthropic = door.handle(FakeExchange.get("/v1/messages/nothing"));

        assertThat(openAi.status()).isEqualTo(404);
        assertThat(openAi.answer()).startsWith("{\"error\":");
        assertThat(anthropic.answer()).startsWith("{\"type\":\"error\"").contains("not_found_error");
    }

    @Test
    void namesTheMethodThatAPathHas() {
        FakeExchange exchange = door.handle(FakeExchange.of("OPTIONS", "/v1/messages"));

        assertThat(exchange.status()).isEqualTo(405);
        assertThat(exchange.answerHeader("allow")).isEqualTo("POST");
        assertThat(exchange.answerHeader("access-control-allow-origin")).isNull();
    }
}
