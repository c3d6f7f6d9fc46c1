package dev.pointsman.router.selection;

import dev.pointsman.api.policy.Candidate;
import dev.pointsman.api.provider.Capability;
import dev.pointsman.router.catalog.ModelFacts;
import dev.pointsman.router.health.HealthReading;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes what plugins' filters and scorers see of a row of the inputs. */
final class Candidates {

    private Candidates() {}

    static Candidate of(CandidateInputs inputs, int i, int inputTokens, @Nullable Set<Capability> capabilities) {
        return builder(inputs, i, inputTokens, capabilities).build();
    }

    /** The same row with what is known of its endpoint now. */
    static Candidate again(DecisionInputs inputs, int i, HealthReading now, ModelFacts model) {
        return builder(inputs.candidates(), i, inputs.request().inputTokens(), model.capabilities())
                .availability(now.availability())
                .build();
    }

    private static Candidate.Builder builder(
            CandidateInputs inputs, int i, int inputTokens, @Nullable Set<Capability> capabilities) {
        return Candidate.of(inputs.provider[i], inputs.model[i])
                .capabilities(capabilities == null ? Set.of() : capabilities)
                .contextWindow(inputs.window[i] < 0 ? null : Integer.valueOf(inputs.window[i]))
                .maxOutput(inputs.maxOutput[i] < 0 ? null : Integer.valueOf(inputs.maxOutput[i]))
                .region(inputs.region[i])
                .local(inputs.local[i])
                .expectedCost(known(inputs.cost(i, inputTokens)))
                .expectedSeconds(known(inputs.seconds(i)))
                .quality(known(inputs.quality[i]))
                .availability(inputs.availability[i])
                .carbonGrams(known(inputs.carbonGrams(i)));
    }

    private static @Nullable Double known(double value) {
        return Double.isNaN(value) ? null : Double.valueOf(value);
    }
}
