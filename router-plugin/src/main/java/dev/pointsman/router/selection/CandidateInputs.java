package dev.pointsman.router.selection;

import org.jspecify.annotations.Nullable;

/**
 * The raw values of all candidates, a column each; unknown numbers are NaN, unknown counts -1. Columns rather than objects,
 * since a decision looks at every candidate and most of a row never changes. Filled by {@link InputsReader} or read from a
 * record, and never changed afterwards.
 */
final class CandidateInputs {

    final String[] name;
    final String[] provider;
    final String[] model;
    /** 0 for candidates, 1 and up for the entries of the fallback chain. */
    final int[] tier;

    final boolean[] local;
    final @Nullable String[] region;
    /** Who answers for the credential the caller would be served with, or for the endpoint where it needs none. */
    final String[] owner;
    /** Which credential would be the first; null when none is needed or none may be used. */
    final @Nullable String[] credential;

    final double[] retentionDays;
    final int[] window;
    final int[] maxOutput;
    /** The first need of the request that the model is known not to meet. */
    final @Nullable String[] lacking;
    /** Why it may not answer whatever its values: {@code disabled}, {@code not_allowed}, {@code filter:<name>}. */
    final @Nullable String[] barred;
    /** Whether the request would lose something on its way there, where the profile avoids that; else it is not looked at. */
    final boolean[] lossy;
    /** USD per million tokens, as the two below. */
    final double[] inputPrice;

    final double[] outputPrice;
    final double[] cachedReadPrice;
    /** Of what is written to the vendor's cache for as long as this request asks. */
    final double[] cacheWritePrice;
    /** USD for the request, whatever its size. */
    final double[] requestFee;
    /** The prices are those of inputs above this many tokens; 0 for those of any size. */
    final int[] priceAbove;

    final @Nullable String[] priceSource;
    final @Nullable String[] priceFetched;
    final @Nullable String[] priceFrom;
    /** Of the input, what lies in the vendor's cache or would be written to it. */
    final int[] prefixTokens;
    /** How likely the vendor's cache still holds it, 0 to 1. */
    final double[] warm;

    /** How many tokens it makes of what the request's estimate counts as one, as measured; 1 while nothing was. */
    final double[] tokenRatio;

    final int[] outputTokens;
    final double[] firstTokenMillis;
    final double[] millisPerToken;
    /** Whether the two above were measured; else they are the catalog's prior. */
    final boolean[] measured;

    final double[] quality;
    final double[] availability;
    final @Nullable String[] closedBy;
    final long[] closedForMillis;
    final double[] carbonPerThousand;
    /** By scorer, then by candidate. */
    final double[][] scores;

    CandidateInputs(int size, int scorers) {
        name = new String[size];
        provider = new String[size];
        model = new String[size];
        tier = new int[size];
        local = new boolean[size];
        region = new @Nullable String[size];
        owner = new String[size];
        credential = new @Nullable String[size];
        retentionDays = new double[size];
        window = new int[size];
        maxOutput = new int[size];
        inputPrice = new double[size];
        outputPrice = new double[size];
        cachedReadPrice = new double[size];
        cacheWritePrice = new double[size];
        requestFee = new double[size];
        priceAbove = new int[size];
        priceSource = new @Nullable String[size];
        priceFetched = new @Nullable String[size];
        priceFrom = new @Nullable String[size];
        carbonPerThousand = new double[size];
        lacking = new @Nullable String[size];
        barred = new @Nullable String[size];
        lossy = new boolean[size];
        prefixTokens = new int[size];
        warm = new double[size];
        tokenRatio = new double[size];
        outputTokens = new int[size];
        firstTokenMillis = new double[size];
        millisPerToken = new double[size];
        measured = new boolean[size];
        quality = new double[size];
        availability = new double[size];
        closedBy = new @Nullable String[size];
        closedForMillis = new long[size];
        scores = new double[scorers][size];
    }

    /** Shares the columns that do not differ from request to request, and starts the others afresh. */
    private CandidateInputs(CandidateInputs facts, int scorers) {
        int size = facts.size();
        name = facts.name;
        provider = facts.provider;
        model = facts.model;
        tier = facts.tier;
        local = facts.local;
        region = facts.region;
        owner = facts.owner.clone();
        credential = new @Nullable String[size];
        retentionDays = facts.retentionDays;
        window = facts.window;
        maxOutput = facts.maxOutput;
        requestFee = facts.requestFee;
        priceSource = facts.priceSource;
        priceFetched = facts.priceFetched;
        priceFrom = facts.priceFrom;
        // Long inputs may cost more per token, so a request has prices of its own.
        inputPrice = facts.inputPrice.clone();
        outputPrice = facts.outputPrice.clone();
        cachedReadPrice = facts.cachedReadPrice.clone();
        cacheWritePrice = facts.cacheWritePrice.clone();
        priceAbove = new int[size];
        carbonPerThousand = facts.carbonPerThousand;
        lacking = new @Nullable String[size];
        barred = new @Nullable String[size];
        lossy = new boolean[size];
        prefixTokens = new int[size];
        warm = new double[size];
        tokenRatio = new double[size];
        outputTokens = new int[size];
        firstTokenMillis = new double[size];
        millisPerToken = new double[size];
        measured = new boolean[size];
        quality = new double[size];
        availability = new double[size];
        closedBy = new @Nullable String[size];
        closedForMillis = new long[size];
        scores = new double[scorers][size];
    }

    /** For one request: the same facts, and everything else unset. */
    CandidateInputs forRequest(int scorers) {
        return new CandidateInputs(this, scorers);
    }

    int size() {
        return name.length;
    }

    boolean priceKnown(int candidate) {
        return !Double.isNaN(inputPrice[candidate]) && !Double.isNaN(outputPrice[candidate]);
    }

    /** The input as the candidate counts it, from the common estimate. */
    double tokens(int candidate, int inputTokens) {
        return inputTokens * tokenRatio[candidate];
    }

    /**
     * Expected USD of a request; NaN when the price is unknown. What lies in the vendor's cache is read from it as likely as it
     * is still warm, else written to it again.
     */
    double cost(int candidate, int inputTokens) {
        double tokens = tokens(candidate, inputTokens);
        double prefix = Math.min(prefixTokens[candidate], tokens);
        double input = inputPrice[candidate];
        double read = Double.isNaN(cachedReadPrice[candidate]) ? input : cachedReadPrice[candidate];
        double write = Double.isNaN(cacheWritePrice[candidate]) ? input : cacheWritePrice[candidate];
        double cached = prefix * (warm[candidate] * read + (1 - warm[candidate]) * write);
        double answer = outputTokens[candidate] * outputPrice[candidate];
        return ((tokens - prefix) * input + cached + answer) / 1e6 + requestFee[candidate];
    }

    double seconds(int candidate) {
        return (firstTokenMillis[candidate] + outputTokens[candidate] * millisPerToken[candidate]) / 1e3;
    }

    double carbonGrams(int candidate) {
        return carbonPerThousand[candidate] * outputTokens[candidate] / 1e3;
    }
}
