package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.api.control.ControlException;
import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.api.control.RouterControl;
import dev.pointsman.api.decision.AttemptReport;
import dev.pointsman.api.decision.RoutingDecision;
import dev.pointsman.api.decision.UsageRecord;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.exchange.TokenCount;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure.Exhausted;
import dev.pointsman.api.failure.ProviderFailure.InvalidRequest;
import dev.pointsman.api.failure.ProviderFailure.NoEligibleCandidate;
import dev.pointsman.api.failure.ProviderFailure.Overloaded;
import dev.pointsman.api.failure.ProviderFailure.UnknownModel;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.InvalidSettingsException;
import dev.pointsman.api.provider.ModelDescriptor;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ProviderSettings;
import dev.pointsman.api.provider.TokenCounter;
import dev.pointsman.router.fake.FakeHost;
import dev.pointsman.router.fake.FakeVendor;
import dev.pointsman.router.selection.DecisionInputs;
import dev.pointsman.router.selection.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AutoProviderTest {

    private static final Map<String, Object> CHEAP = Map.of(
            "type",
            "fake",
            "owner",
            "team",
            "models",
            List.of(Map.of(
                    "id", "small", "window", 8000, "price", Map.of("input", 0.1, "output", 0.4), "quality", 0.5)));

    private static final Map<String, Object> DEAR = Map.of(
            "type",
            "fake",
            "owner",
            "team",
            "models",
            List.of(Map.of(
                    "id", "large", "window", 200_000, "price", Map.of("input", 10, "output", 50), "quality", 0.6)));

    private static final Map<String, Object> POLICY = Map.of(
            "version", 1,
            "providers", Map.of("cheap", CHEAP, "dear", DEAR),
            "aliases", Map.of("gpt-4o", "auto-economy"));

    private record Heard(RoutingDecision decision, List<AttemptReport> attempts, UsageRecord usage) {}

    private final FakeVendor vendor = new FakeVendor();
    private final List<Heard> heard = new ArrayList<>();
    private final FakeHost host = new FakeHost(vendor)
            .listener((decision, attempts, usage) -> heard.add(new Heard(decision, attempts, usage)));
    private ModelProvider auto;

    @AfterEach
    void close() {
        if (auto != null) {
            auto.close();
        }
    }

    @Test
    void aRequestForAutoIsAnsweredByTheBestCandidateUnderItsOwnModelName() {
        ModelResponse response = create(POLICY).call(chat("auto-economy", false), CallContext.ANONYMOUS);

        List<String> frames = read(response);

        assertThat(frames).singleElement().asString().contains("\"content\":\"hello\"", "\"model\":\"small\"");
        assertThat(vendor.calls).singleElement().satisfies(call -> {
            assertThat(call.provider()).isEqualTo("cheap");
            assertThat(call.request().payload().utf8()).isEqualTo(body("small", false));
        });
        assertThat(response.info().provider()).hasValue("cheap");
        assertThat(response.info().model()).hasValue("small");
        assertThat(response.info().profile()).hasValue("economy");
        assertThat(response.info().attempts()).isEqualTo(1);
    }

    @Test
    void countsTokensWithoutAskingAnyoneOrLeavingADecision() {
        TokenCounter counter = (TokenCounter) create(POLICY);

        TokenCount count = counter.countTokens(chat("auto", false), CallContext.ANONYMOUS);

        assertThat(count.tokenizer()).isEqualTo("o200k_base");
        assertThat(count.inputTokens()).isBetween(5, 30);
        assertThat(vendor.calls).isEmpty();
        assertThat(heard).isEmpty();
    }

    @Test
    void countsByCharactersWhatCannotBeTakenApart() {
        TokenCounter counter = (TokenCounter) create(POLICY);
        ModelRequest embeddings = ModelRequest.of(
                "auto",
                Dialect.OPENAI_EMBEDDINGS,
                false,
                Payload.ofUtf8("{\"model\":\"auto\",\"input\":\"0123456789012345678901234567890123456789\"}"));

        assertThat(counter.countTokens(embeddings, CallContext.ANONYMOUS).tokenizer())
                .isEqualTo("characters");
    }

    @Test
    void countsNoTokensForAModelThatTheCallerDoesNotHave() {
        TokenCounter counter = (TokenCounter) create(POLICY);
        ModelRequest broken = ModelRequest.of(
                "auto", Dialect.OPENAI_CHAT, false, Payload.ofUtf8("{\"model\":\"auto\",\"messages\":1}"));

        assertThat(catchThrowableOfType(
                                ProviderException.class,
                                () -> counter.countTokens(chat("gpt-99", false), CallContext.ANONYMOUS))
                        .failure())
                .isInstanceOf(UnknownModel.class);
        assertThat(catchThrowableOfType(
                                ProviderException.class, () -> counter.countTokens(broken, CallContext.ANONYMOUS))
                        .failure())
                .isInstanceOf(InvalidRequest.class);
    }

    @Test
    void callingDoesNothingUntilTheAnswerIsAskedFor() {
        create(POLICY).call(chat("auto", false), CallContext.ANONYMOUS).close();

        assertThat(vendor.calls).isEmpty();
    }

    @Test
    void fallsBackToAnotherProviderAndSaysSo() {
        vendor.failing("cheap", new Overloaded());
        ModelResponse response = create(POLICY).call(chat("auto-economy", true), CallContext.ANONYMOUS);

        List<String> frames = read(response);

        assertThat(frames).last().isEqualTo("[DONE]");
        assertThat(response.info().provider()).hasValue("dear");
        assertThat(response.info().attempts()).isEqualTo(2);
        assertThat(response.info().reason()).hasValue("fallback after overloaded");
        assertThat(heard)
                .singleElement()
                .satisfies(once -> assertThat(once.attempts())
                        .extracting(AttemptReport::outcome)
                        .containsExactly("overloaded", "ok"));
    }

    @Test
    void everyRequestIsHeardOfOnceWithItsUsageAndCost() {
        ModelResponse response = create(POLICY).call(chat("auto-economy", true), CallContext.ANONYMOUS);
        read(response);
        response.close();

        assertThat(heard).singleElement().satisfies(once -> {
            assertThat(once.usage().usage()).isEqualTo(Usage.of(1000, 100));
            assertThat(once.usage().costMicros()).isEqualTo(140);
            assertThat(once.usage().outcome()).isEqualTo("ok");
        });
    }

    @Test
    void aRequestThatNobodyAnsweredIsHeardOfToo() {
        vendor.failing("cheap", new Overloaded()).failing("dear", new Overloaded());
        ModelResponse response = create(POLICY).call(chat("auto", false), CallContext.ANONYMOUS);

        ProviderException failed = catchThrowableOfType(ProviderException.class, response::next);

        assertThat(failed.failure()).isEqualTo(new Exhausted("overloaded", 2, null));
        assertThat(heard)
                .singleElement()
                .satisfies(once -> assertThat(once.usage().outcome()).isEqualTo("exhausted"));
    }

    @Test
    void aLiveDecisionIsTheDecisionOfItsRecordedInputsByteForByte() {
        read(create(POLICY).call(chat("auto", false), CallContext.ANONYMOUS));
        Payload live = heard.getFirst().decision().toJson();

        Payload again = Selector.decide(DecisionInputs.fromJson(live)).toJson();

        assertThat(again.utf8()).isEqualTo(live.utf8());
    }

    @Test
    void explainingDecidesWithoutCallingAnyone() {
        RoutingDecision decision =
                ((RouterControl) create(POLICY)).explain(chat("auto-economy", false), CallContext.ANONYMOUS);

        assertThat(decision.ranking()).containsExactly("cheap/small", "dear/large");
        assertThat(vendor.calls).isEmpty();
        assertThat(heard).isEmpty();
    }

    @Test
    void anAliasStandsForAProfile() {
        ModelResponse response = create(POLICY).call(chat("gpt-4o", false), CallContext.ANONYMOUS);
        read(response);

        assertThat(response.info().profile()).hasValue("economy");
    }

    @Test
    void aModelAskedForByNameAnswersOrNobodyDoes() {
        vendor.failing("dear", new Overloaded());
        ModelResponse response = create(POLICY).call(chat("dear/large", false), CallContext.ANONYMOUS);

        ProviderException failed = catchThrowableOfType(ProviderException.class, response::next);

        assertThat(failed.failure()).isEqualTo(new Exhausted("overloaded", 1, null));
        assertThat(vendor.calls).extracting(FakeVendor.Call::provider).containsExactly("dear");
    }

    @Test
    void anUnknownModelIsToldWithAWayOut() {
        ModelResponse response = create(POLICY).call(chat("auto-econmy", false), CallContext.ANONYMOUS);

        ProviderException failed = catchThrowableOfType(ProviderException.class, response::next);

        assertThat(failed.failure())
                .isInstanceOfSatisfying(
                        UnknownModel.class,
                        unknown -> assertThat(unknown.wayOut()).contains("auto-economy"));
    }

    @Test
    void aModelThatDoesNotReasonAnswersWithoutBeingAskedTo() {
        Map<String, Object> plain = Map.of(
                "type",
                "fake",
                "owner",
                "team",
                "models",
                List.of(Map.of("id", "plain", "capabilities", List.of("streaming", "tools"))));
        String asking =
                "{\"model\":\"auto\",\"reasoning_effort\":\"high\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

        read(create(Map.of("version", 1, "providers", Map.of("one", plain)))
                .call(
                        ModelRequest.of("auto", Dialect.OPENAI_CHAT, false, Payload.ofUtf8(asking)),
                        CallContext.ANONYMOUS));

        assertThat(vendor.calls.getFirst().request().payload().utf8())
                .isEqualTo("{\"model\":\"plain\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
    }

    @Test
    void brokenJsonIsTheAgentsMistakeAndReachesNobody() {
        ModelResponse response = create(POLICY)
                .call(
                        ModelRequest.of("auto", Dialect.OPENAI_CHAT, false, Payload.ofUtf8("{\"model\":\"auto\",")),
                        CallContext.ANONYMOUS);

        ProviderException failed = catchThrowableOfType(ProviderException.class, response::next);

        assertThat(failed.failure()).isInstanceOf(InvalidRequest.class);
        assertThat(vendor.calls).isEmpty();
    }

    @Test
    void aProviderWhoseCredentialIsMissingIsLeftOutWithTheReason() {
        Map<String, Object> keyed = Map.of(
                "type",
                "fake",
                "owner",
                "team",
                "source",
                "vault",
                "credential",
                "${env:NOT_THERE}",
                "models",
                List.of("one"));
        ModelResponse response = create(Map.of("version", 1, "providers", Map.of("keyed", keyed)))
                .call(chat("auto", false), CallContext.ANONYMOUS);

        ProviderException failed = catchThrowableOfType(ProviderException.class, response::next);

        assertThat(failed.failure()).isEqualTo(new NoEligibleCandidate(null));
        assertThat(heard.getFirst().decision().toJson().utf8()).contains("credential_bad");
        assertThat(control("GET", "/health")).contains("\"ready\":false", "${env:NOT_THERE} is not set");
    }

    @Test
    void theCredentialTravelsWithTheAttemptAndNowhereElse() {
        host.secret("${env:KEY}", "sk-canary-1234567890");
        Map<String, Object> keyed = Map.of(
                "type",
                "fake",
                "owner",
                "team",
                "source",
                "vault",
                "credential",
                "${env:KEY}",
                "models",
                List.of("one"));
        read(create(Map.of("version", 1, "providers", Map.of("keyed", keyed)))
                .call(chat("auto", false), CallContext.ANONYMOUS));

        assertThat(vendor.calls
                        .getFirst()
                        .context()
                        .credential()
                        .orElseThrow()
                        .key()
                        .orElseThrow()
                        .reveal())
                .isEqualTo("sk-canary-1234567890");
        String id = heard.getFirst().decision().id();
        assertThat(control("GET", "/decisions/" + id))
                .contains("\"credential\":\"keyed\"")
                .doesNotContain("canary");
    }

    @Test
    void listsTheNamesThatAgentsAskForAndTheModelsBehindThem() {
        assertThat(create(POLICY).models(CallContext.ANONYMOUS))
                .extracting(ModelDescriptor::id)
                .contains("auto", "auto-fast", "auto-economy", "auto-quality", "gpt-4o", "cheap/small", "dear/large");
    }

    @Test
    void everyMistakeOfAPolicyIsToldAtOnceAlsoThoseOfItsProviders() {
        Map<String, Object> policy = Map.of(
                "version", 1,
                "providers", Map.of("a", Map.of("type", "fkae", "owner", "team"), "b", Map.of("type", "fake")),
                "profiles", Map.of("fast", Map.of("weights", Map.of("cots", 1))));

        assertThatThrownBy(() -> create(policy))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("providers.a.type")
                .hasMessageContaining("providers.b")
                .hasMessageContaining("profiles.fast.weights");
    }

    @Test
    void operatorsSeeTheLastDecisionsAndAskByPath() {
        read(create(POLICY).call(chat("auto-economy", false), CallContext.ANONYMOUS));
        String id = heard.getFirst().decision().id();

        assertThat(control("GET", "/decisions")).contains(id, "\"answered\":\"cheap/small\"", "\"costMicros\":140");
        assertThat(control("GET", "/decisions/" + id)).contains("\"tried\":[{\"number\":1");
        assertThat(control("GET", "/models")).contains("\"name\":\"cheap/small\"", "USD per million tokens");
        assertThatThrownBy(() -> control("GET", "/nothing")).isInstanceOf(ControlException.class);
        assertThatThrownBy(() -> control("POST", "/health"))
                .isInstanceOfSatisfying(
                        ControlException.class, e -> assertThat(e.status()).isEqualTo(405));
    }

    @Test
    void explainTakesTheRequestFromItsQuestion() {
        create(POLICY);

        String decision = control("POST", "/explain", """
                {"model": "auto-economy", "workspace": "w", "request": {"messages": [{"role": "user", "content": "hi"}]}}""");

        assertThat(decision).contains("\"profile\":\"economy\"", "cheap/small");
    }

    @Test
    void closingClosesEveryProvider() {
        create(POLICY).close();
        auto = null;

        assertThat(vendor.closed).hasValue(2);
    }

    private ModelProvider create(Map<String, Object> policy) {
        auto = new AutoProviderFactory().create(new ProviderSettings("auto", "auto", policy), host);
        return auto;
    }

    private String control(String method, String path) {
        return control(method, path, "");
    }

    private String control(String method, String path, String body) {
        ControlRequest request = new ControlRequest(method, path, Map.of(), Payload.ofUtf8(body));
        return ((RouterControl) auto)
                .handle(request)
                .next()
                .orElseThrow()
                .payload()
                .utf8();
    }

    private static ModelRequest chat(String model, boolean streaming) {
        return ModelRequest.of(model, Dialect.OPENAI_CHAT, streaming, Payload.ofUtf8(body(model, streaming)));
    }

    private static String body(String model, boolean streaming) {
        String stream = streaming ? ",\"stream\":true,\"stream_options\":{\"include_usage\":true}" : "";
        return "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]" + stream + "}";
    }

    private static List<String> read(ModelResponse response) {
        List<String> frames = new ArrayList<>();
        for (Optional<Frame> frame = response.next(); frame.isPresent(); frame = response.next()) {
            frames.add(frame.get().payload().utf8());
        }
        return frames;
    }
}
