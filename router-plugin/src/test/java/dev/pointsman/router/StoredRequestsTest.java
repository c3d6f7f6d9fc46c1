package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.api.control.ControlException;
import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.api.control.RouterControl;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.ModelRequest;
import dev.pointsman.api.exchange.ModelResponse;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.api.provider.Bounds;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.Caller;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ProviderSettings;
import dev.pointsman.hostkit.store.testing.OnEachStore;
import dev.pointsman.hostkit.store.testing.TestStore;
import dev.pointsman.router.fake.FakeHost;
import dev.pointsman.router.fake.FakeVendor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEachStore
class StoredRequestsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Object> POLICY = policy("auto-economy");
    private static final List<String> TABLES =
            List.of("ledger_request", "ledger_attempt", "ledger_correction", "decision", "decision_facts", "feedback");

    @TempDir
    Path folder;

    private final TestStore store;
    private final FakeVendor vendor = new FakeVendor();
    private final FakeHost host;
    private ModelProvider auto;

    StoredRequestsTest(TestStore store) {
        this.store = store;
        this.host = new FakeHost(vendor);
    }

    @BeforeEach
    void start() throws Exception {
        store.empty(TABLES);
        host.lending(DataSource.class, store.dataSource()).lending(Path.class, folder);
        auto = router();
    }

    @AfterEach
    void close() {
        auto.close();
    }

    @Test
    void settlesAnAnsweredRequestAtWhatItsVendorReported() throws Exception {
        read(auto.call(chat("auto-economy"), someone()));

        assertThat(tables("SELECT state, outcome, workspace, agent, key_id, provider, model, served_model, attempts,"
                        + " input_tokens, output_tokens, usage_source, cost_micros, price_source FROM ledger_request"))
                .containsExactly("SETTLED ok engineering coder vk_7 cheap small small 1 1000 100 reported 140 policy");
    }

    @Test
    void tellsOperatorsAndTheCallerWhatWasUsed() throws Exception {
        read(auto.call(chat("auto-economy"), someone()));

        JsonNode usage = ask("GET", "/usage", Map.of("by", "workspace,key,agent", "baseline", "dear/large"), "");
        assertThat(usage.at("/groups/0/workspace").asText()).isEqualTo("engineering");
        assertThat(usage.at("/groups/0/key").asText()).isEqualTo("vk_7");
        assertThat(usage.at("/groups/0/agent").asText()).isEqualTo("coder");
        assertThat(usage.at("/total/costMicros").asLong()).isEqualTo(140);
        assertThat(usage.at("/total/savedMicros").asLong())
                .isEqualTo(usage.at("/total/baselineMicros").asLong() - 140)
                .isPositive();
        JsonNode own = ask("GET", "/usage/caller", Map.of("workspace", "engineering", "key", "vk_7"), "");
        assertThat(own.path("policyId").asText()).isEqualTo("engineering");
        assertThat(own.at("/budget/configured").asBoolean(true)).isFalse();
        assertThat(own.at("/usage/summary/requestCount").asLong()).isEqualTo(1);
        assertThat(own.at("/usage/summary/actualCostMicros").asLong()).isEqualTo(140);
        assertThat(own.at("/usage/models/0/model").asText()).isEqualTo("cheap/small");
        JsonNode other = ask("GET", "/usage/caller", Map.of("workspace", "engineering", "key", "vk_8"), "");
        assertThat(other.at("/usage/summary/requestCount").asLong(-1)).isZero();
    }

    @Test
    void keepsTheLastWordOfEachOnADecision() throws Exception {
        // Given
        read(auto.call(chat("auto-economy"), someone()));
        String id = ask("GET", "/decisions", Map.of(), "").at("/decisions/0/id").asText();
        Map<String, String> key = Map.of("workspace", "engineering", "key", "vk_7");

        // When
        ask("POST", "/feedback", key, "{\"decision\":\"" + id + "\",\"score\":0.2}");
        ask("POST", "/feedback", key, "{\"decision\":\"" + id + "\",\"score\":1,\"reason\":\"right after all\"}");
        ask("POST", "/feedback", Map.of(), "{\"decision\":\"" + id + "\",\"score\":0}");

        // Then
        JsonNode feedback = ask("GET", "/decisions/" + id, Map.of(), "").path("feedback");
        assertThat(feedback.findValuesAsText("from")).containsExactlyInAnyOrder("vk_7", "operator");
        assertThat(feedback.toString()).contains("\"score\":1.0,\"reason\":\"right after all\"");
    }

    @Test
    void feedbackOnAnotherWorkspacesDecisionIsRefusedAsIfThereWereNone() throws Exception {
        read(auto.call(chat("auto-economy"), someone()));
        String id = ask("GET", "/decisions", Map.of(), "").at("/decisions/0/id").asText();

        ControlException refused = catchThrowableOfType(
                ControlException.class,
                () -> ask(
                        "POST",
                        "/feedback",
                        Map.of("workspace", "sales", "key", "vk_1"),
                        "{\"decision\":\"" + id + "\",\"score\":1}"));

        assertThat(refused.status()).isEqualTo(404);
        assertThat(tables("SELECT * FROM feedback")).isEmpty();
    }

    @Test
    void tellsSubscribersOfRequestsAsTheyEnd() throws Exception {
        ModelResponse events =
                ((RouterControl) auto).handle(new ControlRequest("GET", "/events", Map.of(), Payload.empty()));

        read(auto.call(chat("auto-economy"), someone()));

        assertThat(events.next()).hasValueSatisfying(event -> {
            assertThat(event.name()).isEqualTo("decision");
            assertThat(event.payload().utf8()).contains("\"answered\":\"cheap/small\"", "\"outcome\":\"ok\"");
        });
        events.close();
        assertThat(events.next()).isEmpty();
    }

    @Test
    void pricesAnAnswerByTheModelThatTheVendorSaysAnswered() throws Exception {
        auto.close();
        auto = router(Map.of(
                "version",
                1,
                "providers",
                Map.of(
                        "v",
                        Map.of(
                                "type",
                                "fake",
                                "owner",
                                "team",
                                "models",
                                List.of(model("asked", 0.1, 0.4, 0.3), model("answering", 10, 50, 0.95))))));
        vendor.answeringWith("asked", "answering");

        read(auto.call(chat("v/asked"), someone()));

        // 1,000 tokens in and 100 out at the other's 10 and 50 USD a million; by the model asked for it would be 140.
        assertThat(tables("SELECT model, served_model, cost_micros FROM ledger_request"))
                .containsExactly("asked answering 15000");
    }

    @Test
    void pricesAnAnswerOfAModelThatNobodyKnowsByTheOneAskedFor() throws Exception {
        vendor.answeringWith("small", "small-2026-11-01");

        read(auto.call(chat("cheap/small"), someone()));

        assertThat(tables("SELECT served_model, cost_micros FROM ledger_request"))
                .containsExactly("small-2026-11-01 140");
    }

    @Test
    void voidsARequestThatNobodyAnswered() throws Exception {
        vendor.failing("cheap", new ProviderFailure.Overloaded()).failing("dear", new ProviderFailure.Overloaded());

        catchThrowableOfType(ProviderException.class, () -> read(auto.call(chat("auto-economy"), someone())));

        assertThat(tables("SELECT state, outcome, attempts, cost_micros, usage_source FROM ledger_request"))
                .containsExactly("VOIDED exhausted 2 0 none");
        assertThat(tables("SELECT number, provider, outcome FROM ledger_attempt ORDER BY number"))
                .containsExactly("1 cheap overloaded", "2 dear overloaded");
    }

    @Test
    void billsAlsoAnAttemptThatTheVendorMayHaveWorkedOnBeforeAnotherOneAnswered() throws Exception {
        vendor.failing("cheap", new ProviderFailure.Malformed("cut"));

        read(auto.call(chat("auto-economy"), someone()));

        assertThat(tables("SELECT number, provider, answered, usage_source FROM ledger_attempt ORDER BY number"))
                .containsExactly("1 cheap 0 estimated", "2 dear 1 reported");
        assertThat(tables("SELECT sum(cost_micros) FROM ledger_attempt"))
                .isEqualTo(tables("SELECT cost_micros FROM ledger_request"));
        assertThat(tables("SELECT sum(input_tokens) FROM ledger_attempt"))
                .isEqualTo(tables("SELECT input_tokens FROM ledger_request"));
        assertThat(tables("SELECT usage_source, provider, attempts FROM ledger_request"))
                .containsExactly("estimated dear 2");
    }

    @Test
    void chargesAnAnswerThatItsClientLeft() throws Exception {
        ModelResponse answer = auto.call(chat("auto-economy"), someone());
        answer.next();
        answer.close();
        answer.close();

        assertThat(tables("SELECT state, outcome FROM ledger_request")).containsExactly("SETTLED cancelled");
    }

    @Test
    void makesNoAttemptThatCannotBeWrittenDown() throws Exception {
        // Given
        try (Stream<Path> spools = Files.list(folder.resolve("spool"))) {
            Files.createSymbolicLink(spools.findFirst().orElseThrow().resolve("00000000.jsonl"), Path.of("/dev/full"));
        }

        // When
        ProviderException refused =
                catchThrowableOfType(ProviderException.class, () -> read(auto.call(chat("auto-economy"), someone())));

        // Then
        assertThat(refused.failure()).isEqualTo(new ProviderFailure.Unrecordable());
        JsonNode decision = ask("GET", "/decisions", Map.of(), "").at("/decisions/0");
        assertThat(decision.path("outcome").asText()).isEqualTo("ledger_unavailable");
        assertThat(decision.path("attempts").asInt()).isZero();
    }

    @Test
    void writesNothingOfARequestThatWasNeverSent() throws Exception {
        catchThrowableOfType(ProviderException.class, () -> read(auto.call(chat("no-such-model"), someone())));

        assertThat(tables("SELECT * FROM ledger_request")).isEmpty();
    }

    @Test
    void showsDecisionsOfARouterThatRunsNoMore() throws Exception {
        // Given
        read(auto.call(chat("auto-economy"), someone()));
        JsonNode before = ask("GET", "/decisions", Map.of(), "");
        String id = before.at("/decisions/0/id").asText();
        JsonNode trace = ask("GET", "/decisions/" + id, Map.of(), "");

        // When
        auto.close();
        auto = router();

        // Then
        assertThat(ask("GET", "/decisions", Map.of(), "")).isEqualTo(before);
        assertThat(ask("GET", "/decisions/" + id, Map.of(), "")).isEqualTo(trace);
    }

    @Test
    void everyStoredDecisionComesOutAgainBitForBit() throws Exception {
        for (int i = 0; i < 30; i++) {
            read(auto.call(chat(i % 2 == 0 ? "auto" : "auto-economy"), someone()));
        }

        JsonNode check = ask("GET", "/replay/check", Map.of("since", "1h"), "");

        assertThat(check.path("decisions").asInt()).isEqualTo(30);
        assertThat(check.path("same").asInt()).isEqualTo(30);
    }

    @Test
    void noticesADecisionThatDoesNotComeOutAgain() throws Exception {
        // Given
        read(auto.call(chat("auto-economy"), someone()));
        ask("GET", "/decisions", Map.of(), "");
        try (Connection connection = store.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE decision SET inputs = replace(inputs, '\"now\":1', '\"now\":2')");
        }

        // When
        JsonNode check = ask("GET", "/replay/check", Map.of("since", "1h"), "");

        // Then
        assertThat(check.path("different").asInt()).isEqualTo(1);
        assertThat(check.path("ids")).hasSize(1);
    }

    @Test
    void tellsWhatAnotherPolicyWouldHaveMadeOfPastRequests() throws Exception {
        // Given
        for (int i = 0; i < 4; i++) {
            read(auto.call(chat("gpt-4o"), someone()));
        }
        String other = JSON.writeValueAsString(policy("auto-quality"));

        // When
        JsonNode report = ask("POST", "/replay", Map.of("since", "1h"), other);

        // Then
        assertThat(report.path("decisions").asInt()).isEqualTo(4);
        assertThat(report.path("changed").asInt()).isEqualTo(4);
        assertThat(report.at("/changes/0/from").asText()).isEqualTo("cheap/small");
        assertThat(report.at("/changes/0/to").asText()).isEqualTo("dear/large");
        assertThat(report.at("/expectedCost/afterUsd").asDouble())
                .isGreaterThan(report.at("/expectedCost/beforeUsd").asDouble());
        assertThat(report.path("shares").toString())
                .contains("{\"model\":\"dear/large\",\"before\":0.0,\"after\":1.0}");
    }

    @Test
    void refusesASpanOfTimeThatIsNone() {
        ControlException refused = catchThrowableOfType(
                ControlException.class, () -> ask("GET", "/replay/check", Map.of("since", "yesterday"), ""));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused).hasMessageContaining("7d");
    }

    @Test
    void storesNeitherWordsNorNamesOfPeople() throws Exception {
        read(auto.call(chat("auto-economy"), someone()));

        for (String table : TABLES) {
            assertThat(String.join("\n", tables("SELECT * FROM " + table)))
                    .as(table)
                    .doesNotContain("CANARY-words", "CANARY-user", "CANARY-session");
        }
        assertThat(tables("SELECT user_hash, session_hash FROM ledger_request"))
                .singleElement()
                .asString()
                .matches("[0-9a-f]{24} [0-9a-f]{24}");
    }

    private ModelProvider router() {
        return router(POLICY);
    }

    private ModelProvider router(Map<String, Object> policy) {
        return new AutoProviderFactory().create(new ProviderSettings("auto", "auto", policy), host);
    }

    private static Map<String, Object> policy(String gpt) {
        return Map.of(
                "version",
                1,
                "providers",
                Map.of("cheap", provider("small", 0.1, 0.4, 0.3), "dear", provider("large", 10, 50, 0.95)),
                "aliases",
                Map.of("gpt-4o", gpt));
    }

    private static Map<String, Object> provider(String model, double input, double output, double quality) {
        return Map.of("type", "fake", "owner", "team", "models", List.of(model(model, input, output, quality)));
    }

    private static Map<String, Object> model(String id, double input, double output, double quality) {
        return Map.of(
                "id", id, "window", 200_000, "price", Map.of("input", input, "output", output), "quality", quality);
    }

    private static CallContext someone() {
        Caller caller = new Caller(
                "engineering", "vk_7", "CANARY-user", "coder", "CANARY-session", Map.of(), Bounds.unbounded());
        return new CallContext() {
            @Override
            public Caller caller() {
                return caller;
            }

            @Override
            public Map<String, String> headers() {
                return Map.of("x-pointsman-user", "CANARY-user", "x-pointsman-session", "CANARY-session");
            }
        };
    }

    private static ModelRequest chat(String model) {
        String body = "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"CANARY-words\"}]}";
        return ModelRequest.of(model, Dialect.OPENAI_CHAT, false, Payload.ofUtf8(body));
    }

    private static void read(ModelResponse response) {
        Optional<?> frame = response.next();
        while (frame.isPresent()) {
            frame = response.next();
        }
    }

    private JsonNode ask(String method, String path, Map<String, String> query, String body) throws Exception {
        ModelResponse answer =
                ((RouterControl) auto).handle(new ControlRequest(method, path, query, Payload.ofUtf8(body)));
        return JSON.readTree(answer.next().orElseThrow().payload().utf8());
    }

    /** The rows once everything is written: the router is asked for its decisions, which waits for that. */
    private List<String> tables(String query) throws Exception {
        ask("GET", "/decisions", Map.of(), "");
        List<String> rows = new ArrayList<>();
        try (Connection connection = store.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    cells.add(row.getString(i));
                }
                rows.add(String.join(" ", cells));
            }
        }
        return rows;
    }
}
