package dev.pointsman.router.selection;

import dev.pointsman.router.config.Weights;

/**
 * Every candidate's terms, raw and normalised, and the score they add up to. The terms of {@link Term} come first, those of
 * plugins' scorers after them.
 */
final class Ratings {

    private final int terms;
    private final double[] weights;
    private final double[][] raw;
    private final double[][] normalised;
    private final double[] scores;

    private Ratings(DecisionInputs inputs) {
        PolicyInputs policy = inputs.policy();
        int size = inputs.size();
        this.terms = Term.count() + policy.scorers().size();
        this.weights = weights(policy, terms);
        this.raw = new double[terms][];
        this.normalised = new double[terms][];
        this.scores = new double[size];
    }

    static Ratings of(DecisionInputs inputs) {
        Ratings ratings = new Ratings(inputs);
        ratings.rate(inputs);
        return ratings;
    }

    private void rate(DecisionInputs inputs) {
        CandidateInputs candidates = inputs.candidates();
        int size = candidates.size();
        double[] cost = new double[size];
        double[] seconds = new double[size];
        double[] carbon = new double[size];
        for (int i = 0; i < size; i++) {
            cost[i] = candidates.cost(i, inputs.request().inputTokens());
            seconds[i] = candidates.seconds(i);
            carbon[i] = candidates.carbonGrams(i);
        }
        raw[Term.COST.ordinal()] = cost;
        raw[Term.LATENCY.ordinal()] = seconds;
        raw[Term.QUALITY.ordinal()] = candidates.quality;
        raw[Term.AVAILABILITY.ordinal()] = candidates.availability;
        raw[Term.CARBON.ordinal()] = carbon;
        for (int term = 0; term < terms; term++) {
            if (term < Term.count()) {
                normalised[term] = normalise(Term.at(term), raw[term]);
            } else {
                raw[term] = candidates.scores[term - Term.count()];
                normalised[term] = raw[term];
            }
            for (int i = 0; i < size; i++) {
                scores[i] += weights[term] * normalised[term][i];
            }
        }
        addStickiness(inputs);
    }

    private void addStickiness(DecisionInputs inputs) {
        String lastModel = inputs.policy().lastModel();
        for (int i = 0; lastModel != null && i < scores.length; i++) {
            if (lastModel.equals(inputs.candidates().name[i])) {
                scores[i] += inputs.policy().stickiness();
            }
        }
    }

    private static double[] normalise(Term term, double[] raw) {
        double[] normalised = new double[raw.length];
        for (int i = 0; i < raw.length; i++) {
            normalised[i] = term.normalise(raw[i]);
        }
        return normalised;
    }

    /** Those of the profile and of its scorers together, normalised to a sum of 1. */
    private static double[] weights(PolicyInputs policy, int terms) {
        Weights five = policy.weights();
        double[] weights = new double[terms];
        weights[Term.COST.ordinal()] = five.cost();
        weights[Term.LATENCY.ordinal()] = five.latency();
        weights[Term.QUALITY.ordinal()] = five.quality();
        weights[Term.AVAILABILITY.ordinal()] = five.availability();
        weights[Term.CARBON.ordinal()] = five.carbon();
        for (int i = Term.count(); i < terms; i++) {
            weights[i] = policy.scorerWeights().get(i - Term.count());
        }
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        for (int i = 0; i < terms; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    int terms() {
        return terms;
    }

    double weight(int term) {
        return weights[term];
    }

    double raw(int term, int candidate) {
        return raw[term][candidate];
    }

    double normalised(int term, int candidate) {
        return normalised[term][candidate];
    }

    double score(int candidate) {
        return scores[candidate];
    }
}
