package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.api.control.RouterControl;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.api.failure.ProviderFailure.BudgetExhausted;
import dev.pointsman.api.failure.ProviderFailure.Overloaded;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ProviderSettings;
import dev.pointsman.router.fake.FakeHost;
import dev.pointsman.router.fake.FakeVendor;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Budgets as a request meets them: the whole router with a vendor that reports 1,000 tokens of input and 100 of output. */
class BudgetedRequestTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BODY =
            "{\"model\":\"%s\",\"max_tokens\":100,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

    private final FakeVendor vendor = new FakeVendor();
    private ModelProvider auto;

    @AfterEach
    void close() {
        if (auto != null) {
            auto.close();
        }
    }

    @Test
    void spendsWhatTheVendorReports() throws IOException {
        create(Map.of("workspaces", Map.of("default", Map.of("budget", Map.of("monthly", "1 USD")))));

        answer("auto-one-dear");

        JsonNode report = report();
        JsonNode budget = report.at("/budgets/0");
        assertThat(budget.path("budget").asText()).isEqualTo("workspace/default");
        assertThat(budget.path("spent").asLong()).isEqualTo(15_000);
        assertThat(budget.path("held").asLong()).isZero();
        assertThat(budget.path("resetsAt").asText()).endsWith("-01T00:00:00Z");
        assertThat(report.at("/drift/0/model").asText()).isEqualTo("dear/large");
        assertThat(report.at("/drift/0/reserved").asLong()).isPositive();
        assertThat(report.at("/drift/0/reported").asLong()).isEqualTo(15_000);
    }

    @Test
    void refusesWhatTheBudgetDoesNotCoverBeforeAnyoneIsAsked() throws IOException {
        create(Map.of("budgets", Map.of("tiny", Map.of("daily", 0.001))));

        ProviderFailure failure = failure("auto-one-dear");

        assertThat(failure).isInstanceOfSatisfying(BudgetExhausted.class, budget -> {
            assertThat(budget.inFlight()).isFalse();
            assertThat(budget.resetsAfter()).isPositive();
        });
        assertThat(ask("/decisions").at("/decisions/0/attempts").asInt()).isZero();
    }

    @Test
    void servesWhatIsFreeWhenTheBudgetIsGone() {
        create(Map.of("budgets", Map.of("gone", Map.of("total", 0))));

        ModelResponse response = answer("auto-dear-then-local");

        assertThat(response.info().provider()).hasValue("local");
        assertThat(response.info().attempts()).isEqualTo(1);
    }

    @Test
    void aLaterCandidateWithoutMoneyIsLeftOut() throws IOException {
        create(Map.of("budgets", Map.of("dear", Map.of("total", 0, "match", Map.of("provider", "dear")))));
        vendor.failing("cheap", new Overloaded());

        ModelResponse response = answer("auto-cheap-dear-local");

        assertThat(response.info().provider()).hasValue("local");
        JsonNode skipped =
                ask("/decisions/" + response.info().decisionId().orElseThrow()).at("/skipped/0");
        assertThat(skipped.path("candidate").asText()).isEqualTo("dear/large");
        assertThat(skipped.path("reason").asText()).isEqualTo("budget");
    }

    @Test
    void goesOnUnderTheCheaperProfileThatThePolicyNames() throws IOException {
        create(Map.of("budgets", Map.of("day", Map.of("daily", 0.002, "downgradeTo", "one-cheap"))));

        ModelResponse response = answer("auto-one-dear");

        assertThat(response.info().model()).hasValue("small");
        assertThat(response.info().profile()).hasValue("one-cheap");
        assertThat(response.info().reason()).hasValue("downgraded from one-dear: budget day");
        JsonNode decision = ask("/decisions/" + response.info().decisionId().orElseThrow());
        assertThat(decision.at("/skipped/0/reason").asText()).isEqualTo("budget");
        assertThat(decision.at("/skipped/1/candidate").asText()).isEqualTo("profile one-dear");
        assertThat(decision.at("/skipped/1/reason").asText()).isEqualTo("downgraded from one-dear: budget day");
    }

    @Test
    void neverLeadsAwayFromWhatFailsClosedRequiresMoreOrWasAskedForByName() throws IOException {
        create(Map.of("budgets", Map.of("day", Map.of("daily", 0.002, "downgradeTo", "one-cheap"))));

        assertThat(List.of("auto-closed", "auto-required", "dear/large"))
                .allSatisfy(model -> assertThat(failure(model)).isInstanceOf(BudgetExhausted.class));
        assertThat(ask("/decisions").findValuesAsText("attempts")).containsExactly("0", "0", "0");
    }

    @Test
    void tellsTheVendorALimitWhereTheClientSetNone() {
        create(Map.of("budgets", Map.of("all", Map.of("total", 10, "maxOutput", 777))));
        String open = "{\"model\":\"auto-one-dear\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

        read(auto.call(
                ModelRequest.of("auto-one-dear", Dialect.OPENAI_CHAT, false, Payload.ofUtf8(open)),
                CallContext.ANONYMOUS));

        assertThat(vendor.calls.getFirst().request().payload().utf8()).contains("\"max_tokens\":777");
    }

    @Test
    void leavesRequestsThatNoBudgetCountsAsTheyAre() {
        create(Map.of("budgets", Map.of("other", Map.of("total", 0, "match", Map.of("workspace", "elsewhere")))));

        answer("auto-one-dear");

        assertThat(vendor.calls.getFirst().request().payload().utf8()).isEqualTo(BODY.formatted("large"));
    }

    @Test
    void aRequestThatWasLeftBeforeItsEndCostsItsWorstCase() throws IOException {
        create(Map.of("budgets", Map.of("all", Map.of("total", 10))));
        ModelResponse response = auto.call(
                ModelRequest.of("auto-one-dear", Dialect.OPENAI_CHAT, true, Payload.ofUtf8(BODY.formatted("auto"))),
                CallContext.ANONYMOUS);
        response.next();

        long held = report().at("/budgets/0/held").asLong();
        response.close();

        assertThat(held).isPositive();
        assertThat(report().at("/budgets/0/held").asLong()).isZero();
        assertThat(report().at("/budgets/0/spent").asLong()).isEqualTo(held);
    }

    private void create(Map<String, Object> more) {
        Map<String, Object> policy = new HashMap<>(more);
        policy.put("version", 1);
        policy.put(
                "providers",
                Map.of(
                        "cheap", provider("small", Map.of("price", Map.of("input", 0.1, "output", 0.4))),
                        "dear", provider("large", Map.of("price", Map.of("input", 10, "output", 50))),
                        "local", local()));
        policy.put(
                "profiles",
                Map.of(
                        "one-dear", Map.of("candidates", List.of("dear/*")),
                        "one-cheap", Map.of("candidates", List.of("cheap/*")),
                        "dear-then-local", Map.of("candidates", List.of("dear/*"), "fallback", List.of("local/*")),
                        "cheap-dear-local",
                                Map.of("candidates", List.of("cheap/*"), "fallback", List.of("dear/*", "local/*")),
                        "closed", Map.of("candidates", List.of("dear/*"), "failClosed", true),
                        "required",
                                Map.of("candidates", List.of("dear/*"), "require", Map.of("owner", List.of("team")))));
        auto = new AutoProviderFactory().create(new ProviderSettings("auto", "auto", policy), new FakeHost(vendor));
    }

    private static Map<String, Object> provider(String model, Map<String, Object> facts) {
        Map<String, Object> entry = new HashMap<>(facts);
        entry.put("id", model);
        entry.put("window", 100_000);
        return Map.of("type", "fake", "owner", "team", "models", List.of(entry));
    }

    /** Its price is known to nobody. */
    private static Map<String, Object> local() {
        Map<String, Object> local = new HashMap<>(provider("house", Map.of()));
        local.put("locality", "local");
        return local;
    }

    private ModelResponse answer(String model) {
        ModelResponse response = auto.call(
                ModelRequest.of(model, Dialect.OPENAI_CHAT, false, Payload.ofUtf8(BODY.formatted(model))),
                CallContext.ANONYMOUS);
        read(response);
        return response;
    }

    private ProviderFailure failure(String model) {
        return catchThrowableOfType(ProviderException.class, () -> answer(model))
                .failure();
    }

    private static void read(ModelResponse response) {
        Optional<?> frame = response.next();
        while (frame.isPresent()) {
            frame = response.next();
        }
    }

    private JsonNode report() throws IOException {
        return ask("/budgets");
    }

    private JsonNode ask(String path) throws IOException {
        ModelResponse answer = ((RouterControl) auto).handle(ControlRequest.get(path));
        return JSON.readTree(answer.next().orElseThrow().payload().array());
    }
}
