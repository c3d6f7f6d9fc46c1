package dev.pointsman.router.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.api.exchange.Payload;
import dev.pointsman.router.config.OnLoss;
import dev.pointsman.router.config.UnknownPrices;
import dev.pointsman.router.config.Weights;
import dev.pointsman.router.session.Affinity;
import dev.pointsman.router.session.Lock;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class DecisionPropertiesTest {

    private static final int CASES = 10_000;

    @Property(tries = CASES)
    void aDecisionIsRepeatedBitForBitFromItsRecord(@ForAll long seed, @ForAll @IntRange(max = 12) int size) {
        Decision decision = Selector.decide(inputs(new Random(seed), size));

        Decision again = Selector.decide(DecisionInputs.fromJson(decision.toJson()));

        assertThat(again.toJson().utf8()).isEqualTo(decision.toJson().utf8());
        assertThat(again.id()).isEqualTo(decision.id());
        assertThat(DecisionInputs.fromJson(decision.inputs().toJson()).toJson())
                .isEqualTo(decision.inputs().toJson());
    }

    @Property(tries = CASES)
    void editingARecordedInputChangesTheDecision(@ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int size) {
        DecisionInputs inputs = inputs(new Random(seed), size);
        // A price is what makes the number of input tokens matter.
        inputs.candidates().inputPrice[0] = 1;
        inputs.candidates().outputPrice[0] = 5;
        Payload before = Selector.decide(inputs).toJson();
        String edited = before.utf8()
                .replaceFirst("\"input_tokens\":" + inputs.request().inputTokens(), "\"input_tokens\":999999");

        Decision after = Selector.decide(DecisionInputs.fromJson(Payload.ofUtf8(edited)));

        assertThat(after.inputs().request().inputTokens()).isEqualTo(999_999);
        assertThat(after.toJson()).isNotEqualTo(before);
        assertThat(candidates(after)).isNotEqualTo(candidates(Selector.decide(inputs)));
    }

    @Property(tries = CASES)
    void aCandidateThatLeavesNeverReordersTheOthers(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 10) int size, @ForAll @IntRange(max = 29) int pick) {
        DecisionInputs all = inputs(new Random(seed), size);
        int leaving = pick % size;
        String gone = all.candidates().name[leaving];
        Decision before = Selector.decide(all);

        Decision after = Selector.decide(without(all, leaving));

        if (before.panic() == after.panic()) {
            List<String> expected = new ArrayList<>(before.ranking());
            expected.remove(gone);
            assertThat(after.ranking()).isEqualTo(expected);
        }
    }

    @Property(tries = CASES)
    void everyRankedCandidateMeetsEveryConstraint(@ForAll long seed, @ForAll @IntRange(max = 30) int size) {
        DecisionInputs inputs = inputs(new Random(seed), size);

        Decision decision = Selector.decide(inputs);

        assertThat(decision.ranked()).allSatisfy(ranked -> {
            int i = ranked.candidate();
            CandidateInputs candidates = inputs.candidates();
            assertThat(Constraints.judgeAllButHealth(inputs, i)).isNull();
            assertThat(candidates.closedBy[i] == null || decision.panic()).isTrue();
            assertThat(!inputs.policy().requireLocal() || candidates.local[i]).isTrue();
        });
        long kept = IntStream.range(0, size)
                .filter(i -> Constraints.judge(inputs, i) == null)
                .count();
        assertThat(decision.ranking())
                .hasSize(kept > 0 ? (int) kept : decision.ranking().size());
    }

    @Property(tries = CASES)
    void scoresAndTermsStayBetweenZeroAndOne(@ForAll long seed, @ForAll @IntRange(max = 20) int size) {
        Decision decision = Selector.decide(inputs(new Random(seed), size));

        for (int i = 0; i < size; i++) {
            double sum = 0;
            for (int term = 0; term < decision.ratings().terms(); term++) {
                assertThat(decision.ratings().normalised(term, i)).isBetween(0.0, 1.0);
                sum += decision.ratings().weight(term);
            }
            assertThat(sum).isBetween(0.999999, 1.000001);
            assertThat(decision.ratings().score(i)).isBetween(0.0, 1.0 + Affinity.STICKINESS + 1e-9);
        }
    }

    /** What would flip it is the smallest change that does: with it another one comes first, with a little less nothing changes. */
    @Property(tries = CASES)
    void theChangeOfAWeightThatWouldFlipADecisionIsTheSmallest(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 10) int size) {
        Decision decision = Selector.decide(inputs(new Random(seed), size));
        Ratings ratings = decision.ratings();

        for (Flip flip : decision.flips()) {
            int term = term(decision, flip.term());
            int first = decision.order()[0];
            int to = decision.ranking().indexOf(flip.to());
            double slope = ratings.normalised(term, decision.order()[to]) - ratings.normalised(term, first);
            // What the nearest other gains by it, so that rounding decides nothing.
            double little = 1e-6 / Math.abs(slope);
            double more = flip.change() + Math.copySign(little, flip.change());
            double less = flip.change() - Math.copySign(little, flip.change());

            if (ratings.weight(term) + more >= 0) {
                assertThat(best(decision, term, more)).isNotEqualTo(first);
            }
            if (Math.abs(flip.change()) > little) {
                assertThat(best(decision, term, less)).isEqualTo(first);
            }
        }
    }

    @Property(tries = CASES)
    void whoGetsCheaperQuickerBetterOrSaferNeverFallsBehind(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int size, @ForAll @IntRange(max = 11) int pick) {
        int i = pick % size;
        Decision before = Selector.decide(inputs(new Random(seed), size));
        DecisionInputs better = inputs(new Random(seed), size);
        CandidateInputs candidates = better.candidates();
        String name = candidates.name[i];
        candidates.outputPrice[i] *= 0.5;
        candidates.inputPrice[i] *= 0.9;
        candidates.firstTokenMillis[i] *= 0.5;
        candidates.quality[i] = Math.min(1, candidates.quality[i] + 0.2);
        candidates.availability[i] = Math.min(1, candidates.availability[i] + 0.1);

        Decision after = Selector.decide(better);

        int was = before.ranking().indexOf(name);
        if (was >= 0 && before.panic() == after.panic()) {
            List<String> overtaken =
                    before.ranking().subList(was + 1, before.ranking().size());
            int is = after.ranking().indexOf(name);
            assertThat(is).isNotNegative();
            assertThat(after.ranking().subList(is, after.ranking().size())).containsAll(overtaken);
        }
    }

    /** The best of the first one's own group, with one weight changed and the others as they are. */
    private static int best(Decision decision, int term, double change) {
        int first = decision.order()[0];
        int best = first;
        for (int candidate : decision.order()) {
            boolean same = Selector.group(decision.inputs(), candidate) == Selector.group(decision.inputs(), first);
            if (same && score(decision, candidate, term, change) > score(decision, best, term, change)) {
                best = candidate;
            }
        }
        return best;
    }

    private static double score(Decision decision, int candidate, int term, double change) {
        return decision.ratings().score(candidate) + change * decision.ratings().normalised(term, candidate);
    }

    private static int term(Decision decision, String name) {
        return IntStream.range(0, decision.ratings().terms())
                .filter(term -> decision.termName(term).equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Property(tries = CASES)
    void idsSortByTimeAndDifferBySeed(@ForAll @IntRange(max = 1_000_000) int millis, @ForAll long seed) {
        long now = Situation.NOW + millis;

        assertThat(Seeds.id(now, seed)).hasSize(26).isNotEqualTo(Seeds.id(now, seed + 1));
        assertThat(Seeds.id(now, seed)).isLessThan(Seeds.id(now + 1, seed - 7));
    }

    @Property(tries = CASES)
    void whatIsNoRecordIsRefused(@ForAll @IntRange(max = 3) int kind) {
        String text = List.of("{}", "[]", "{\"inputs\":{\"v\":9}}", "not json").get(kind);

        assertThatThrownBy(() -> DecisionInputs.fromJson(Payload.of(text.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String candidates(Decision decision) {
        String json = decision.toJson().utf8();
        return json.substring(json.indexOf("\"candidates\""), json.indexOf("\"inputs\""));
    }

    private static DecisionInputs inputs(Random random, int size) {
        boolean scored = random.nextBoolean();
        CandidateInputs candidates = new CandidateInputs(size, scored ? 1 : 0);
        for (int i = 0; i < size; i++) {
            fill(candidates, i, random);
        }
        RequestInputs request = new RequestInputs(
                "auto",
                "chat",
                random.nextInt(50_000),
                RequestInputs.ESTIMATE,
                random.nextInt(3_000) - 1,
                0,
                1,
                false,
                List.of(),
                List.of(),
                random.nextBoolean() ? "caller:0123" : null,
                random.nextInt(4) == 0 ? random.nextInt(2_000) : -1,
                random.nextBoolean());
        PolicyInputs policy = new PolicyInputs(
                "default",
                Weights.of(
                        random.nextDouble(),
                        random.nextDouble(),
                        random.nextDouble(),
                        random.nextDouble(),
                        random.nextDouble() + 1e-3),
                scored ? List.of("s") : List.of(),
                scored ? List.of(random.nextDouble()) : List.of(),
                random.nextInt(4) == 0,
                random.nextInt(4) == 0 ? List.of("eu") : List.of(),
                random.nextInt(4) == 0 ? 7 : Double.NaN,
                List.of(),
                random.nextInt(4) == 0,
                random.nextInt(3) == 0 ? random.nextDouble() / 2 : 0,
                random.nextInt(4) == 0 ? random.nextDouble() : Double.NaN,
                random.nextInt(6) == 0 ? 2 : Double.NaN,
                random.nextInt(6) == 0 ? 4 : Double.NaN,
                random.nextInt(4) == 0 ? 5 : Double.NaN,
                UnknownPrices.values()[random.nextInt(3)],
                OnLoss.values()[random.nextInt(3)],
                lock(random),
                size > 0 && random.nextBoolean() ? candidates.name[0] : null,
                Affinity.STICKINESS,
                size > 0 && random.nextInt(4) == 0 ? candidates.name[random.nextInt(size)] : null);
        return new DecisionInputs(Situation.NOW, random.nextLong(), "p", "c", request, policy, candidates);
    }

    private static Lock lock(Random random) {
        return random.nextInt(3) > 0 ? null : new Lock("p" + random.nextInt(5), "file_id", random.nextBoolean());
    }

    private static void fill(CandidateInputs into, int i, Random random) {
        into.provider[i] = "p" + random.nextInt(5);
        into.model[i] = "m" + i;
        into.name[i] = into.provider[i] + "/" + into.model[i];
        into.tier[i] = random.nextInt(3);
        into.local[i] = random.nextBoolean();
        into.region[i] = random.nextInt(3) == 0 ? null : random.nextBoolean() ? "eu" : "us";
        into.owner[i] = "o";
        into.retentionDays[i] = random.nextBoolean() ? Double.NaN : random.nextInt(30);
        into.window[i] = random.nextInt(4) == 0 ? -1 : 8_000 + random.nextInt(200_000);
        into.maxOutput[i] = random.nextInt(4) == 0 ? -1 : 4_000;
        into.lacking[i] = random.nextInt(8) == 0 ? "images" : null;
        into.barred[i] = random.nextInt(8) == 0 ? "filter:f" : null;
        into.lossy[i] = random.nextBoolean();
        boolean priced = random.nextInt(5) > 0;
        // Few different values, so that ties come up.
        into.inputPrice[i] = priced ? 1 + random.nextInt(3) : Double.NaN;
        into.outputPrice[i] = priced ? 5 : Double.NaN;
        into.cachedReadPrice[i] = random.nextBoolean() ? Double.NaN : 0.1;
        into.priceSource[i] = priced ? "test" : null;
        into.cacheWritePrice[i] = random.nextBoolean() ? Double.NaN : 2;
        into.requestFee[i] = random.nextInt(3) == 0 ? 0.01 : 0;
        into.prefixTokens[i] = random.nextInt(3) * 4_000;
        into.warm[i] = random.nextInt(3) / 2.0;
        into.tokenRatio[i] = 0.5 + random.nextDouble();
        into.outputTokens[i] = 1 + random.nextInt(3) * 300;
        into.firstTokenMillis[i] = 100 * (1 + random.nextInt(3));
        into.millisPerToken[i] = random.nextDouble() * 30;
        into.quality[i] = random.nextInt(5) == 0 ? Double.NaN : random.nextInt(5) / 4.0;
        into.availability[i] = random.nextInt(5) / 4.0;
        into.closedBy[i] = random.nextInt(5) == 0 ? "breaker_open" : random.nextInt(8) == 0 ? "odd_reason" : null;
        into.closedForMillis[i] = random.nextInt(3) * 100L;
        into.carbonPerThousand[i] = random.nextBoolean() ? Double.NaN : random.nextDouble();
        for (double[] scores : into.scores) {
            scores[i] = random.nextDouble();
        }
    }

    private static DecisionInputs without(DecisionInputs inputs, int leaving) {
        String json = inputs.toJson().utf8();
        // The record is the public way to the same inputs; one row is cut out of it.
        int row = 0;
        int start = json.indexOf("\"candidates\":[") + "\"candidates\":[".length();
        for (int at = start; row < leaving; row++) {
            at = json.indexOf("},{", at) + 2;
            start = at;
        }
        int end = json.indexOf("}", start) + 1;
        boolean last = json.charAt(end) != ',';
        String cut = last
                ? json.substring(0, leaving == 0 ? start : start - 1) + json.substring(end)
                : json.substring(0, start) + json.substring(end + 1);
        return DecisionInputs.fromJson(Payload.ofUtf8(cut));
    }
}
