package dev.pointsman.router.selection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.api.policy.RequestFeatures;
import dev.pointsman.api.provider.Bounds;
import dev.pointsman.api.provider.Caller;
import dev.pointsman.api.provider.Capability;
import dev.pointsman.api.provider.ModelDescriptor;
import dev.pointsman.router.catalog.ModelFacts;
import dev.pointsman.router.selection.Resolution.NotAllowed;
import dev.pointsman.router.selection.Resolution.Resolved;
import dev.pointsman.router.selection.Resolution.UnknownModel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProfileResolverTest {

    private static final Instant NOW = Instant.ofEpochMilli(Situation.NOW);

    private final Situation situation = Situation.empty()
            .endpoint("a", "m", 1, 0.5)
            .endpoint("b", "n", 1, 0.5)
            .profile("private", Map.of("require", Map.of("locality", "local"), "failClosed", true))
            .profile("support", Map.of())
            .with("aliases", Map.of("gpt-4o", "quick", "quick", "auto-fast", "mine", "a/m"))
            .with(
                    "rules",
                    List.of(
                            Map.of("when", Map.of("workload", "summarization"), "use", "support"),
                            Map.of(
                                    "when",
                                    Map.of("labels", Map.of("data", "confidential")),
                                    "use",
                                    "private",
                                    "lock",
                                    true)));

    @Test
    void aNameLeadsToItsProfile() {
        assertThat(profile("auto")).isEqualTo("default");
        assertThat(profile("auto-fast")).isEqualTo("fast");
        assertThat(profile("gpt-4o")).isEqualTo("fast");
    }

    @Test
    void aModelOfAProviderIsAskedForAlone() {
        Resolved resolved = resolved("a/m", Situation.chat(), Map.of());

        assertThat(resolved.profile().candidates()).extracting("pattern").containsExactly("a/m");
        assertThat(resolved("mine", Situation.chat(), Map.of()).profile().candidates())
                .extracting("pattern")
                .containsExactly("a/m");
    }

    @Test
    void aHeaderNamesAProfile() {
        assertThat(resolved("auto", Situation.chat(), Map.of("x-pointsman-profile", "economy"))
                        .profile()
                        .name())
                .isEqualTo("economy");
    }

    @Test
    void theFirstRuleThatMatchesLeads() {
        RequestFeatures features =
                RequestFeatures.builder().workload("summarization").build();

        assertThat(resolved("auto", features, Map.of()).by()).isEqualTo("rule 1");
        assertThat(resolved("auto", features, Map.of("x-pointsman-profile", "economy"))
                        .profile()
                        .name())
                .isEqualTo("economy");
    }

    @Test
    void nothingLeadsAwayFromALockedRule() {
        RequestFeatures secret = RequestFeatures.builder()
                .caller(new Caller("w", null, null, null, null, Map.of("data", "confidential"), Bounds.unbounded()))
                .workload("summarization")
                .build();

        Resolved byHeader = resolved("auto", secret, Map.of("x-pointsman-profile", "economy"));
        Resolved byModel = resolved("a/m", secret, Map.of());

        assertThat(byHeader.profile().name()).isEqualTo("private");
        assertThat(byModel.profile().name()).isEqualTo("private");
        assertThat(byModel.profile().require().local()).isTrue();
        assertThat(byModel.profile().failClosed()).isTrue();
        assertThat(byModel.locked()).isTrue();
    }

    @Test
    void anUnknownNameComesWithAWayOut() {
        Resolution resolution = situation.resolver().resolve("auto-fats", Situation.chat(), Map.of(), NOW);

        assertThat(resolution).isEqualTo(new UnknownModel("auto-fats", "did you mean \"auto-fast\"?"));
        assertThat(situation.resolver().resolve("c/m", Situation.chat(), Map.of(), NOW))
                .isInstanceOf(UnknownModel.class);
    }

    @Test
    void aKeysBoundsHold() {
        Bounds bounds = new Bounds(Set.of("a/*"), Set.of("default"), Set.of("*"), Set.of("*"), Set.of());
        RequestFeatures features = RequestFeatures.builder()
                .caller(new Caller("w", "k", null, null, null, Map.of(), bounds))
                .build();
        ProfileResolver resolver = situation.resolver();

        assertThat(resolver.resolve("auto-fast", features, Map.of(), NOW)).isEqualTo(new NotAllowed("auto-fast"));
        assertThat(resolver.resolve("b/n", features, Map.of(), NOW)).isEqualTo(new NotAllowed("b/n"));
        assertThat(resolver.resolve("a/m", features, Map.of(), NOW)).isInstanceOf(Resolved.class);
        assertThat(resolver.resolve("auto", features, Map.of("x-pointsman-profile", "economy"), NOW))
                .isInstanceOfSatisfying(
                        Resolved.class, resolved -> assertThat(resolved.by()).isEqualTo("model"));
    }

    @Test
    void aRuleHoldsAtItsTimeOfDay() {
        ProfileResolver resolver = Situation.empty()
                .endpoint("a", "m", 1, 0.5)
                .with(
                        "rules",
                        List.of(Map.of(
                                "when",
                                Map.of("time", Map.of("from", "22:00", "to", "06:00", "zone", "Europe/Berlin")),
                                "use",
                                "economy")))
                .resolver();

        assertThat(profileAt(resolver, "2026-11-25T21:00:00Z")).isEqualTo("economy");
        assertThat(profileAt(resolver, "2026-11-26T04:59:59Z")).isEqualTo("economy");
        assertThat(profileAt(resolver, "2026-11-26T05:00:00Z")).isEqualTo("default");
    }

    @Test
    void aRuleAsksWhetherReasoningIsAskedFor() {
        ProfileResolver resolver = Situation.empty()
                .endpoint("a", "m", 1, 0.5)
                .with("rules", List.of(Map.of("when", Map.of("reasoning", true), "use", "quality")))
                .resolver();
        RequestFeatures thinking =
                RequestFeatures.builder().needs(Set.of(Capability.REASONING)).build();

        assertThat(resolver.resolve("auto", thinking, Map.of(), NOW))
                .isInstanceOfSatisfying(
                        Resolved.class, resolved -> assertThat(resolved.by()).isEqualTo("rule 1"));
        assertThat(resolver.resolve("auto", Situation.chat(), Map.of(), NOW))
                .isInstanceOfSatisfying(
                        Resolved.class, resolved -> assertThat(resolved.by()).isEqualTo("model"));
    }

    @Test
    void aRuleOnAHeaderIsLookedAtOnlyWhereTheCallerMaySetThatHeader() {
        ProfileResolver resolver = Situation.empty()
                .endpoint("a", "m", 1, 0.5)
                .with("rules", List.of(Map.of("when", Map.of("headers", Map.of("x-team", "core")), "use", "quality")))
                .resolver();
        Bounds none = new Bounds(Set.of("*"), Set.of("*"), Set.of("*"), Set.of("*"), Set.of("x-other"));
        RequestFeatures bounded = RequestFeatures.builder()
                .caller(new Caller("w", "k", null, null, null, Map.of(), none))
                .build();

        assertThat(resolver.resolve("auto", Situation.chat(), Map.of("x-team", "core"), NOW))
                .isInstanceOfSatisfying(
                        Resolved.class, resolved -> assertThat(resolved.by()).isEqualTo("rule 1"));
        assertThat(resolver.resolve("auto", bounded, Map.of("x-team", "core"), NOW))
                .isInstanceOfSatisfying(
                        Resolved.class, resolved -> assertThat(resolved.by()).isEqualTo("model"));
    }

    private static String profileAt(ProfileResolver resolver, String instant) {
        return ((Resolved) resolver.resolve("auto", Situation.chat(), Map.of(), Instant.parse(instant)))
                .profile()
                .name();
    }

    @Test
    void listsProfilesThenAliasesThenTheModelsThemselves() {
        assertThat(situation.models(Caller.anonymous()))
                .extracting(ModelDescriptor::id)
                .startsWith("auto", "auto-fast", "auto-economy", "auto-quality")
                .contains("auto-private", "gpt-4o", "mine")
                .endsWith("a/m", "b/n");
    }

    @Test
    void aListedProfileCanDoWhatAnyOfItsCandidatesCan() {
        EndpointFacts small = facts("a", "small", Set.of(Capability.TOOLS), 8_000);
        EndpointFacts large = facts("b", "large", Set.of(Capability.IMAGES), 1_000_000);
        List<ModelDescriptor> models = Situation.empty()
                .endpoint(small)
                .endpoint(large)
                .profile("near", Map.of("candidates", List.of("a/*")))
                .with("aliases", Map.of("quick", "auto-near"))
                .models(Caller.anonymous());

        assertThat(models)
                .filteredOn(model -> model.id().equals("auto"))
                .singleElement()
                .satisfies(auto -> {
                    assertThat(auto.capabilities()).hasValue(Set.of(Capability.TOOLS, Capability.IMAGES));
                    assertThat(auto.contextWindow()).hasValue(1_000_000);
                });
        assertThat(models)
                .filteredOn(model -> Set.of("auto-near", "quick", "a/small").contains(model.id()))
                .hasSize(3)
                .allSatisfy(near -> {
                    assertThat(near.capabilities()).hasValue(Set.of(Capability.TOOLS));
                    assertThat(near.contextWindow()).hasValue(8_000);
                });
    }

    @Test
    void aListedProfileTakesWhatTheLargestOfThoseTakesThatMayAnswer() {
        List<ModelDescriptor> models = Situation.empty()
                .endpoint(facts("a", "small", Set.of(Capability.TOOLS), 8_000))
                .endpoint(facts("b", "large", Set.of(Capability.TOOLS), 1_000_000))
                .profile("near", Map.of("require", Map.of("locality", "local"), "failClosed", true))
                .endpoint(local("c", "home", 32_000))
                .models(Caller.anonymous());

        assertThat(named(models, "auto-near").contextWindow()).hasValue(32_000);
        assertThat(named(models, "auto-near").profile()).hasValue("near");
        assertThat(named(models, "auto-near").failClosed()).isTrue();
        assertThat(named(models, "auto").contextWindow()).hasValue(1_000_000);
        assertThat(named(models, "auto").failClosed()).isFalse();
        assertThat(named(models, "a/small").profile()).isEmpty();
    }

    @Test
    void aListedProfileHasThePriceOfTheModelThatAnAgentsTurnGoesToFirst() {
        List<ModelDescriptor> models = Situation.empty()
                .endpoint("dear", "m", 4, 0.9)
                .endpoint("cheap", "n", 1, 0.2)
                .profile("saving", Map.of("weights", Map.of("cost", 1)))
                .profile("clever", Map.of("weights", Map.of("quality", 1)))
                .models(Caller.anonymous());

        assertThat(named(models, "auto-saving").inputPrice())
                .isEqualTo(named(models, "cheap/n").inputPrice());
        assertThat(named(models, "auto-clever").inputPrice())
                .isEqualTo(named(models, "dear/m").inputPrice())
                .isNotEqualTo(named(models, "cheap/n").inputPrice());
    }

    @Test
    void listsNothingThatTheCallersKeyRulesOut() {
        Set<String> any = Set.of("*");
        Caller bounded = new Caller(
                "default",
                "key-1",
                null,
                null,
                null,
                Map.of(),
                new Bounds(any, Set.of("support"), Set.of("a"), any, any));

        assertThat(situation.models(bounded))
                .extracting(ModelDescriptor::id)
                .containsExactly("auto-support", "mine", "a/m");
    }

    private static ModelDescriptor named(List<ModelDescriptor> models, String id) {
        return models.stream()
                .filter(model -> model.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static EndpointFacts local(String provider, String model, int window) {
        EndpointFacts usual = facts(provider, model, Set.of(Capability.TOOLS), window);
        return new EndpointFacts(usual.key(), usual.model(), true, "us", "us", null, true, false, usual.dialects());
    }

    private static EndpointFacts facts(String provider, String model, Set<Capability> capabilities, int window) {
        EndpointFacts usual = Situation.facts(provider, model, 1, 0.5);
        ModelFacts known = usual.model();
        return new EndpointFacts(
                usual.key(),
                new ModelFacts(
                        model,
                        capabilities,
                        window,
                        null,
                        known.price(),
                        known.quality(),
                        1,
                        null,
                        null,
                        Set.of(),
                        Map.of()),
                false,
                "us",
                "us",
                null,
                true,
                false,
                usual.dialects());
    }

    private String profile(String model) {
        return resolved(model, Situation.chat(), Map.of()).profile().name();
    }

    private Resolved resolved(String model, RequestFeatures features, Map<String, String> headers) {
        return (Resolved) situation.resolver().resolve(model, features, headers, NOW);
    }
}
