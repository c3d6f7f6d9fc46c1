package dev.pointsman.router.selection;

import dev.pointsman.router.config.OnLoss;
import dev.pointsman.router.config.UnknownPrices;
import dev.pointsman.router.config.Weights;
import dev.pointsman.router.session.Lock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the profile demands, as plain values.
 *
 * @param scorers names of plugins' scorers, in the order of {@code scorerWeights}
 * @param scorerWeights on the scale of the five weights
 * @param requireLocal only endpoints the operator declared local
 * @param regions required, any of them; empty for any
 * @param maxRetentionDays NaN for any
 * @param owners required, any of them; empty for any
 * @param maxPriceUsd for one request; NaN for any
 * @param maxInputUsd per million tokens; NaN for any
 * @param maxOutputUsd per million tokens; NaN for any
 * @param latencyTargetSeconds who is expected to take longer comes after the others; NaN for none
 * @param lock what the conversation is bound to; null when free
 * @param lastModel the {@code provider/model} that answered the conversation last; null when unknown
 * @param stickiness added to the score of {@code lastModel}
 * @param brokeOff the {@code provider/model} that comes last, since its answer to the conversation broke off; null when none did
 */
public record PolicyInputs(
        String profile,
        Weights weights,
        List<String> scorers,
        List<Double> scorerWeights,
        boolean requireLocal,
        List<String> regions,
        double maxRetentionDays,
        List<String> owners,
        boolean failClosed,
        double qualityFloor,
        double maxPriceUsd,
        double maxInputUsd,
        double maxOutputUsd,
        double latencyTargetSeconds,
        UnknownPrices unknownPrices,
        OnLoss onLoss,
        @Nullable Lock lock,
        @Nullable String lastModel,
        double stickiness,
        @Nullable String brokeOff) {

    public PolicyInputs {
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(weights, "weights");
        scorers = List.copyOf(scorers);
        scorerWeights = List.copyOf(scorerWeights);
        regions = List.copyOf(regions);
        owners = List.copyOf(owners);
        if (scorers.size() != scorerWeights.size()) {
            throw new IllegalArgumentException("each scorer needs a weight");
        }
    }
}
