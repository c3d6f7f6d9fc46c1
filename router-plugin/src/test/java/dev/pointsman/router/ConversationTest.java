package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.api.control.RouterControl;
import dev.pointsman.api.decision.RoutingDecision;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure.Exhausted;
import dev.pointsman.api.failure.ProviderFailure.NoEligibleCandidate;
import dev.pointsman.api.failure.ProviderFailure.Overloaded;
import dev.pointsman.api.failure.ProviderFailure.RateLimited;
import dev.pointsman.api.provider.Bounds;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.Caller;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ProviderSettings;
import dev.pointsman.router.fake.FakeHost;
import dev.pointsman.router.fake.FakeVendor;
import dev.pointsman.router.selection.Decision;
import dev.pointsman.router.selection.DecisionInputs;
import dev.pointsman.router.selection.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Conversations of several requests: where they stay, and when they may leave. */
class ConversationTest {

    private static final String ASKED = "{\"role\":\"user\",\"content\":\"what is the weather?\"}";
    private static final String TOOL_LOOP = ASKED
            + ",{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"c\",\"type\":\"function\","
            + "\"function\":{\"name\":\"weather\",\"arguments\":\"{}\"}}]},"
            + "{\"role\":\"tool\",\"tool_call_id\":\"c\",\"content\":\"fair\"}";
    private static final String NEXT_TURN =
            ASKED + ",{\"role\":\"assistant\",\"content\":\"fair\"},{\"role\":\"user\",\"content\":\"and tomorrow?\"}";
    private static final String WITH_FILE =
            "{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file\":{\"file_id\":\"file-1\"}}]}";

    private final FakeVendor vendor = new FakeVendor();
    private final List<RoutingDecision> decisions = new ArrayList<>();
    private final FakeHost host = new FakeHost(vendor).listener((decision, attempts, usage) -> decisions.add(decision));
    private ModelProvider auto;

    @BeforeEach
    void start() {
        Map<String, Object> policy = Map.of(
                "version", 1, "providers", Map.of("cheap", provider("small", 0.1), "dear", provider("large", 10)));
        auto = new AutoProviderFactory().create(new ProviderSettings("auto", "auto", policy), host);
    }

    @AfterEach
    void close() {
        auto.close();
    }

    @Test
    void aToolLoopStaysOnItsModelAlthoughAnotherBecameBetter() {
        answeredByDear(ASKED);

        assertThat(ask("s", TOOL_LOOP)).isEqualTo("dear");

        Decision decision = (Decision) decisions.getLast();
        assertThat(decision.reason()).isEqualTo("bound by the conversation");
        assertThat(decision.ranking()).containsExactly("dear/large", "cheap/small");
    }

    @Test
    void theNextTurnGoesToTheBetterOneAgain() {
        answeredByDear(ASKED);

        assertThat(ask("s", NEXT_TURN)).isEqualTo("cheap");
    }

    @Test
    void anotherConversationIsFree() {
        answeredByDear(ASKED);

        assertThat(ask("another", TOOL_LOOP)).isEqualTo("cheap");
    }

    @Test
    void aToolLoopMovesWhenItsModelFails() {
        answeredByDear(ASKED);
        vendor.failing("dear", new Overloaded());

        assertThat(ask("s", TOOL_LOOP)).isEqualTo("cheap");
    }

    @Test
    void aToolLoopMovesWhenItsModelIsClosed() {
        answeredByDear(ASKED);
        closeDear();

        assertThat(ask("s", TOOL_LOOP)).isEqualTo("cheap");
        assertThat(((Decision) decisions.getLast()).reason()).isEqualTo("the conversation's own model cannot answer");
    }

    @Test
    void aConversationWithAFileNeverLeavesItsHolder() {
        answeredByDear(WITH_FILE);
        assertThat(ask("s", WITH_FILE)).isEqualTo("dear");
        vendor.failing("dear", new RateLimited(Duration.ofMinutes(5)));
        vendor.calls.clear();

        ProviderException failed = failure("s", WITH_FILE);
        ProviderException refused = failure("s", WITH_FILE);

        assertThat(failed.failure()).isInstanceOf(Exhausted.class);
        assertThat(refused.failure()).isInstanceOf(NoEligibleCandidate.class);
        assertThat(vendor.calls).extracting(FakeVendor.Call::provider).containsExactly("dear");
        assertThat(decisions.getLast().toJson().utf8()).contains("\"reason\":\"lock\"", "file_id is of dear");
    }

    @Test
    void explainShowsConversationLockAndWarmShare() {
        answeredByDear(ASKED);

        RoutingDecision decision = ((RouterControl) auto).explain(chat(TOOL_LOOP), session("s"));

        assertThat(decision.toJson().utf8())
                .contains(
                        "\"session\":\"caller:", "\"lock\":{\"to\":\"dear/large\",\"by\":\"tool_loop\",\"firm\":false}")
                .contains("\"prefix_tokens\":", "\"last_model\":\"dear/large\"");
    }

    @Test
    void aBoundDecisionIsRepeatedFromItsRecordByteForByte() {
        answeredByDear(ASKED);
        ask("s", TOOL_LOOP);
        Payload live = decisions.getLast().toJson();

        assertThat(Selector.decide(DecisionInputs.fromJson(live)).toJson().utf8())
                .isEqualTo(live.utf8());
    }

    @Test
    void afterAnAnswerThatBrokeOffTheConversationGoesToSomebodyElse() {
        vendor.breakingOff("cheap", true);
        assertThat(stream("s", ASKED)).isEqualTo("cheap broke off");

        assertThat(stream("s", ASKED)).isEqualTo("dear");

        Decision decision = (Decision) decisions.getLast();
        assertThat(decision.reason()).isEqualTo("the conversation's last answer broke off at cheap/small");
        assertThat(decision.toJson().utf8()).contains("\"broke_off\":\"cheap/small\"");
        assertThat(Selector.decide(DecisionInputs.fromJson(decision.toJson()))
                        .toJson()
                        .utf8())
                .isEqualTo(decision.toJson().utf8());
        assertThat(stream("another", ASKED)).as("others stay").isEqualTo("cheap broke off");
    }

    @Test
    void inTheMiddleOfAToolLoopToo() {
        answeredByDear(ASKED);
        vendor.breakingOff("dear", true);
        assertThat(stream("s", TOOL_LOOP)).isEqualTo("dear broke off");

        assertThat(stream("s", TOOL_LOOP)).isEqualTo("cheap");
    }

    @Test
    void butNeverFromWhoHoldsStateThatCannotBeLeftOut() {
        answeredByDear(WITH_FILE);
        vendor.breakingOff("dear", true);
        assertThat(stream("s", WITH_FILE)).isEqualTo("dear broke off");
        vendor.breakingOff("dear", false);

        assertThat(stream("s", WITH_FILE)).isEqualTo("dear");
    }

    @Test
    void whereNobodyNamesTheConversationItsFirstWordsDo() {
        answeredByDear(null, ASKED);

        assertThat(ask(null, TOOL_LOOP)).isEqualTo("dear");
    }

    private void answeredByDear(String messages) {
        answeredByDear("s", messages);
    }

    private void answeredByDear(String session, String messages) {
        vendor.failing("cheap", new Overloaded());
        assertThat(ask(session, messages)).isEqualTo("dear");
        vendor.failing("cheap", null);
    }

    private void closeDear() {
        vendor.failing("dear", new RateLimited(Duration.ofMinutes(5)));
        assertThat(ask("unrelated", ASKED, "dear/large")).isEqualTo("none");
    }

    private String ask(String session, String messages) {
        return ask(session, messages, "auto-economy");
    }

    /** Who answered. */
    private String ask(String session, String messages, String model) {
        try (ModelResponse response = auto.call(chat(messages).withModel(model), session(session))) {
            while (response.next().isPresent()) {
                // Read to the end, so that the answer counts.
            }
            return response.info().provider().orElse("none");
        } catch (ProviderException e) {
            return "none";
        }
    }

    /** Who answered a streamed request, and whether to its end. */
    private String stream(String session, String messages) {
        String body = "{\"model\":\"auto-economy\",\"stream\":true,\"messages\":[" + messages + "]}";
        ModelRequest request = ModelRequest.of("auto-economy", Dialect.OPENAI_CHAT, true, Payload.ofUtf8(body));
        try (ModelResponse response = auto.call(request, session(session))) {
            try {
                while (response.next().isPresent()) {
                    // Read to the end, so that the answer counts.
                }
            } catch (ProviderException e) {
                return response.info().provider().orElse("none") + " broke off";
            }
            return response.info().provider().orElse("none");
        }
    }

    private ProviderException failure(String session, String messages) {
        return catchThrowableOfType(ProviderException.class, auto.call(chat(messages), session(session))::next);
    }

    private static ModelRequest chat(String messages) {
        String body = "{\"model\":\"auto-economy\",\"messages\":[" + messages + "]}";
        return ModelRequest.of("auto-economy", Dialect.OPENAI_CHAT, false, Payload.ofUtf8(body));
    }

    private static CallContext session(String session) {
        return new CallContext() {
            @Override
            public Caller caller() {
                return new Caller("w", null, null, null, session, Map.of(), Bounds.unbounded());
            }
        };
    }

    private static Map<String, Object> provider(String model, double usdPerMillion) {
        return Map.of(
                "type",
                "fake",
                "owner",
                "team",
                "models",
                List.of(Map.of(
                        "id",
                        model,
                        "window",
                        200_000,
                        "capabilities",
                        List.of("streaming", "tools", "documents"),
                        "price",
                        Map.of("input", usdPerMillion, "output", usdPerMillion),
                        "quality",
                        0.5)));
    }
}
