package dev.pointsman.router.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.api.provider.InvalidSettingsException;
import dev.pointsman.api.provider.SettingsProblem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RouterConfigTest {

    private static final Map<String, Object> OLLAMA =
            Map.of("type", "ollama", "locality", "local", "owner", "platform", "models", List.of("qwen3:8b"));

    @Test
    void hedgingIsOffUnlessAProfileSaysHow() {
        RouterConfig config = read(Map.of(
                "profiles",
                Map.of(
                        "plain", Map.of(),
                        "off", Map.of("hedging", "off"),
                        "on", Map.of("hedging", Map.of("after", "800ms", "extraSpend", "5%")))));

        assertThat(config.profiles().get("plain").hedging()).isNull();
        assertThat(config.profiles().get("off").hedging()).isNull();
        assertThat(config.profiles().get("on").hedging()).isEqualTo(new HedgingConfig(Duration.ofMillis(800), 0.05));
        assertThat(problems(Map.of("profiles", Map.of("on", Map.of("hedging", Map.of("extraSpend", "500%"))))))
                .containsExactly("profiles.on.hedging.after", "profiles.on.hedging.extraSpend");
    }

    @Test
    void aPriceMayHaveTiersAndADayItBeginsOn() {
        Map<String, Object> tiered = Map.of(
                "input",
                1,
                "output",
                5,
                "perRequest",
                0.01,
                "above",
                List.of(Map.of("tokens", 200_000, "input", 2, "output", 8)));
        Map<String, Object> later = Map.of("input", 0.5, "output", 3, "effectiveFrom", "2026-12-01");
        RouterConfig config = read(Map.of("catalog", Map.of("m", Map.of("price", List.of(tiered, later)))));

        List<PriceConfig> prices = config.catalog().get("m").prices();
        assertThat(prices.getFirst().perRequest()).isEqualByComparingTo("0.01");
        assertThat(prices.getFirst().above()).singleElement().satisfies(above -> {
            assertThat(above.tokens()).isEqualTo(200_000);
            assertThat(above.rates().output()).isEqualByComparingTo("8");
        });
        assertThat(prices.get(1).effectiveFrom()).isEqualTo("2026-12-01");
        assertThat(problems(Map.of(
                        "catalog", Map.of("m", Map.of("price", Map.of("input", 1, "above", List.of(Map.of())))))))
                .containsExactlyInAnyOrder(
                        "catalog.m.price.output",
                        "catalog.m.price.above[0].tokens",
                        "catalog.m.price.above[0].input",
                        "catalog.m.price.above[0].output");
    }

    @Test
    void aTimeOfDayNeedsAZoneAndQuotes() {
        Map<String, Object> time = Map.of("from", 1320, "to", "06:00", "days", List.of("mon", "fry"));

        assertThat(problems(Map.of("rules", List.of(Map.of("when", Map.of("time", time), "use", "fast")))))
                .containsExactlyInAnyOrder(
                        "rules[0].when.time.from", "rules[0].when.time.days[1]", "rules[0].when.time.zone");
    }

    @Test
    void readsAWholePolicy() {
        Map<String, Object> tree = Map.of(
                "version",
                1,
                "gateway",
                Map.of("listen", "127.0.0.1:8484"),
                "providers",
                Map.of(
                        "openai",
                        Map.of(
                                "type", "openai",
                                "credential", "${env:OPENAI_API_KEY}",
                                "owner", "platform-team",
                                "source", "vault: ai/openai",
                                "region", "US",
                                "retention", "30d"),
                        "local",
                        OLLAMA),
                "profiles",
                Map.of(
                        "code",
                        Map.of(
                                "weights", Map.of("quality", 7, "cost", 3),
                                "candidates", List.of("openai/gpt-5*"),
                                "fallback", List.of("local/*"),
                                "attempts", Map.of("max", 2, "firstToken", "2s", "stall", "500ms"),
                                "maxPrice", "0.50 USD"),
                        "private",
                        Map.of("require", Map.of("locality", "local", "region", "eu"), "failClosed", true)),
                "rules",
                List.of(Map.of(
                        "when", Map.of("labels", Map.of("data", "confidential")), "use", "private", "lock", true)),
                "aliases",
                Map.of("fast-one", "auto-fast", "gpt-4o", "fast-one"),
                "workspaces",
                Map.of(
                        "engineering",
                        Map.of(
                                "byok", "only",
                                "budget", Map.of("monthly", "500 USD", "enforcement", "hard"),
                                "allow", Map.of("regions", List.of("us", "eu")))));

        RouterConfig config = RouterConfig.read(tree, Vocabulary.unchecked());

        assertThat(config.profiles()).containsKeys("default", "fast", "economy", "quality", "code", "private");
        ProfileConfig code = config.profiles().get("code");
        assertThat(code.weights().quality()).isEqualTo(0.7);
        assertThat(code.attempts().firstToken()).isEqualTo(Duration.ofSeconds(2));
        assertThat(code.attempts().stall()).isEqualTo(Duration.ofMillis(500));
        assertThat(code.attempts().total()).isEqualTo(Duration.ofMinutes(10));
        assertThat(code.maxPrice()).isEqualByComparingTo("0.50");
        assertThat(config.profiles().get("private").require().regions()).containsExactly("eu");
        assertThat(config.providers().get("openai").region()).isEqualTo("us");
        assertThat(config.providers().get("openai").retention()).isEqualTo(Duration.ofDays(30));
        assertThat(config.providers().get("local").local()).isTrue();
        assertThat(config.rules().getFirst().lock()).isTrue();
        WorkspaceConfig engineering = config.workspace("engineering");
        assertThat(engineering.byok()).isEqualTo(Byok.ONLY);
        assertThat(engineering.budget()).isNotNull().satisfies(budget -> {
            assertThat(budget.name()).isEqualTo("workspace/engineering");
            assertThat(budget.limits()).containsExactly(Map.entry(BudgetConfig.Period.MONTHLY, 500_000_000L));
            assertThat(budget.hard()).isTrue();
            assertThat(budget.match().workspace()).containsExactly(Glob.literal("engineering"));
        });
        assertThat(engineering.allow().regions()).containsExactlyInAnyOrder("us", "eu");
        assertThat(engineering.allow().models()).containsExactly("*");
    }

    @Test
    void namesTenMistakesAtOnceEachWithItsPathAndAWayOut() {
        Map<String, Object> tree = Map.of(
                "version", 2,
                "provders", Map.of(),
                "providers",
                        Map.of(
                                "ollama", Map.of("type", "olama", "owner", "me", "locality", "here"),
                                "acme", Map.of("type", "openai", "credential", "sk-very-secret", "owner", "me")),
                "profiles",
                        Map.of(
                                "fast",
                                Map.of(
                                        "weights", Map.of("cost", -1, "latency", 1),
                                        "candidates", List.of("acme/*", "olama/*"),
                                        "attempts", Map.of("firstToken", "soon"))),
                "rules", List.of(Map.of("when", Map.of("workload", "code"), "use", "fsat")),
                "aliases", Map.of("a", "b", "b", "a"));

        InvalidSettingsException refused = catchThrowableOfType(
                InvalidSettingsException.class,
                () -> RouterConfig.read(tree, new Vocabulary(Set.of("ollama", "openai"), null, null)));

        assertThat(refused.problems())
                .extracting(SettingsProblem::path)
                .contains(
                        "version",
                        "provders",
                        "providers.ollama.type",
                        "providers.ollama.locality",
                        "providers.acme.credential",
                        "profiles.fast.weights.cost",
                        "profiles.fast.candidates[1]",
                        "profiles.fast.attempts.firstToken",
                        "rules[0].use",
                        "aliases.a");
        assertThat(refused.problems())
                .allSatisfy(problem -> assertThat(problem.wayOut()).isNotBlank());
        assertThat(refused).hasMessageContaining("no provider \"olama\"; did you mean \"ollama\"?");
        assertThat(refused).hasMessageContaining("no profile \"fsat\"; did you mean \"fast\"?");
        assertThat(refused).hasMessageContaining("provders: is not a key known here; did you mean \"providers\"?");
        assertThat(refused.getMessage()).doesNotContain("sk-very-secret");
    }

    @Test
    void leavesAProvidersOwnMembersToItsPlugin() {
        Map<String, Object> tree = Map.of("providers", Map.of("local", with(OLLAMA, "keepAlive", "5m")));

        RouterConfig config = RouterConfig.read(tree, Vocabulary.unchecked());

        assertThat(config.providers().get("local").settings().values()).containsEntry("keepAlive", "5m");
    }

    @Test
    void readsWhatTheOperatorSaysOfAModel() {
        Map<String, Object> model = Map.of(
                "id", "m",
                "window", 32000,
                "capabilities", List.of("tools"),
                "price", Map.of("input", 1.5, "output", "2 USD"),
                "quality", Map.of("code", 0.8),
                "refuses", List.of("temperature"));
        Map<String, Object> tree = Map.of("providers", Map.of("local", with(OLLAMA, "models", List.of("a", model))));

        List<ModelConfig> models = RouterConfig.read(tree, Vocabulary.unchecked())
                .providers()
                .get("local")
                .models();

        assertThat(models).extracting(ModelConfig::id).containsExactly("a", "m");
        assertThat(models.get(1).window()).isEqualTo(32000);
        assertThat(models.get(1).prices()).hasSize(1);
        assertThat(models.get(1).prices().getFirst().rates().output()).isEqualByComparingTo("2");
        assertThat(models.get(1).quality()).containsEntry("code", 0.8);
    }

    @Test
    void aCatalogIsAMappingOrAListOfMappingsAndFiles() {
        Map<String, Object> first = Map.of("m", Map.of("quality", 0.1), "n", Map.of("window", 8000));
        Map<String, Object> second = Map.of("m", Map.of("quality", 0.9));

        RouterConfig listed =
                RouterConfig.read(Map.of("catalog", List.of("prices.yaml", first, second)), Vocabulary.unchecked());

        assertThat(listed.catalogFiles()).containsExactly("prices.yaml");
        assertThat(listed.catalog().get("m").quality()).containsEntry("overall", 0.9);
        assertThat(listed.catalog()).containsOnlyKeys("m", "n");
        assertThat(RouterConfig.read(Map.of("catalog", first), Vocabulary.unchecked())
                        .catalog())
                .containsOnlyKeys("m", "n");
        assertThatThrownBy(() -> RouterConfig.read(
                        Map.of("catalog", List.of(Map.of("m", Map.of("qualty", 1)))), Vocabulary.unchecked()))
                .hasMessage("catalog[0].m.qualty: is not a key known here; did you mean \"quality\"?");
    }

    @Test
    void wantsAnOwnerForEveryProviderButTheSandbox() {
        Map<String, Object> tree =
                Map.of("providers", Map.of("s", Map.of("type", "sandbox"), "o", Map.of("type", "ollama")));

        assertThatThrownBy(() -> RouterConfig.read(tree, Vocabulary.unchecked()))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("providers.o.owner: is missing")
                .hasMessageNotContaining("providers.s.owner");
    }

    @Test
    void refusesARuleThatIsNeverReached() {
        Map<String, Object> tree = Map.of("rules", List.of(Map.of("use", "fast"), Map.of("use", "economy")));

        assertThatThrownBy(() -> RouterConfig.read(tree, Vocabulary.unchecked()))
                .hasMessageContaining("rules[1]: is never reached");
    }

    @Test
    void refusesWeightsThatAreAllZero() {
        Map<String, Object> tree = Map.of("profiles", Map.of("none", Map.of("weights", Map.of("cost", 0))));

        assertThatThrownBy(() -> RouterConfig.read(tree, Vocabulary.unchecked()))
                .hasMessageContaining("profiles.none.weights: are all zero");
    }

    @Test
    void anEmptyPolicyHasTheProfilesInTheBox() {
        RouterConfig config = RouterConfig.read(Map.of(), Vocabulary.unchecked());

        assertThat(config.profiles()).containsOnlyKeys("default", "fast", "economy", "quality");
        assertThat(config.profiles().values())
                .allSatisfy(profile -> assertThat(profile.weights().cost()
                                + profile.weights().latency()
                                + profile.weights().quality()
                                + profile.weights().availability()
                                + profile.weights().carbon())
                        .isBetween(0.999999, 1.000001));
    }

    private static Map<String, Object> with(Map<String, Object> values, String key, Object value) {
        Map<String, Object> more = new java.util.HashMap<>(values);
        more.put(key, value);
        return more;
    }

    private static RouterConfig read(Map<String, Object> tree) {
        return RouterConfig.read(tree, Vocabulary.unchecked());
    }

    private static List<String> problems(Map<String, Object> tree) {
        return catchThrowableOfType(InvalidSettingsException.class, () -> read(tree)).problems().stream()
                .map(SettingsProblem::path)
                .toList();
    }
}
