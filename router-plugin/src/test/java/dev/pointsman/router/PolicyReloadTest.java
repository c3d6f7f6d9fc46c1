package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.api.control.ControlException;
import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.api.control.RouterControl;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ProviderSettings;
import dev.pointsman.router.fake.CountedVendor;
import dev.pointsman.router.fake.FakeHost;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PolicyReloadTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** One provider with one model, whose price sets one policy apart from another. */
    private static final String ONE = """
            {"version": 1, "providers": {"a": {"type": "fake", "owner": "team", "locality": "local",
              "models": [{"id": "m", "price": {"input": %s, "output": 1}}]}}}""";

    private static final String TWO = """
            {"version": 1, "providers": {
              "a": {"type": "fake", "owner": "team", "locality": "local", "models": [{"id": "m", "price": {"input": 2, "output": 8}}]},
              "b": {"type": "fake", "owner": "team", "models": [{"id": "n", "price": {"input": 0.1, "output": 0.1}}]}},
             "profiles": {"default": {"weights": {"cost": 1}%s}}}""";

    private final CountedVendor vendor = new CountedVendor();
    private ModelProvider auto;

    @AfterEach
    void close() {
        if (auto != null) {
            auto.close();
        }
    }

    @Test
    void reloadsUnderLoadDropNoRequestAndCloseEveryOldProvider() throws InterruptedException {
        start(ONE.formatted(1));
        int requests = 1_000;
        Duration apart = Duration.ofMillis(3);
        CountDownLatch done = new CountDownLatch(requests);
        AtomicInteger begun = new AtomicInteger();
        Set<String> outcomes = ConcurrentHashMap.newKeySet();

        long from = System.nanoTime();
        try (ScheduledExecutorService pace = Executors.newScheduledThreadPool(2);
                ExecutorService agents = Executors.newVirtualThreadPerTaskExecutor()) {
            pace.scheduleAtFixedRate(
                    () -> {
                        if (begun.getAndIncrement() < requests) {
                            agents.execute(() -> {
                                outcomes.add(askWhole());
                                done.countDown();
                            });
                        }
                    },
                    0,
                    apart.toNanos(),
                    TimeUnit.NANOSECONDS);
            pace.scheduleAtFixedRate(
                    () -> put(ONE.formatted(begun.get() + 2), Map.of()), 50, 50, TimeUnit.MILLISECONDS);
            assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
            pace.shutdownNow();
        }
        double perSecond = requests / ((System.nanoTime() - from) / 1e9);

        assertThat(perSecond).isGreaterThan(200);
        assertThat(outcomes).containsExactly("whole");
        assertThat(vendor.usedAfterClose()).isZero();
        assertThat(vendor.made()).isGreaterThan(20);
        assertThat(vendor.closed()).isEqualTo(vendor.made() - 1);
    }

    @Test
    void aRunningRequestFinishesOnTheProviderItBeganWith() {
        start(ONE.formatted(1));
        ModelResponse running = auto.call(chat("auto"), CallContext.ANONYMOUS);
        Optional<Frame> first = running.next();

        put(ONE.formatted(2), Map.of());
        int closedWhileItRuns = vendor.closed();
        List<String> rest = rest(running);

        assertThat(first).isPresent();
        assertThat(closedWhileItRuns).isZero();
        assertThat(rest).last().isEqualTo("[DONE]");
        assertThat(vendor.closed()).isEqualTo(1);
        assertThat(vendor.usedAfterClose()).isZero();
    }

    @Test
    void anAnswerThatIsClosedEarlyFreesItsProviderToo() {
        start(ONE.formatted(1));
        ModelResponse running = auto.call(chat("auto"), CallContext.ANONYMOUS);
        running.next();
        put(ONE.formatted(2), Map.of());

        running.close();
        running.close();

        assertThat(vendor.closed()).isEqualTo(1);
    }

    @Test
    void aRequestThatFailsBeforeItsAnswerFreesItsProviderToo() {
        start(ONE.formatted(1));
        ModelResponse unknown = auto.call(chat("no-such-model"), CallContext.ANONYMOUS);
        assertThatThrownBy(unknown::next).hasMessageContaining("model_not_found");

        put(ONE.formatted(2), Map.of());

        assertThat(vendor.closed()).isEqualTo(1);
    }

    @Test
    void aRefusedReloadChangesNothingAndSaysWhy() throws IOException {
        start(ONE.formatted(1));
        String before = get("/policy").path("version").asText();

        assertThatThrownBy(() -> put("""
                        {"providers": {"a": {"type": "fake", "owner": "t"}, "b": {"type": "fakee", "owner": "t"}},
                         "aliases": {"x": "auto-fats"}}""", Map.of()))
                .isInstanceOfSatisfying(
                        ControlException.class,
                        refused -> assertThat(refused.status()).isEqualTo(422))
                .hasMessageContaining("providers.b.type: no provider type \"fakee\"; did you mean \"fake\"?")
                .hasMessageContaining("aliases.x: no model \"auto-fats\"; did you mean \"auto-fast\"?");

        assertThat(get("/policy").path("version").asText()).isEqualTo(before);
        assertThat(askWhole()).isEqualTo("whole");
        assertThat(vendor.made()).isEqualTo(1);
    }

    @Test
    void aPolicyThatOnlyAPluginRefusesLeavesNoProviderOpen() throws IOException {
        start(ONE.formatted(1));

        JsonNode answer =
                JSON.readTree(text(new ControlRequest("POST", "/policy/validate", Map.of(), Payload.ofUtf8("""
                        {"providers": {"a": {"type": "fake", "owner": "t"}}, "catalog": ["prices.yaml"]}"""))));

        assertThat(answer.path("valid").asBoolean()).isFalse();
        assertThat(answer.path("problems").path(0).path("message").asText())
                .isEqualTo("the file prices.yaml was not read");
        assertThat(vendor.closed()).isEqualTo(vendor.made() - 1);
    }

    @Test
    void showsHowTheLastDecisionsWouldChangeWithoutChangingThem() throws IOException {
        start(TWO.formatted(", \"require\": {\"locality\": \"local\"}"));
        String before = get("/policy").path("version").asText();
        askWhole();
        askWhole();

        JsonNode trial = put(TWO.formatted(""), Map.of("dryRun", "true"));

        assertThat(trial.path("applied").asBoolean()).isFalse();
        assertThat(trial.path("preview").path("decisions").asInt()).isEqualTo(2);
        assertThat(trial.path("preview").path("changes")).hasToString("""
                [{"from":"a/m","to":"b/n","count":2}]""");
        assertThat(trial.path("preview").path("violations")).hasToString("""
                [{"profile":"default","demand":"locality","to":"b/n","count":2}]""");
        double beforeUsd =
                trial.path("preview").path("expectedCost").path("beforeUsd").asDouble();
        assertThat(trial.path("preview").path("expectedCost").path("afterUsd").asDouble())
                .isPositive()
                .isLessThan(beforeUsd / 10);
        assertThat(get("/policy").path("version").asText()).isEqualTo(before);
        assertThat(vendor.closed()).isEqualTo(2);
    }

    @Test
    void countsRequestsThatTheNewPolicyCouldNotAnswer() throws IOException {
        start(TWO.formatted(""));
        askWhole();

        JsonNode trial = put(TWO.formatted(", \"require\": {\"region\": [\"eu\"]}"), Map.of("dryRun", "true"));

        assertThat(trial.path("preview").path("unanswerable")).hasToString("""
                [{"reason":"no_eligible_candidate","count":1}]""");
    }

    @Test
    void listsPricesWithSourceAndDayAndShowsWhatAFileWouldChange() throws IOException {
        start(ONE.formatted(1));

        JsonNode prices = get("/catalog").path("prices");
        JsonNode difference =
                JSON.readTree(text(new ControlRequest("POST", "/catalog/diff", Map.of(), Payload.ofUtf8("""
                {"a/m": {"window": 9000}, "elsewhere": {"window": 1}}"""))));

        assertThat(prices.path(0).path("model").asText()).isEqualTo("a/m");
        assertThat(prices.path(0).path("source").asText()).isEqualTo("policy");
        assertThat(difference).hasToString("""
                {"changes":[{"model":"a/m","what":"window","before":"unknown","after":"9000"}],"unused":["elsewhere"]}""");
        assertThat(get("/models").path("models").path(0).path("window").isNull())
                .isTrue();
    }

    @Test
    void rollsBackToThePolicyBefore() throws IOException {
        start(ONE.formatted(1));
        String first = get("/policy").path("version").asText();
        put(ONE.formatted(2), Map.of());
        assertThat(get("/policy").path("previous").asText()).isEqualTo(first);

        text(new ControlRequest("POST", "/policy/rollback", Map.of(), Payload.empty()));

        JsonNode now = get("/policy");
        assertThat(now.path("version").asText()).isEqualTo(first);
        assertThat(now.path("previous").isNull()).isTrue();
        assertThatThrownBy(() -> text(new ControlRequest("POST", "/policy/rollback", Map.of(), Payload.empty())))
                .isInstanceOfSatisfying(
                        ControlException.class,
                        none -> assertThat(none.status()).isEqualTo(409));
    }

    @Test
    void showsThePolicyWithSecretsAsReferences() throws IOException {
        start("""
                {"providers": {"a": {"type": "fake", "owner": "t", "credential": "${env:KEY}", "source": "vault"}}}""");

        JsonNode policy = get("/policy").path("policy");

        assertThat(policy.path("providers").path("a").path("credential").asText())
                .isEqualTo("${env:KEY}");
        assertThat(policy.toString()).doesNotContain("s3cret");
    }

    @Test
    void equalPoliciesHaveEqualVersionsWhateverTheirOrder() {
        String left = PolicyTree.of(Map.of("version", 1, "aliases", Map.of("a", "auto")))
                .version();
        String right = PolicyTree.of(Map.of("aliases", Map.of("a", "auto"), "version", 1))
                .version();
        Set<String> versions = new HashSet<>(List.of(
                left, PolicyTree.of(Map.of("version", 1, "aliases", Map.of())).version()));

        assertThat(left).isEqualTo(right);
        assertThat(versions).hasSize(2);
    }

    private void start(String policy) {
        FakeHost host = new FakeHost(vendor).secret("${env:KEY}", "s3cret-value");
        auto = new AutoProviderFactory().create(new ProviderSettings("auto", "auto", tree(policy)), host);
    }

    private static Map<String, Object> tree(String json) {
        try {
            return JSON.readerForMapOf(Object.class).readValue(json);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private JsonNode put(String policy, Map<String, String> query) {
        try {
            return JSON.readTree(text(new ControlRequest("PUT", "/policy", query, Payload.ofUtf8(policy))));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode get(String path) throws IOException {
        return JSON.readTree(text(ControlRequest.get(path)));
    }

    private String text(ControlRequest request) {
        return ((RouterControl) auto)
                .handle(request)
                .next()
                .orElseThrow()
                .payload()
                .utf8();
    }

    /** {@code whole}, or what went wrong. */
    private String askWhole() {
        try (ModelResponse response = auto.call(chat("auto"), CallContext.ANONYMOUS)) {
            List<String> frames = rest(response);
            return frames.getLast().equals("[DONE]") && frames.size() == 4 ? "whole" : frames.toString();
        } catch (RuntimeException e) {
            return e.toString();
        }
    }

    private static List<String> rest(ModelResponse response) {
        List<String> frames = new ArrayList<>();
        for (Optional<Frame> frame = response.next(); frame.isPresent(); frame = response.next()) {
            frames.add(frame.get().payload().utf8());
        }
        return frames;
    }

    private static ModelRequest chat(String model) {
        return ModelRequest.of(model, Dialect.OPENAI_CHAT, true, Payload.ofUtf8("""
                {"model":"%s","stream":true,"messages":[{"role":"user","content":"Hi"}]}""".formatted(model)));
    }
}
