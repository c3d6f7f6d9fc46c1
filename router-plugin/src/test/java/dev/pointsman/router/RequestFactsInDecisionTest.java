package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.api.control.RouterControl;
import dev.pointsman.api.decision.RoutingDecision;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ProviderSettings;
import dev.pointsman.router.fake.FakeHost;
import dev.pointsman.router.fake.FakeVendor;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What of a request's body enters a decision. */
class RequestFactsInDecisionTest {

    private static final String POLICY = """
            {"providers": {"v": {"type": "fake", "owner": "t", "models": [
               {"id": "small", "window": 1000, "price": {"input": 1, "output": 1}},
               {"id": "large", "window": 100000, "price": {"input": 1, "output": 1}}]}},
             "rules": [
               {"when": {"user": "alice*"}, "use": "quality"},
               {"when": {"reasoning": true}, "use": "economy"}]}""";

    private ModelProvider router;

    @BeforeEach
    void make() throws IOException {
        Map<String, Object> tree =
                new ObjectMapper().readerForMapOf(Object.class).readValue(POLICY);
        router = new AutoProviderFactory()
                .create(new ProviderSettings("auto", "auto", tree), new FakeHost(new FakeVendor()));
    }

    @AfterEach
    void close() {
        router.close();
    }

    @Test
    void nearAWindowTokensAreCounted() {
        // Five characters a word make the estimate 1,056 tokens; the tokenizer sees some 770.
        RoutingDecision decision = explain(body("word ".repeat(760), ""));

        assertThat(decision.toJson().utf8()).contains("\"counted_by\":\"o200k_base\"");
        assertThat(decision.ranking()).contains("v/small");
    }

    @Test
    void farFromEveryWindowAnEstimateIsEnough() {
        assertThat(explain(body("word ".repeat(300), "")).toJson().utf8()).contains("\"counted_by\":\"estimate\"");
        assertThat(explain(body("word ".repeat(3_000), "")).ranking()).containsExactly("v/large");
    }

    @Test
    void theBodyNamesTheUserWhereNobodyElseDoes() {
        assertThat(explain(body("hello", ",\"user\":\"alice@example.com\"")).profile())
                .isEqualTo("quality");
        assertThat(explain(body("hello", ",\"safety_identifier\":\"alice-7\"")).profile())
                .isEqualTo("quality");
        RoutingDecision other = explain(body("hello", ",\"user\":\"bob\""));
        assertThat(other.profile()).isEqualTo("default");
        assertThat(other.toJson().utf8()).doesNotContain("bob");
    }

    @Test
    void aRuleSeesThatReasoningIsAskedFor() {
        assertThat(explain(body("hello", ",\"reasoning_effort\":\"high\"")).profile())
                .isEqualTo("economy");
    }

    @Test
    void anExplanationTellsWhatATranslationWouldLose() {
        String question = """
                {"dialect": "anthropic-messages", "request":
                  {"model": "auto", "max_tokens": 10, "top_k": 5, "messages": [{"role": "user", "content": "hello"}]}}""";

        String told = ((RouterControl) router)
                .handle(new ControlRequest("POST", "/explain", Map.of(), Payload.ofUtf8(question)))
                .next()
                .orElseThrow()
                .payload()
                .utf8();

        assertThat(told)
                .contains("\"carried\":{\"v/small\":{\"translated_into\":\"openai-chat\",\"edits\":", "$.top_k");
    }

    private RoutingDecision explain(String body) {
        ModelRequest request = ModelRequest.of("auto", Dialect.OPENAI_CHAT, false, Payload.ofUtf8(body));
        return ((RouterControl) router).explain(request, CallContext.ANONYMOUS);
    }

    private static String body(String text, String more) {
        return "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]" + more + "}";
    }
}
