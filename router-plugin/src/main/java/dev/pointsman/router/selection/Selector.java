package dev.pointsman.router.selection;

import dev.pointsman.router.config.OnLoss;
import dev.pointsman.router.config.UnknownPrices;
import dev.pointsman.router.health.HealthReading;
import dev.pointsman.router.session.Lock;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Chooses: filters, rates, ranks. A pure function; equal inputs give equal decisions on every machine. */
public final class Selector {

    private static final int AVOIDED = 3;
    private static final int FEW = 64;

    /** Beyond every tier of a fallback chain. */
    private static final int AFTER_OTHERS = 1 << 16;

    private static final int AFTER_HOLDER = 1 << 20;

    /** Beyond everybody who may answer at all. */
    private static final int AFTER_ALL = 1 << 21;

    private Selector() {}

    public static Decision decide(DecisionInputs inputs) {
        Ratings ratings = Ratings.of(inputs);
        @Nullable Drop[] drops = new @Nullable Drop[inputs.size()];
        int kept = 0;
        for (int i = 0; i < drops.length; i++) {
            drops[i] = Constraints.judge(inputs, i);
            kept += drops[i] == null ? 1 : 0;
        }
        boolean panic = kept == 0 && !inputs.policy().failClosed();
        int[] ranking = panic ? rank(inputs, ratings, drops, true) : rank(inputs, ratings, drops, false);
        return new Decision(inputs, ratings, drops, ranking, panic && ranking.length > 0);
    }

    /**
     * Whose answer to the conversation has just broken off comes last; who holds its state before all others, candidates before the fallback chain, what the profile avoids after
     * the rest of its tier, then by score.
     *
     * @param panic nothing is left, so those that only failed too often, or were not reached, are tried all the same: when every provider fails half
     *     of its calls, open breakers everywhere would make it all of them
     */
    private static int[] rank(DecisionInputs inputs, Ratings ratings, @Nullable Drop[] drops, boolean panic) {
        int[] ranking = new int[drops.length];
        int size = 0;
        for (int i = 0; i < drops.length; i++) {
            Drop drop = drops[i];
            if (panic ? drop != null && drop.reason().isPassedInPanic() : drop == null) {
                ranking[size++] = i;
            }
        }
        return sorted(Arrays.copyOf(ranking, size), inputs, ratings);
    }

    /** Insertion for the usual few, which allocates nothing; a merge sort beyond. */
    private static int[] sorted(int[] ranking, DecisionInputs inputs, Ratings ratings) {
        if (ranking.length > FEW) {
            return Arrays.stream(ranking)
                    .boxed()
                    .sorted((left, right) -> before(left, right, inputs, ratings) ? -1 : 1)
                    .mapToInt(Integer::intValue)
                    .toArray();
        }
        for (int i = 1; i < ranking.length; i++) {
            int candidate = ranking[i];
            int at = i;
            while (at > 0 && before(candidate, ranking[at - 1], inputs, ratings)) {
                ranking[at] = ranking[at - 1];
                at--;
            }
            ranking[at] = candidate;
        }
        return ranking;
    }

    private static boolean before(int left, int right, DecisionInputs inputs, Ratings ratings) {
        int group = group(inputs, left) - group(inputs, right);
        if (group != 0) {
            return group < 0;
        }
        double difference = ratings.score(left) - ratings.score(right);
        if (difference != 0) {
            return difference > 0;
        }
        String leftName = inputs.candidates().name[left];
        String rightName = inputs.candidates().name[right];
        long leftTie = Seeds.mix(inputs.seed() ^ leftName.hashCode());
        long rightTie = Seeds.mix(inputs.seed() ^ rightName.hashCode());
        return leftTie != rightTie ? leftTie < rightTie : leftName.compareTo(rightName) < 0;
    }

    /** Whether the conversation may go there without leaving state behind. */
    static boolean isHolder(DecisionInputs inputs, int candidate) {
        Lock lock = inputs.policy().lock();
        CandidateInputs candidates = inputs.candidates();
        return lock == null || lock.holds(candidates.provider[candidate], candidates.name[candidate]);
    }

    /** Whether the conversation's last answer from there broke off. */
    static boolean brokeOff(DecisionInputs inputs, int candidate) {
        return inputs.candidates().name[candidate].equals(inputs.policy().brokeOff());
    }

    /** Lower comes first; depends on the candidate alone. */
    static int group(DecisionInputs inputs, int candidate) {
        PolicyInputs policy = inputs.policy();
        CandidateInputs candidates = inputs.candidates();
        int avoided = 0;
        if (policy.unknownPrices() == UnknownPrices.AVOID && !candidates.priceKnown(candidate)) {
            avoided++;
        }
        if (policy.onLoss() == OnLoss.AVOID && candidates.lossy[candidate]) {
            avoided++;
        }
        if (candidates.seconds(candidate) > policy.latencyTargetSeconds()) {
            avoided++;
        }
        int group = candidates.tier[candidate] * (AVOIDED + 1) + avoided;
        if (HealthReading.yields(candidates.closedBy[candidate])) {
            group += AFTER_OTHERS;
        }
        if (brokeOff(inputs, candidate)) {
            group += AFTER_ALL;
        }
        return isHolder(inputs, candidate) ? group : AFTER_HOLDER + group;
    }
}
