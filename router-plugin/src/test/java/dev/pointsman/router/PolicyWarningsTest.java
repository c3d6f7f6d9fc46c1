package dev.pointsman.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.api.control.RouterControl;
import dev.pointsman.api.provider.InvalidSettingsException;
import dev.pointsman.api.provider.ModelProvider;
import dev.pointsman.api.provider.ProviderSettings;
import dev.pointsman.router.fake.CountedVendor;
import dev.pointsman.router.fake.FakeHost;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PolicyWarningsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Two providers, nothing to warn of. */
    private static final String PROVIDERS = """
        "providers": {
          "here": {"type": "fake", "owner": "team", "locality": "local", "models": [
            {"id": "small", "price": {"input": 1, "output": 2}, "capabilities": ["streaming", "tools"]}]},
          "there": {"type": "fake", "owner": "team", "region": "us", "models": [
            {"id": "large", "price": {"input": 2, "output": 8}, "capabilities": ["streaming", "tools"]}]}}\
        """;

    @Test
    void aSoundPolicyHasNone() throws IOException {
        assertThat(warnings("{" + PROVIDERS + "}")).isEmpty();
    }

    @Test
    void aRuleThatAnEarlierOneHides() throws IOException {
        String rules = """
            , "rules": [
              {"when": {"agent": "coder-*"}, "use": "fast"},
              {"when": {"agent": "coder-7", "workspace": "w"}, "use": "economy"},
              {"when": {"agent": "coder-7"}, "use": "quality", "lock": true},
              {"when": {"workspace": "w"}, "use": "economy"}]\
            """;

        assertThat(warnings("{" + PROVIDERS + rules + "}"))
                .containsExactly("rules[1]: is never reached, rules[0] takes all of its requests;"
                        + " move it before that one, or remove it");
    }

    @Test
    void anAliasThatHidesAModel() throws IOException {
        assertThat(warnings("{" + PROVIDERS + ", \"aliases\": {\"there/large\": \"auto-fast\", \"gpt-4o\": \"auto\"}}"))
                .singleElement()
                .asString()
                .startsWith("aliases.there/large: hides the model of that name: who asks for it gets auto-fast");
    }

    @Test
    void aFallbackThatWouldBreakWhatTheProfileDemands() throws IOException {
        String profiles = """
            , "profiles": {"private": {"candidates": ["here/*"], "fallback": ["there/*"], "require": {"locality": "local"}}}\
            """;

        assertThat(warnings("{" + PROVIDERS + profiles + "}"))
                .contains("profiles.private.fallback: would break what the profile demands, so it is left out:"
                        + " there/large (locality); name others, or remove them")
                .contains("profiles.private: only here can answer it, so nothing can be fallen back to;"
                        + " add a candidate or a fallback of another provider");
    }

    @Test
    void aCapabilityThatNoCandidateHas() throws IOException {
        String profiles = """
            , "profiles": {"pictures": {"require": {"capabilities": ["images"]}}}\
            """;

        assertThat(warnings("{" + PROVIDERS + profiles + "}"))
                .singleElement()
                .asString()
                .startsWith("profiles.pictures: no candidate meets what it demands:"
                        + " here/small (capability (images)), there/large (capability (images));");
    }

    @Test
    void aPatternThatStandsForNoModel() throws IOException {
        assertThat(warnings("{" + PROVIDERS + ", \"profiles\": {\"p\": {\"candidates\": [\"there/huge*\", \"*\"]}}}"))
                .containsExactly("profiles.p.candidates[0]: \"there/huge*\" stands for no model that is known;"
                        + " see ./pointsman models for those that are");
    }

    @Test
    void aBudgetThatNothingCountsTo() throws IOException {
        String budgets = """
            , "budgets": {"a": {"total": 1, "match": {"provider": "opeani*"}},
                          "b": {"total": 1, "match": {"model": "there/huge*"}},
                          "c": {"total": 1, "match": {"provider": "th*", "profile": "*", "model": "there/*"}}}\
            """;

        assertThat(warnings("{" + PROVIDERS + budgets + "}"))
                .containsExactlyInAnyOrder(
                        "budgets.a.match.provider: matches nothing, so nothing counts to the budget;"
                                + " correct the pattern, or remove it",
                        "budgets.b.match.model: matches nothing, so nothing counts to the budget;"
                                + " correct the pattern, or remove it");
    }

    @Test
    void aDowngradeThatNeverHappens() throws IOException {
        String budgets = """
            , "profiles": {"private": {"failClosed": true, "candidates": ["here/*", "there/*"]},
                           "owned": {"require": {"owner": ["team"]}},
                           "cheap": {"require": {"owner": ["team"]}}}
            , "workspaces": {"w": {"budget": {"monthly": 1, "downgradeTo": "economy"}}}
            , "budgets": {"b": {"total": 1, "match": {"profile": "owned"}, "downgradeTo": "cheap"}}\
            """;

        assertThat(warnings("{" + PROVIDERS + budgets + "}"))
                .filteredOn(warning -> warning.contains("downgradeTo"))
                .containsExactlyInAnyOrder(
                        "workspaces.w.budget.downgradeTo: requests of private are never downgraded to economy: it"
                                + " fails closed; name a profile that requires as much, or leave private out of"
                                + " match.profile",
                        "workspaces.w.budget.downgradeTo: requests of owned are never downgraded to economy: that would"
                                + " drop what it requires; name a profile that requires as much, or leave owned out of"
                                + " match.profile",
                        "workspaces.w.budget.downgradeTo: requests of cheap are never downgraded to economy: that would"
                                + " drop what it requires; name a profile that requires as much, or leave cheap out of"
                                + " match.profile");
    }

    @Test
    void onlyOneProvider() throws IOException {
        assertThat(warnings("""
            {"providers": {"a": {"type": "fake", "owner": "t", "models": [{"id": "m", "price": {"input": 1, "output": 1}}]}}}\
            """))
                .containsExactly(
                        "providers: only a can answer, so nothing can be fallen back to; add a second provider");
    }

    @Test
    void aPriceInAnotherUnit() throws IOException {
        String catalog = """
            , "catalog": {"small": {"price": {"input": 0.000001, "output": 0.000002}},
                          "here/small": {"price": {"input": 1, "output": 2}}}\
            """;
        String more = PROVIDERS.replace("\"here\":", """
            "far": {"type": "fake", "owner": "team", "models": [
              {"id": "small", "price": {"input": 0.000001, "output": 0.000002}}]}, "here":\
            """);

        assertThat(warnings("{" + more + catalog + "}"))
                .anySatisfy(warning -> assertThat(warning)
                        .startsWith("providers.far.models: the price of small, 0.000002 for output,")
                        .contains("1/1000000 of")
                        .endsWith("prices are USD per million tokens"));
    }

    @Test
    void pricesThatNobodyLookedAtForAQuarterOfAYear() throws IOException {
        String old =
                PROVIDERS.replace("\"output\": 8", "\"output\": 8, \"source\": \"list\", \"fetched\": \"2025-01-01\"");

        assertThat(warnings("{" + old + "}"))
                .singleElement()
                .asString()
                .matches("catalog: prices of 1 models are \\d{3,} days old: there/large; .*");
    }

    @Test
    void aModelWhosePriceNobodyKnows() throws IOException {
        String unknown = PROVIDERS.replace("\"price\": {\"input\": 2, \"output\": 8}, ", "");

        assertThat(warnings("{" + unknown + "}"))
                .singleElement()
                .asString()
                .startsWith("catalog: nobody knows the price of there/large");
    }

    /** Mistakes and what is hardly meant come in one list, so that one run of lint is enough. */
    @Test
    void aPolicyWithTenPlantedMistakesListsAllTen() throws IOException {
        String policy = """
            {"providers": {
               "here": {"type": "fake", "owner": "t", "locality": "local", "models": [
                 {"id": "small", "price": {"input": 1, "output": 2}, "capabilities": ["streaming"]}]},
               "there": {"type": "fake", "owner": "t", "headers": {"x-key": "Bearer %s"}, "models": [
                 {"id": "large", "price": {"input": 2, "output": 8}, "capabilities": ["streaming"]},
                 {"id": "middle", "price": {"input": 1, "output": 4}, "capabilities": ["streaming"]},
                 {"id": "slip", "price": {"input": 100, "output": 900}, "capabilities": ["streaming"]},
                 {"id": "old", "price": {"input": 1, "output": 2, "fetched": "2025-01-01"}, "capabilities": ["streaming"]}]}},
             "profiles": {
               "private": {"candidates": ["here/*"], "fallback": ["there/*"], "require": {"locality": "local"}},
               "pictures": {"require": {"capabilities": ["images"]}},
               "odd": {"candidates": ["there/huge*", "*"]}},
             "rules": [
               {"when": {"agent": "coder-*"}, "use": "fast"},
               {"when": {"agent": "coder-7"}, "use": "economy"}],
             "aliases": {"a": "b", "b": "a", "there/large": "auto-fast"}}\
            """.formatted("a".repeat(24));
        Map<String, Object> tree = JSON.readerForMapOf(Object.class).readValue(policy);

        InvalidSettingsException refused = catchThrowableOfType(
                InvalidSettingsException.class,
                () -> new AutoProviderFactory()
                        .create(new ProviderSettings("auto", "auto", tree), new FakeHost(new CountedVendor())));

        assertThat(Stream.concat(refused.problems().stream(), refused.warnings().stream())
                        .map(problem -> problem.path() + ": " + problem.message()))
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).startsWith("providers.there.headers.x-key: looks like a secret"),
                        line -> assertThat(line).startsWith("aliases.a: leads back to itself"),
                        line -> assertThat(line).startsWith("aliases.b: leads back to itself"),
                        line -> assertThat(line).startsWith("aliases.there/large: hides the model"),
                        line -> assertThat(line).startsWith("rules[1]: is never reached"),
                        line -> assertThat(line).startsWith("profiles.private.fallback: would break"),
                        line -> assertThat(line).startsWith("profiles.private: only here can answer it"),
                        line -> assertThat(line).startsWith("profiles.pictures: no candidate meets"),
                        line -> assertThat(line).startsWith("profiles.odd.candidates[0]: "),
                        line -> assertThat(line).startsWith("providers.there.models: the price of slip"),
                        line -> assertThat(line).startsWith("catalog: prices of 1 models are"));
    }

    @Test
    void aSecretInClearTextIsRefusedAndNeverRepeated() {
        String policy = "{" + PROVIDERS.replace("\"region\": \"us\"", """
            "headers": {"x-trace": "Bearer abcdefghijklmnopqrstuvwxyz012345"}, "baseUrl": "https://x/?k=%s"\
            """.formatted("sk-" + "a".repeat(24))) + "}";

        InvalidSettingsException refused = catchThrowableOfType(InvalidSettingsException.class, () -> warnings(policy));

        assertThat(refused.problems())
                .extracting(problem -> problem.path())
                .containsExactlyInAnyOrder("providers.there.headers.x-trace", "providers.there.baseUrl");
        assertThat(refused).hasMessageNotContaining("abcdef").hasMessageNotContaining("aaaa");
    }

    @Test
    void aSecretThatTwoWorkspacesShare() throws IOException {
        String policy = """
            {"providers": {
              "a": {"type": "fake", "owner": "t", "source": "s", "credential": "${env:A}", "locality": "local", "models": [{"id": "m"}]},
              "b": {"type": "fake", "owner": "t", "source": "s", "credential": "${env:B}", "locality": "local", "models": [{"id": "m"}]}},
             "workspaces": {
              "red": {"credentials": {"a": [
                {"id": "one", "credential": "${env:RED}", "owner": "r", "source": "s"},
                {"id": "two", "credential": "${env:RED}", "owner": "r", "source": "s"}]}},
              "blue": {"credentials": {"b": [{"id": "one", "credential": "${env:BLUE}", "owner": "b", "source": "s"}]}}}}\
            """;
        FakeHost host = new FakeHost(new CountedVendor())
                .secret("${env:A}", "sk-a")
                .secret("${env:B}", "sk-b")
                .secret("${env:RED}", "sk-red");

        assertThat(warnings(policy, host)).isEmpty();
        host.secret("${env:BLUE}", "sk-red");

        assertThat(warnings(policy, host))
                .containsExactly(
                        "workspaces.blue.credentials.b: credential blue/one holds the same secret as red/one at a,"
                                + " so one's limits and bill are the other's; give each a key of its own");
    }

    @Test
    void aWorkspaceThatDependsOnASingleCredential() throws IOException {
        String policy = """
            {"providers": {
              "a": {"type": "fake", "owner": "t", "source": "s", "credential": "${env:A}", "locality": "local", "models": [{"id": "m"}]},
              "b": {"type": "fake", "owner": "t", "source": "s", "credential": "${env:B}", "locality": "local", "models": [{"id": "m"}]}},
             "workspaces": {
              "red": {"byok": "%s", "credentials": {"a": [{"id": "one", "credential": "${env:R}", "owner": "r", "source": "s"}]}}}}\
            """;
        FakeHost host = new FakeHost(new CountedVendor());

        assertThat(warnings(policy.formatted("first"), host)).isEmpty();
        assertThat(warnings(policy.formatted("default"), host)).isEmpty();
        assertThat(warnings(policy.formatted("only"), host))
                .singleElement()
                .asString()
                .startsWith("workspaces.red.credentials: all its requests depend on red/one at a");
    }

    private static List<String> warnings(String policy) throws IOException {
        return warnings(policy, new FakeHost(new CountedVendor()));
    }

    private static List<String> warnings(String policy, FakeHost host) throws IOException {
        Map<String, Object> tree = JSON.readerForMapOf(Object.class).readValue(policy);
        List<String> warnings = new ArrayList<>();
        try (ModelProvider auto = new AutoProviderFactory().create(new ProviderSettings("auto", "auto", tree), host)) {
            JsonNode answer = JSON.readTree(((RouterControl) auto)
                    .handle(ControlRequest.get("/policy"))
                    .next()
                    .orElseThrow()
                    .payload()
                    .utf8());
            answer.path("warnings")
                    .forEach(warning -> warnings.add(warning.path("path").asText() + ": "
                            + warning.path("message").asText() + "; "
                            + warning.path("wayOut").asText()));
        }
        return warnings;
    }
}
