package dev.pointsman.router.selection;

import java.util.ArrayList;
import java.util.List;

/** Finds, for each weight, the smallest change that puts another candidate first. */
final class Flips {

    private Flips() {}

    /**
     * With the weights' sum S free, the lead of the first over another is Σ wᵢ·dᵢ, where dᵢ is the difference of their
     * normalised terms; changing one weight by −lead ÷ dᵢ makes it zero. Only candidates of the first one's own group count:
     * no weight moves a candidate out of the fallback chain.
     */
    static List<Flip> of(Decision decision) {
        List<Flip> flips = new ArrayList<>();
        int[] ranking = decision.order();
        Ratings ratings = decision.ratings();
        for (int term = 0; ranking.length > 1 && term < ratings.terms(); term++) {
            double smallest = Double.POSITIVE_INFINITY;
            int to = -1;
            for (int rank = 1; rank < ranking.length; rank++) {
                double change = change(decision, term, ranking[0], ranking[rank]);
                if (Math.abs(change) < Math.abs(smallest)) {
                    smallest = change;
                    to = ranking[rank];
                }
            }
            if (to >= 0) {
                flips.add(new Flip(
                        decision.termName(term), smallest, decision.inputs().candidates().name[to]));
            }
        }
        return flips;
    }

    private static double change(Decision decision, int term, int first, int other) {
        Ratings ratings = decision.ratings();
        if (Selector.group(decision.inputs(), first) != Selector.group(decision.inputs(), other)) {
            return Double.POSITIVE_INFINITY;
        }
        double lead = ratings.score(first) - ratings.score(other);
        double difference = ratings.normalised(term, first) - ratings.normalised(term, other);
        double change = -lead / difference;
        boolean possible = Double.isFinite(change) && ratings.weight(term) + change >= 0;
        return possible ? change : Double.POSITIVE_INFINITY;
    }
}
