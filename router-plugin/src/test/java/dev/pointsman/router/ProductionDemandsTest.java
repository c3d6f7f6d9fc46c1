package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.api.control.RouterControl;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ProviderSettings;
import dev.pointsman.router.fake.CountedVendor;
import dev.pointsman.router.fake.FakeHost;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductionDemandsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String READY = """
            {"providers": {
              "one": {"type": "fake", "owner": "team", "source": "vault", "credential": "${env:ONE}", "models": [
                {"id": "small", "price": {"input": 1, "output": 2}}]},
              "two": {"type": "fake", "owner": "team", "region": "eu", "models": [
                {"id": "large", "price": {"input": 2, "output": 8}}]}},
             "profiles": {
              "default": {"candidates": ["one/*"], "fallback": ["two/*"], "attempts": {"max": 3, "firstToken": "20s", "total": "5m"}},
              "fast": {"candidates": ["one/*"], "fallback": ["two/*"], "attempts": {"max": 3, "firstToken": "5s", "total": "1m"}},
              "economy": {"candidates": ["one/*"], "fallback": ["two/*"], "attempts": {"max": 3, "firstToken": "20s", "total": "5m"}},
              "quality": {"candidates": ["one/*"], "fallback": ["two/*"], "attempts": {"max": 3, "firstToken": "20s", "total": "5m"}},
              "europe": {"require": {"region": ["eu"]}, "failClosed": true, "attempts": {"max": 2, "firstToken": "20s", "total": "5m"}}},
             "rules": [{"when": {"labels": {"data": "confidential"}}, "use": "europe", "lock": true}],
             "aliases": {"assistant": "auto"},
             "workspaces": {
              "default": {"byok": "off", "budget": {"monthly": "500 USD", "enforcement": "hard"},
                "capture": {"folder": "week", "keep": "7d"}}},
             "alerts": {"webhook": {"url": "https://hooks.example/x"}},
             "resilience": {"retryBudget": {"ratio": 0.1}},
             "retention": {"ledger": "400d", "decisions": "30d"}}""";

    @Test
    void aPolicyThatSaysAllOfItMeetsEveryDemand() throws IOException {
        assertThat(states(READY)).hasSize(11).values().containsOnly("held");
    }

    @ParameterizedTest(name = "{0} is told")
    @CsvSource(
            delimiter = '|',
            value = {
                "provider-owners | \"source\": \"vault\", | ",
                "provider-owners | \"owner\": \"team\", \"region\" | \"owner\": \"environment\", \"region\"",
                "aliases-stable | \"assistant\": \"auto\" | \"assistant\": \"one/small\"",
                "aliases-stable | \"assistant\": \"auto\" | \"one/small\": \"auto\"",
                "aliases-stable | {\"assistant\": \"auto\"} | {}",
                "fallbacks-explicit | \"fast\": {\"candidates\": [\"one/*\"], \"fallback\": [\"two/*\"], | \"fast\": {",
                "fallbacks-explicit | \"fast\": {\"candidates\": [\"one/*\"], \"fallback\": [\"two/*\"], | \"fast\": {\"candidates\": [\"one/*\"], \"fallback\": [\"one/*\"],",
                "attempts-stated | \"attempts\": {\"max\": 3, \"firstToken\": \"5s\", \"total\": \"1m\"} | \"attempts\": {\"firstToken\": \"5s\"}",
                "attempts-stated | \"max\": 2, | \"max\": 9,",
                "attempts-stated | {\"retryBudget\": {\"ratio\": 0.1}} | {}",
                "fail-closed | \"failClosed\": true | \"failClosed\": false",
                "fail-closed | \"lock\": true | \"lock\": false",
                "content-capture | \"keep\": \"7d\" | \"keep\": \"30d\"",
                "content-capture | \"keep\": \"7d\" | \"keep\": \"7d\", \"redact\": [\"keys\"]",
                "platform-credentials | \"byok\": \"off\", | ",
                "hard-budgets | \"enforcement\": \"hard\" | \"enforcement\": \"soft\"",
                "hard-budgets | \"budget\": {\"monthly\": \"500 USD\", \"enforcement\": \"hard\"}, | ",
                "prices-fresh | \"price\": {\"input\": 1, \"output\": 2} | \"window\": 1000",
                "prices-fresh | \"output\": 2} | \"output\": 2, \"source\": \"list\", \"fetched\": \"2020-01-01\"}",
                "alerts-present | {\"webhook\": {\"url\": \"https://hooks.example/x\"}} | {}",
                "retention-set | \"decisions\": \"30d\" | ",
            })
    void whatOneOfThemMisses(String id, String said, String instead) throws IOException {
        String broken = READY.replace(said, instead == null ? "" : instead)
                .replace(", }", "}")
                .replace("\"400d\",}", "\"400d\"}");
        assertThat(broken).isNotEqualTo(READY);

        assertThat(states(broken).get(id)).isEqualTo("broken");
    }

    private static Map<String, String> states(String policy) throws IOException {
        Map<String, Object> tree = JSON.readerForMapOf(Object.class).readValue(policy);
        // Whether somebody must write a source is this checklist's own question here.
        tree.put("ownership", "optional");
        Map<String, String> states = new LinkedHashMap<>();
        try (ModelProvider auto = new AutoProviderFactory()
                .create(new ProviderSettings("auto", "auto", tree), new FakeHost(new CountedVendor()))) {
            JsonNode answer = JSON.readTree(((RouterControl) auto)
                    .handle(ControlRequest.get("/policy/production"))
                    .next()
                    .orElseThrow()
                    .payload()
                    .utf8());
            for (JsonNode demand : answer.path("demands")) {
                states.put(demand.path("id").asText(), demand.path("state").asText());
                assertThat(demand.path("flaws"))
                        .allSatisfy(
                                flaw -> assertThat(flaw.path("wayOut").asText()).isNotBlank());
            }
        }
        return states;
    }
}
