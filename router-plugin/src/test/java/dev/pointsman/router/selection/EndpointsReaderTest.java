package dev.pointsman.router.selection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.provider.ModelDescriptor;
import dev.pointsman.router.catalog.ModelCatalog;
import dev.pointsman.router.catalog.Price;
import dev.pointsman.router.config.RouterConfig;
import dev.pointsman.router.config.Vocabulary;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EndpointsReaderTest {

    @Test
    void theOperatorsListCountsBeforeTheProvidersAndThatBeforeTheCatalogs() {
        ModelDescriptor listed = ModelDescriptor.of("gpt-4o").build();

        assertThat(names(provider(Map.of("models", List.of("gpt-5"))), List.of(listed)))
                .containsExactly("p/gpt-5");
        assertThat(names(provider(Map.of()), List.of(listed))).containsExactly("p/gpt-4o");
        assertThat(names(provider(Map.of()), List.of())).contains("p/gpt-5", "p/gpt-4o", "p/o3");
    }

    @Test
    void factByFactTheOperatorCountsBeforeTheProviderAndThatBeforeTheCatalog() {
        ModelDescriptor listed = ModelDescriptor.of("gpt-5")
                .contextWindow(1_234)
                .prices(new BigDecimal("7"), new BigDecimal("8"))
                .build();
        Map<String, Object> said = Map.of("id", "gpt-5", "price", Map.of("input", 3, "output", 4));

        EndpointFacts byProvider = read(provider(Map.of()), List.of(listed)).getFirst();
        EndpointFacts byOperator =
                read(provider(Map.of("models", List.of(said))), List.of(listed)).getFirst();

        assertThat(byProvider.model().price().input()).isEqualByComparingTo("7");
        assertThat(byProvider.model().maxOutput()).isEqualTo(128_000);
        assertThat(byOperator.model().price().input()).isEqualByComparingTo("3");
        assertThat(byOperator.model().price().source()).isEqualTo("policy");
        assertThat(byOperator.model().window()).isEqualTo(1_234);
        assertThat(byOperator.target().renamed()).containsEntry("max_tokens", "max_completion_tokens");
    }

    @Test
    void aSandboxModelThatIsNamedHasItsDeclaredPrice() {
        List<EndpointFacts> named =
                read(Map.of("p", Map.of("type", "sandbox", "models", List.of("cheap", "smart"))), List.of());

        assertThat(named.getFirst().model().price().output()).isEqualByComparingTo("0.40");
        assertThat(named.getLast().model().price().input()).isEqualByComparingTo("3");
    }

    @Test
    void anOperatorsPriceThatDoesNotHoldYetLeavesTheCatalogs() {
        Map<String, Object> later = Map.of("input", 1, "output", 2, "effectiveFrom", "2026-11-26");
        Map<String, Object> today = Map.of("input", 1, "output", 2, "effectiveFrom", "2026-11-25");

        assertThat(priced(later).source()).isNotEqualTo("policy");
        assertThat(priced(today).source()).isEqualTo("policy");
    }

    private static Price priced(Map<String, Object> price) {
        Map<String, Object> model = Map.of("id", "gpt-5", "price", price);
        return read(provider(Map.of("models", List.of(model))), List.of())
                .getFirst()
                .model()
                .price();
    }

    @Test
    void whatAVendorRefusesAddsToWhatTheModelRefusesAndItsNamesCountBeforeTheMakers() {
        ModelDescriptor listed = ModelDescriptor.of("gpt-5")
                .refuses(Set.of("stream_options"))
                .renames(Map.of("max_completion_tokens", "max_tokens"))
                .build();

        EndpointFacts facts = read(provider(Map.of()), List.of(listed)).getFirst();

        assertThat(facts.target().refused()).contains("stream_options", "temperature");
        assertThat(facts.target().renamed()).isEqualTo(Map.of("max_completion_tokens", "max_tokens"));
    }

    @Test
    void catalogEntriesOfThePolicyOverruleEverywhere() {
        Map<String, Object> tree = Map.of(
                "providers", provider(Map.of("models", List.of("gpt-5"))),
                "catalog", Map.of("gpt-5", Map.of("quality", 0.11)));

        EndpointFacts facts = read(tree, List.of()).getFirst();

        assertThat(facts.model().quality().of("code")).isEqualTo(0.11);
    }

    @Test
    void aLocalEndpointIsNotBilledAndAnUnknownVendorsPriceStaysUnknown() {
        Map<String, Object> local =
                Map.of("p", Map.of("type", "ollama", "owner", "o", "locality", "local", "models", List.of("qwen3:8b")));
        Map<String, Object> acme = Map.of(
                "p",
                Map.of(
                        "type", "openai-compatible",
                        "owner", "o",
                        "baseUrl", "https://llm.acme.example/v1",
                        "models", List.of("gpt-5", "own-model")));

        assertThat(read(local, List.of()).getFirst().model().price().output()).isZero();
        assertThat(read(acme, List.of()))
                .allSatisfy(facts -> assertThat(facts.model().price()).isNull());
        assertThat(read(acme, List.of()).getFirst().model().window()).isEqualTo(400_000);
    }

    @Test
    void aModelThatALocalServerPassesOnToACloudIsNotLocal() {
        Map<String, Object> tree = Map.of(
                "p",
                Map.of(
                        "type", "ollama",
                        "owner", "o",
                        "locality", "local",
                        "models", List.of("qwen3:8b", "gpt-oss:120b-cloud", "kimi-k2:cloud")));

        assertThat(read(tree, List.of())).extracting(EndpointFacts::local).containsExactly(true, false, false);
    }

    @Test
    void whatAVendorListsAndNobodyKnowsAnswersOnlyByName() {
        List<ModelDescriptor> listed = List.of(
                ModelDescriptor.of("gpt-5").build(),
                ModelDescriptor.of("whisper-1").build());

        assertThat(read(provider(Map.of()), listed))
                .extracting(EndpointFacts::onlyByName)
                .containsExactly(false, true);
    }

    @Test
    void aDatedTwinOfAListedModelAnswersOnlyByName() {
        List<ModelDescriptor> listed = List.of(
                ModelDescriptor.of("gpt-5").build(),
                ModelDescriptor.of("gpt-5-2025-08-07").build(),
                ModelDescriptor.of("o3-2025-04-16").build());

        assertThat(read(provider(Map.of()), listed))
                .extracting(EndpointFacts::onlyByName)
                .containsExactly(false, true, false);
    }

    private static Map<String, Object> provider(Map<String, Object> more) {
        Map<String, Object> values = new java.util.HashMap<>(Map.of("type", "openai", "owner", "o"));
        values.putAll(more);
        return Map.of("p", values);
    }

    private static List<String> names(Map<String, Object> providers, List<ModelDescriptor> listed) {
        return read(providers, listed).stream().map(EndpointFacts::name).toList();
    }

    private static List<EndpointFacts> read(Map<String, Object> tree, List<ModelDescriptor> listed) {
        Map<String, Object> whole = tree.containsKey("providers") ? tree : Map.of("providers", tree);
        RouterConfig config = RouterConfig.read(whole, Vocabulary.unchecked());
        return new EndpointsReader(config, ModelCatalog.builtIn(), LocalDate.of(2026, 11, 25))
                .read(Map.of("p", listed), Map.of());
    }
}
