package dev.pointsman.router.selection;

import dev.pointsman.api.exchange.Payload;
import java.util.Objects;

/**
 * Everything a decision depends on, as values. What a decision stores, so that it can be repeated bit for bit.
 *
 * @param nowMillis since the epoch
 * @param seed breaks ties and makes the decision's id; differs from request to request
 * @param policyVersion of the policy snapshot
 * @param catalogVersion of the catalog
 */
public record DecisionInputs(
        long nowMillis,
        long seed,
        String policyVersion,
        String catalogVersion,
        RequestInputs request,
        PolicyInputs policy,
        CandidateInputs candidates) {

    public DecisionInputs {
        Objects.requireNonNull(policyVersion, "policyVersion");
        Objects.requireNonNull(catalogVersion, "catalogVersion");
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(candidates, "candidates");
    }

    /**
     * Reads recorded inputs: a decision's JSON, or its member {@code inputs} alone.
     *
     * @throws IllegalArgumentException when it is neither
     */
    public static DecisionInputs fromJson(Payload json) {
        return InputsJson.read(json);
    }

    /** How many candidates there are. */
    public int size() {
        return candidates.size();
    }

    /** Equal bytes for equal inputs. */
    public Payload toJson() {
        return InputsJson.write(this);
    }
}
