package dev.pointsman.router.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.api.policy.Candidate;
import dev.pointsman.api.policy.CandidateFilter;
import dev.pointsman.api.policy.CandidateScorer;
import dev.pointsman.api.policy.RequestFeatures;
import dev.pointsman.api.policy.Score;
import dev.pointsman.api.policy.Verdict;
import dev.pointsman.api.provider.Bounds;
import dev.pointsman.api.provider.Caller;
import dev.pointsman.api.provider.Capability;
import dev.pointsman.router.catalog.ModelCatalog;
import dev.pointsman.router.catalog.ModelFacts;
import dev.pointsman.router.catalog.Price;
import dev.pointsman.router.catalog.PriceTier;
import dev.pointsman.router.config.ProfileConfig;
import dev.pointsman.router.health.EndpointKey;
import dev.pointsman.router.health.HealthReading;
import dev.pointsman.router.session.Affinity;
import dev.pointsman.router.session.CachedPrefix;
import dev.pointsman.router.session.Lock;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SelectorTest {

    private final Situation situation =
            Situation.empty().endpoint("a", "cheap", 0.1, 0.3).endpoint("b", "smart", 10, 0.9);

    @Test
    void weightsDecide() {
        assertThat(situation.decide("economy", Situation.chat()).ranking()).containsExactly("a/cheap", "b/smart");
        assertThat(situation.decide("quality", Situation.chat()).ranking()).containsExactly("b/smart", "a/cheap");
    }

    @Test
    void theFallbackChainComesAfterEveryCandidateWhateverItsScore() {
        situation
                .endpoint("c", "best", 0.01, 1)
                .profile("p", Map.of("candidates", List.of("a/*"), "fallback", List.of("b/*", "c/*")));

        Decision decision = situation.decide("p", Situation.chat());

        assertThat(decision.ranking()).containsExactly("a/cheap", "b/smart", "c/best");
        assertThat(decision.ranked()).extracting(RankedCandidate::fallback).containsExactly(false, true, true);
        assertThat(decision.margin()).isEmpty();
    }

    @Test
    void dropsWhatCannotDoWhatTheRequestNeeds() {
        RequestFeatures features = RequestFeatures.builder()
                .needs(Set.of(Capability.IMAGES, Capability.TOOLS))
                .build();

        assertDropped(situation.decide("default", features), "a/cheap", "capability");
    }

    @Test
    void dropsWhatTheRequestDoesNotFitInto() {
        RequestFeatures large = RequestFeatures.builder()
                .inputTokens(190_000)
                .maxOutputTokens(20_000)
                .build();

        assertDropped(situation.decide("default", large), "a/cheap", "context_window");
    }

    @Test
    void keepsWhoGivesAShorterAnswerThanTheAgentsLimitAllows() {
        RequestFeatures longAnswer =
                RequestFeatures.builder().maxOutputTokens(64_000).build();

        assertThat(situation.decide("default", longAnswer).ranking()).contains("a/cheap");
    }

    @Test
    void aPrivateProfileNeverLeavesTheHouse() {
        situation.profile("p", Map.of("require", Map.of("locality", "local"), "failClosed", true));

        Decision decision = situation.decide("p", Situation.chat());

        assertThat(decision.ranking()).isEmpty();
        assertDropped(decision, "a/cheap", "locality");
        assertThat(decision.reason()).isEqualTo("no eligible candidate");
    }

    @Test
    void requiresRegionRetentionAndOwner() {
        situation
                .profile("eu", Map.of("require", Map.of("region", "eu")))
                .profile("brief", Map.of("require", Map.of("retention", "1d")))
                .profile("theirs", Map.of("require", Map.of("owner", "them")));

        assertDropped(situation.decide("eu", Situation.chat()), "a/cheap", "region");
        assertDropped(situation.decide("brief", Situation.chat()), "a/cheap", "retention");
        assertDropped(situation.decide("theirs", Situation.chat()), "a/cheap", "owner");
    }

    @Test
    void capsPriceAndQuality() {
        situation.profile("capped", Map.of("maxPrice", "0.001 USD")).profile("good", Map.of("qualityFloor", 0.5));

        Decision capped = situation.decide("capped", Situation.chat());
        Decision good = situation.decide("good", Situation.chat());

        assertThat(capped.ranking()).containsExactly("a/cheap");
        assertDropped(capped, "b/smart", "price_cap");
        assertThat(good.ranking()).containsExactly("b/smart");
        assertDropped(good, "a/cheap", "quality_floor");
    }

    @Test
    void anUnknownPriceIsScoredAsTheDearestAndExcludedWhenTheProfileFailsClosed() {
        situation
                .endpoint(unpriced())
                .profile("closed", Map.of("failClosed", true))
                .profile("avoiding", Map.of("unknownPrices", "avoid", "weights", Map.of("quality", 1)));

        Decision open = situation.decide("economy", Situation.chat());

        assertThat(open.ranking()).endsWith("n/new");
        assertThat(open.ratings().normalised(Term.COST.ordinal(), 2)).isZero();
        assertDropped(situation.decide("closed", Situation.chat()), "n/new", "unknown_price");
        assertThat(situation.decide("avoiding", Situation.chat()).ranking()).endsWith("n/new");
    }

    @Test
    void leavesOutWhatHealthHasClosed() {
        situation.health("a/cheap", new HealthReading("rate_limited", 2_300, 0.9, -1, -1));

        Decision decision = situation.decide("economy", Situation.chat());

        assertThat(decision.ranking()).containsExactly("b/smart");
        assertDropped(decision, "a/cheap", "rate_limited");
        assertThat(decision.drop(0).orElseThrow().text()).isEqualTo("rate_limited (for 2300 ms)");
    }

    @Test
    void whenEverythingFailedTooOftenItIsTriedAllTheSameUnlessTheProfileFailsClosed() {
        HealthReading broken = new HealthReading("breaker_open", 5_000, 0.1, -1, -1);
        situation
                .health("a/cheap", broken)
                .health("b/smart", new HealthReading("rate_limited", 1_000, 0.9, -1, -1))
                .profile("closed", Map.of("failClosed", true));

        Decision open = situation.decide("default", Situation.chat());

        assertThat(open.panic()).isTrue();
        assertThat(open.ranking()).containsExactly("a/cheap");
        assertThat(situation.decide("closed", Situation.chat()).ranking()).isEmpty();
    }

    @Test
    void panicNeverRelaxesARequirement() {
        situation
                .health("a/cheap", new HealthReading("breaker_open", 5_000, 0.1, -1, -1))
                .health("b/smart", new HealthReading("breaker_open", 5_000, 0.1, -1, -1))
                .profile("eu", Map.of("require", Map.of("region", "eu")));

        assertThat(situation.decide("eu", Situation.chat()).ranking()).isEmpty();
    }

    @Test
    void staysWithinWhatTheKeyAndTheWorkspaceAllow() {
        situation.with("workspaces", Map.of("w", Map.of("allow", Map.of("models", List.of("b/*", "a/*")))));
        Bounds onlyB = new Bounds(Set.of("b/*"), Set.of("*"), Set.of("*"), Set.of("us"), Set.of("*"));
        Caller caller = new Caller("w", "k", null, null, null, Map.of(), onlyB);

        Decision decision = situation.decide(
                "default", RequestFeatures.builder().caller(caller).build());

        assertThat(decision.ranking()).containsExactly("b/smart");
        assertDropped(decision, "a/cheap", "not_allowed");
    }

    @Test
    void aLockBindsToAProvider() {
        Decision decision = situation.decide("economy", Situation.chat(), locked("b", true));

        assertThat(decision.ranking()).containsExactly("b/smart");
        assertDropped(decision, "a/cheap", "lock");
    }

    @Test
    void stateThatCanBeLeftOutPutsItsHolderFirstWhateverTheScores() {
        situation.profile("p", Map.of("candidates", List.of("a/*"), "fallback", List.of("b/*")));

        Decision decision = situation.decide("p", Situation.chat(), locked("b/smart", false));

        assertThat(decision.ranking()).containsExactly("b/smart", "a/cheap");
        assertThat(decision.reason()).isEqualTo("bound by the conversation");
        assertThat(decision.margin()).isEmpty();
    }

    @Test
    void aHolderThatCannotAnswerIsLeftOnlyWhenItsStateCanBeLeftOut() {
        situation.health("b/smart", new HealthReading("rate_limited", 5_000, 0.9, -1, -1));

        Decision movable = situation.decide("default", Situation.chat(), locked("b/smart", false));
        Decision firm = situation.decide("default", Situation.chat(), locked("b/smart", true));

        assertThat(movable.ranking()).containsExactly("a/cheap");
        assertThat(movable.reason()).isEqualTo("the conversation's own model cannot answer");
        assertThat(firm.ranking()).isEmpty();
        assertDropped(firm, "a/cheap", "lock");
        assertDropped(firm, "b/smart", "rate_limited");
    }

    @Test
    void whoAsksForOneModelByNameIsNotSentElsewhereByALock() {
        RequestFeatures named = RequestFeatures.builder().model("a/cheap").build();

        assertThat(situation.decide("default", named, locked("b", true)).ranking())
                .contains("a/cheap");
    }

    @Test
    void aWarmCacheIsPartOfThePrice() {
        Situation cached = Situation.empty().endpoint(cached("a", 2.0)).endpoint(cached("b", 1.9));
        RequestFeatures large = RequestFeatures.builder().inputTokens(100_000).build();

        double cold = cost(cached.decide("economy", large), "a/m");
        double warm = cost(cached.decide("economy", large, warmAt("a/m", 90_000)), "a/m");

        assertThat(warm).isLessThan(cold * 0.3);
    }

    @Test
    void whoWouldHaveToWriteThePromptToItsCacheAgainPaysForThat() {
        Price price = new Price(
                BigDecimal.ONE,
                BigDecimal.ONE,
                new BigDecimal("0.1"),
                new BigDecimal("1.25"),
                new BigDecimal("2"),
                null,
                List.of(),
                "test",
                null,
                null);
        Situation cached = Situation.empty().endpoint(priced("a", price)).endpoint(priced("b", price));
        RequestFeatures large = RequestFeatures.builder()
                .inputTokens(100_000)
                .maxOutputTokens(1)
                .build();

        Affinity fiveMinutes = warmAt("a/m", 90_000);
        Affinity hour = new Affinity(null, null, "a/m", 90_000, fiveMinutes.caches(), true, null);

        assertThat(cost(cached.decide("economy", large, fiveMinutes), "a/m")).isCloseTo(0.019, within(1e-5));
        assertThat(cost(cached.decide("economy", large, fiveMinutes), "b/m")).isCloseTo(0.1225, within(1e-5));
        assertThat(cost(cached.decide("economy", large, hour), "b/m")).isCloseTo(0.19, within(1e-5));
    }

    @Test
    void aCacheThatMissesOftenIsExpectedToMiss() {
        Situation cached = Situation.empty().endpoint(cached("a", 2.0)).endpoint(cached("b", 2.0));
        RequestFeatures large = RequestFeatures.builder().inputTokens(100_000).build();
        double sure = cost(cached.decide("economy", large, warmAt("a/m", 90_000)), "a/m");

        for (int i = 0; i < 15; i++) {
            cached.learned().learnCache("a/m", false);
        }

        assertThat(cost(cached.decide("economy", large, warmAt("a/m", 90_000)), "a/m"))
                .isGreaterThan(sure * 2);
    }

    @Test
    void aLongInputIsPricedByItsTierAndEveryRequestByItsFee() {
        PriceTier above = new PriceTier(200_000, new BigDecimal("4"), new BigDecimal("6"), null, null, null);
        Price price = new Price(
                new BigDecimal("2"),
                new BigDecimal("3"),
                null,
                null,
                null,
                new BigDecimal("0.01"),
                List.of(above),
                "test",
                null,
                null);
        Situation tiered = Situation.empty().endpoint(windowed(priced("a", price), 1_000_000));

        double below = cost(tiered.decide("economy", ofTokens(200_000)), "a/m");
        Decision long200k = tiered.decide("economy", ofTokens(200_001));

        assertThat(below).isCloseTo(0.2 * 2 + 0.01 + 100e-6 * 3, within(1e-6));
        assertThat(cost(long200k, "a/m")).isCloseTo(0.200001 * 4 + 0.01 + 100e-6 * 6, within(1e-6));
        assertThat(long200k.toJson().utf8()).contains("\"above_tokens\":200000", "\"per_request\":0.01");
    }

    @Test
    void capsOnPricesHoldWhateverTheRequestCosts() {
        Situation capped = Situation.empty()
                .endpoint("a", "dear", 20, 0.9)
                .endpoint("a", "cheap", 1, 0.4)
                .profile("p", Map.of("maxPricePerMillion", Map.of("output", 10)));

        Decision decision = capped.decide("p", ofTokens(1));

        assertThat(decision.ranking()).containsExactly("a/cheap");
        assertThat(decision.drop(0)).contains(Drop.of(DropReason.PRICE_CAP));
    }

    @Test
    void aProfileSaysWhetherAnUnknownPriceIsEligible() {
        EndpointFacts known = Situation.facts("a", "known", 1, 0.1);
        EndpointFacts unknown = withoutPrice(Situation.facts("a", "unknown", 1, 0.9));
        Situation prices = Situation.empty()
                .endpoint(known)
                .endpoint(unknown)
                .profile("allow", Map.of("weights", Map.of("quality", 1)))
                .profile("avoid", Map.of("weights", Map.of("quality", 1), "unknownPrices", "avoid"))
                .profile("forbid", Map.of("weights", Map.of("quality", 1), "unknownPrices", "forbid"));

        assertThat(prices.decide("allow", Situation.chat()).ranking()).containsExactly("a/unknown", "a/known");
        assertThat(prices.decide("avoid", Situation.chat()).ranking()).containsExactly("a/known", "a/unknown");
        assertThat(prices.decide("forbid", Situation.chat()).ranking()).containsExactly("a/known");
    }

    @Test
    void whoIsExpectedToMissTheLatencyTargetComesAfterTheOthers() {
        Situation slow = Situation.empty()
                .endpoint("a", "slow", 1, 0.9)
                .endpoint("a", "quick", 1, 0.1)
                .health("a/slow", new HealthReading(null, 0, 1, 9_000, 10))
                .profile("p", Map.of("weights", Map.of("quality", 1), "latencyTarget", "8s"));

        assertThat(slow.decide("p", Situation.chat()).ranking()).containsExactly("a/quick", "a/slow");
    }

    @Test
    void whoIsMeasuredToBeginAfterTheCallersDeadlineIsNotAsked() {
        Situation slow = Situation.empty()
                .endpoint("a", "slow", 1, 0.9)
                .endpoint("a", "unmeasured", 1, 0.9)
                .health("a/slow", new HealthReading(null, 0, 1, 3_000, 10));
        ProfileConfig profile = slow.config().profiles().get("default");

        Decision decision = Selector.decide(slow.reader()
                .read(
                        profile,
                        Situation.chat(),
                        Dialect.OPENAI_CHAT,
                        Affinity.none(),
                        slow::reading,
                        new Moment(Situation.NOW, 1, 2_000)));

        assertThat(decision.ranking()).containsExactly("a/unmeasured");
        assertThat(decision.drop(0)).contains(Drop.of(DropReason.DEADLINE));
    }

    private static Affinity warmAt(String model, int tokens) {
        return new Affinity(null, null, model, tokens, Map.of(model, new CachedPrefix(tokens, 1)), false, null);
    }

    private static RequestFeatures ofTokens(int tokens) {
        return RequestFeatures.builder()
                .inputTokens(tokens)
                .maxOutputTokens(100)
                .build();
    }

    private static EndpointFacts priced(String provider, Price price) {
        return with(Situation.facts(provider, "m", 1, 0.5), price, 200_000);
    }

    private static EndpointFacts withoutPrice(EndpointFacts facts) {
        return with(facts, null, 200_000);
    }

    private static EndpointFacts windowed(EndpointFacts facts, int window) {
        return with(facts, facts.model().price(), window);
    }

    private static EndpointFacts with(EndpointFacts facts, Price price, int window) {
        ModelFacts model = facts.model();
        return new EndpointFacts(
                facts.key(),
                new ModelFacts(
                        model.id(),
                        model.capabilities(),
                        window,
                        model.maxOutput(),
                        price,
                        model.quality(),
                        1,
                        model.latency(),
                        null,
                        Set.of(),
                        Map.of()),
                false,
                "us",
                "us",
                null,
                true,
                false,
                facts.dialects());
    }

    @Test
    void whatUsageTaughtEntersTheDecision() {
        RequestFeatures asked = RequestFeatures.builder()
                .inputTokens(1_000)
                .maxOutputTokens(3_000)
                .build();
        double before = cost(situation.decide("default", asked), "a/cheap");

        for (int i = 0; i < 200; i++) {
            situation.learned().learn("a/cheap", "chat", 1_000, Usage.of(2_000, 5_000));
        }
        Decision after = situation.decide("default", asked);

        int cheap = List.of(after.inputs().candidates().name).indexOf("a/cheap");
        assertThat(cost(after, "a/cheap")).isGreaterThan(before * 3);
        assertThat(after.expectedOutputTokens(cheap)).isEqualTo(3_000);
        assertThat(after.toJson().utf8()).contains("\"output_tokens\":3000", "\"token_ratio\":1.");
    }

    private static double cost(Decision decision, String name) {
        int candidate = List.of(decision.inputs().candidates().name).indexOf(name);
        return decision.expectedCost(candidate).orElseThrow();
    }

    private static EndpointFacts cached(String provider, double usdPerMillion) {
        EndpointFacts facts = Situation.facts(provider, "m", usdPerMillion, 0.5);
        BigDecimal price = BigDecimal.valueOf(usdPerMillion);
        BigDecimal read = price.movePointLeft(1);
        return new EndpointFacts(
                facts.key(),
                facts.model().withPrice(new Price(price, price, read, null, "test", null, null)),
                facts.local(),
                facts.region(),
                facts.owner(),
                facts.retention(),
                facts.enabled(),
                facts.onlyByName(),
                facts.dialects());
    }

    private static Affinity locked(String to, boolean firm) {
        return new Affinity("caller:0123", new Lock(to, "file_id", firm), null, 0, Map.of(), false, null);
    }

    @Test
    void aConversationStaysUnlessAnotherModelIsClearlyBetter() {
        Situation twins = Situation.empty().endpoint("a", "one", 1, 0.70).endpoint("b", "two", 1, 0.72);

        assertThat(twins.decide("default", Situation.chat()).choice()).contains("b/two");
        assertThat(twins.decide(
                                "default",
                                Situation.chat(),
                                new Affinity(null, null, "a/one", 0, Map.of(), false, null))
                        .choice())
                .contains("a/one");
        assertThat(situation
                        .decide(
                                "quality",
                                Situation.chat(),
                                new Affinity(null, null, "a/cheap", 0, Map.of(), false, null))
                        .choice())
                .contains("b/smart");
    }

    @Test
    void pluginsFilterAndScoreByName() {
        situation
                .plugins(PolicyPlugins.of(List.of(new OnlyProviderA()), List.of(new LikesSmart())))
                .profile("filtered", Map.of("filters", List.of("only-a")))
                .profile("scored", Map.of("weights", Map.of("cost", 1), "scorers", Map.of("likes-smart", 100)));

        Decision filtered = situation.decide("filtered", Situation.chat());

        assertThat(filtered.ranking()).containsExactly("a/cheap");
        assertDropped(filtered, "b/smart", "filter:only-a");
        assertThat(situation.decide("scored", Situation.chat()).ranking()).containsExactly("b/smart", "a/cheap");
    }

    @Test
    void tellsTheMarginAndWhatWouldFlipTheChoice() {
        Decision decision = situation.decide("default", Situation.chat());
        Flip flip = decision.flips().stream()
                .filter(one -> one.term().equals("cost"))
                .findFirst()
                .orElseThrow();
        double cost = 0.3 + flip.change();
        double beyond = Math.copySign(1e-6, flip.change());

        assertThat(decision.choice()).contains("b/smart");
        assertThat(decision.margin().orElseThrow()).isPositive();
        assertThat(flip.to()).isEqualTo("a/cheap");
        assertThat(withCost(cost - beyond).choice()).contains("b/smart");
        assertThat(withCost(cost + beyond).choice()).contains("a/cheap");
    }

    @Test
    void whoRecoversOrIsBusyComesAfterAllOthersAndIsStillTried() {
        situation.health("a/cheap", new HealthReading(HealthReading.RECOVERING, 20_000, 0.9, -1, -1));

        assertThat(situation.decide("economy", Situation.chat()).ranking()).containsExactly("b/smart", "a/cheap");

        situation.health("b/smart", new HealthReading(HealthReading.BUSY, 0, 0.9, -1, -1));
        assertThat(situation.decide("economy", Situation.chat()).ranking()).containsExactly("a/cheap", "b/smart");
    }

    @Test
    void whoWasNotReachedIsTriedWhenNobodyElseIsLeft() {
        situation.health("a/cheap", new HealthReading("unreachable", 5_000, 0.9, -1, -1));
        assertThat(situation.decide("economy", Situation.chat()).ranking()).containsExactly("b/smart");

        situation.health("b/smart", new HealthReading("unreachable", 5_000, 0.9, -1, -1));
        Decision panic = situation.decide("economy", Situation.chat());
        assertThat(panic.panic()).isTrue();
        assertThat(panic.ranking()).containsExactly("a/cheap", "b/smart");
    }

    @Test
    void looksAgainBeforeEveryAttempt() {
        situation
                .plugins(PolicyPlugins.of(List.of(new OnlyProviderA()), List.of()))
                .profile("p", Map.of());
        InputsReader reader = situation.reader();
        ProfileConfig profile = situation.config().profiles().get("default");
        Decision decision = situation.decide("default", Situation.chat());

        HopCheck check = reader.hopCheck(decision, profile, Situation.chat());

        HealthReading well = HealthReading.unknown(0.9);
        assertThat(check.judge(0, well, false)).isEmpty();
        assertThat(check.judge(0, new HealthReading("credential_bad", 0, 0, -1, -1), false)
                        .map(Drop::code))
                .contains("credential_bad");
        check.needsLargerWindowThan(0);
        assertThat(check.judge(1, well, false).map(Drop::code)).contains("context_window");
        assertThat(reader.endpoint(new EndpointKey("a", "cheap"))).isPresent();
    }

    @Test
    void aModelForEmbeddingsNeverChatsAndOthersNeverEmbed() {
        EndpointFacts vectors = new EndpointFacts(
                new EndpointKey("v", "text-embedding-3-small"),
                ModelCatalog.builtIn()
                        .find("openai", "text-embedding-3-small", LocalDate.of(2026, 11, 25))
                        .orElseThrow(),
                false,
                "us",
                "us",
                null,
                true,
                false,
                Set.of());
        situation.endpoint(vectors);
        RequestFeatures embed =
                RequestFeatures.builder().needs(Set.of(Capability.EMBEDDINGS)).build();

        assertDropped(situation.decide("default", Situation.chat()), "v/text-embedding-3-small", "capability");
        assertThat(situation.decide("default", embed).ranking()).containsExactly("v/text-embedding-3-small");
    }

    @Test
    void avoidsTranslationWhereTheProfileSaysSo() {
        situation.profile("careful", Map.of("onLoss", "avoid", "weights", Map.of("quality", 1)));
        ProfileConfig profile = situation.config().profiles().get("careful");
        EndpointFacts translated = situation.endpoints().get(1);
        situation.endpoints().set(1, with(translated, Set.of(Dialect.ANTHROPIC_MESSAGES)));

        DecisionInputs inputs = situation
                .reader()
                .read(
                        profile,
                        Situation.chat(),
                        Dialect.OPENAI_CHAT,
                        Affinity.none(),
                        situation::reading,
                        new Moment(0, 0, Moment.NO_DEADLINE));

        assertThat(Selector.decide(inputs).ranking()).containsExactly("a/cheap", "b/smart");
    }

    private Decision withCost(double cost) {
        situation.profile(
                "tuned", Map.of("weights", Map.of("cost", cost, "latency", 0.2, "quality", 0.4, "availability", 0.1)));
        return situation.decide("tuned", Situation.chat());
    }

    private static EndpointFacts unpriced() {
        EndpointFacts known = Situation.facts("n", "new", 1, 0.95);
        return new EndpointFacts(
                known.key(), known.model().withPrice(null), false, "us", "us", null, true, false, known.dialects());
    }

    private static EndpointFacts with(EndpointFacts facts, Set<Dialect> dialects) {
        return new EndpointFacts(facts.key(), facts.model(), false, "us", "us", null, true, false, dialects);
    }

    private static void assertDropped(Decision decision, String name, String code) {
        for (int i = 0; i < decision.inputs().size(); i++) {
            if (decision.endpoint(i).name().equals(name)) {
                assertThat(decision.drop(i).map(Drop::code)).contains(code);
                assertThat(decision.ranking()).doesNotContain(name);
                return;
            }
        }
        throw new AssertionError("no candidate " + name);
    }

    private static final class OnlyProviderA implements CandidateFilter {
        @Override
        public String name() {
            return "only-a";
        }

        @Override
        public Verdict judge(Candidate candidate, RequestFeatures request) {
            return candidate.provider().equals("a") ? Verdict.keep() : Verdict.drop("not a");
        }
    }

    private static final class LikesSmart implements CandidateScorer {
        @Override
        public String name() {
            return "likes-smart";
        }

        @Override
        public Score score(Candidate candidate, RequestFeatures request) {
            return new Score(candidate.model().equals("smart") ? 1 : 0, "by name");
        }
    }
}
