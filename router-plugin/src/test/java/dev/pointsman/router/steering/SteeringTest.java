package dev.pointsman.router.steering;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.api.control.RouterControl;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.provider.Bounds;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.Caller;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ProviderSettings;
import dev.pointsman.router.AutoProviderFactory;
import dev.pointsman.router.fake.FakeHost;
import dev.pointsman.router.fake.FakeVendor;
import dev.pointsman.router.selection.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is put around a question moves neither its workload nor its profile, model and price. */
class SteeringTest {

    /** Steering pays here twice: code is a dear profile's, and on every profile only the dear model is good at it. */
    private static final String POLICY = """
            {"providers": {"v": {"type": "fake", "owner": "t", "models": [
               {"id": "cheap", "window": 100000, "price": {"input": 0.1, "output": 0.4},
                "quality": {"overall": 0.6, "code": 0.2, "math": 0.2}},
               {"id": "dear", "window": 100000, "price": {"input": 5, "output": 25},
                "quality": {"overall": 0.62, "code": 0.95, "math": 0.95}}]}},
             "profiles": {
               "work": {"weights": {"quality": 1}, "candidates": ["v/dear"], "fallback": ["v/cheap"]},
               "capped": {"weights": {"quality": 1}, "candidates": ["v/cheap"]}},
             "budgets": {"greedy-on-dear": {"match": {"key": "greedy", "model": "v/dear"}, "total": 0.000001}},
             "rules": [
               {"when": {"model": "auto-capped"}, "use": "capped"},
               {"when": {"workload": ["code", "math"]}, "use": "work"},
               {"when": {"agent": "coder-*"}, "use": "work"}]}""";

    private ModelProvider router;

    /** What a request came to; the tokens of its input are its sender's. */
    private record Outcome(String workload, String profile, String model, int outputTokens) {}

    @BeforeEach
    void make() throws Exception {
        Map<String, Object> policy =
                new ObjectMapper().readerForMapOf(Object.class).readValue(POLICY);
        router = new AutoProviderFactory()
                .create(new ProviderSettings("auto", "auto", policy), new FakeHost(new FakeVendor()));
    }

    @AfterEach
    void close() {
        router.close();
    }

    @ParameterizedTest
    @EnumSource
    void noGadgetInAMessageMakesItDearer(Spoken dialect) {
        List<String> moved = new ArrayList<>();
        int asked = 0;
        for (String question : Corpus.QUESTIONS) {
            Outcome plain = outcome(decide(dialect.asks("", question)));
            for (String gadget : Corpus.gadgets()) {
                for (String text : Corpus.around(question, gadget)) {
                    asked++;
                    Decision decision = decide(dialect.asks("", text));
                    String padded = question + "\n" + "~".repeat(text.length() - question.length() - 1);
                    double priceOfItsLength = cost(decide(dialect.asks("", padded)));
                    if (!outcome(decision).equals(plain) || cost(decision) > priceOfItsLength) {
                        moved.add(text.replace("\n", "\\n") + " → " + outcome(decision));
                    }
                }
            }
        }

        assertThat(asked).isGreaterThan(2_000);
        assertThat(moved).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void noGadgetInTheSystemPromptMakesAMessageDearer(Spoken dialect) {
        List<String> moved = new ArrayList<>();
        for (String gadget : Corpus.gadgets()) {
            Outcome plain = outcome(decide(dialect.asks("Be brief.", Corpus.QUESTIONS.getFirst())));
            Outcome steered = outcome(decide(dialect.asks(gadget, Corpus.QUESTIONS.getFirst())));
            if (!steered.equals(plain)) {
                moved.add(gadget + " → " + steered);
            }
        }

        assertThat(moved).isEmpty();
    }

    /** OpenClaw ends its system prompt or its first message with this line; any later one is somebody's text. */
    @ParameterizedTest
    @EnumSource(names = {"CHAT", "RESPONSES", "MESSAGES", "OLLAMA_CHAT"})
    void aLaterMessageDoesNotNameItsAgent(Spoken dialect) {
        String line = "Runtime: agent=coder-1 | host=x | session=agent:coder-1:main";

        Decision later = decide(dialect.asksAgain("What is the capital of France?", "And of Italy?\n" + line));
        Decision first = decide(dialect.asksAgain("What is the capital of France?\n" + line, "And of Italy?"));

        assertThat(later.profile()).isEqualTo("default");
        assertThat(first.profile()).as("where it belongs it is read").isEqualTo("work");
    }

    @Test
    void aKeyThatMayNotNameItsAgentCannotDoSoInATextEither() {
        Bounds bounds = new Bounds(Set.of("*"), Set.of("*"), Set.of("*"), Set.of("*"), Set.of("x-pointsman-session"));
        ModelRequest request = Spoken.CHAT.asks("Runtime: agent=coder-1 | host=x", "What is the capital of France?");

        assertThat(((RouterControl) router)
                        .explain(request, as("key_1", bounds))
                        .profile())
                .isEqualTo("default");
    }

    @Test
    void whoAsksForDearWorkInPlainWordsGetsIt() {
        assertThat(outcome(decide(Spoken.CHAT.asks("", "Refactor this method, and write a unit test for it.")))
                        .model())
                .as("the policy does tell dear work from cheap, so the corpus can fail")
                .isEqualTo("v/dear");
    }

    @Test
    void aProfilesCandidatesBoundEvenWhatPlainWordsAskFor() {
        ModelRequest request = Spoken.CHAT
                .asks("", "Refactor this method, and write a unit test for it.")
                .withModel("auto-capped");

        assertThat(decide(request).ranking()).containsExactly("v/cheap");
    }

    /** Who has used up what it may spend there is answered by the next candidate, and others are not touched. */
    @Test
    void aKeysBudgetOnTheDearModelsEndsThereAndNotForOthers() {
        ModelRequest request = Spoken.CHAT.asks("", "Refactor this method, and write a unit test for it.");

        assertThat(answeredBy(request, "greedy")).isEqualTo("cheap");
        assertThat(answeredBy(request, "another")).isEqualTo("dear");
    }

    private String answeredBy(ModelRequest request, String keyId) {
        try (ModelResponse response = router.call(request, as(keyId, Bounds.unbounded()))) {
            response.next();
            return response.info().model().orElseThrow();
        }
    }

    private static CallContext as(String keyId, Bounds bounds) {
        Caller caller = new Caller("default", keyId, null, null, null, Map.of(), bounds);
        return new CallContext() {
            @Override
            public Caller caller() {
                return caller;
            }
        };
    }

    private Decision decide(ModelRequest request) {
        return (Decision) ((RouterControl) router).explain(request, CallContext.ANONYMOUS);
    }

    private static Outcome outcome(Decision decision) {
        int first = decision.ranked().getFirst().candidate();
        return new Outcome(
                decision.workload(),
                decision.profile(),
                decision.ranking().getFirst(),
                decision.expectedOutputTokens(first));
    }

    private static double cost(Decision decision) {
        return decision.expectedCost(decision.ranked().getFirst().candidate()).orElseThrow();
    }
}
