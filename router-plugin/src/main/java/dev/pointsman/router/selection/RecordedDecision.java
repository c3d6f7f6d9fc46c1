package dev.pointsman.router.selection;

import dev.pointsman.router.health.EndpointKey;
import dev.pointsman.router.health.HealthReading;
import dev.pointsman.router.session.Affinity;
import dev.pointsman.router.session.CachedPrefix;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A past decision as what another policy is compared with: what was known then, what was chosen, what was demanded. */
public final class RecordedDecision {

    /** What a profile demands of an endpoint, whatever the request; the other reasons differ from moment to moment. */
    private static final Set<DropReason> DEMANDS = EnumSet.of(
            DropReason.LOCALITY,
            DropReason.REGION,
            DropReason.RETENTION,
            DropReason.OWNER,
            DropReason.UNKNOWN_PRICE,
            DropReason.PRICE_CAP,
            DropReason.QUALITY_FLOOR);

    private final DecisionInputs inputs;
    private final Decision decision;

    public RecordedDecision(Decision decision) {
        this.decision = decision;
        this.inputs = decision.inputs();
    }

    /** When it was made. */
    public Moment moment() {
        return new Moment(inputs.nowMillis(), inputs.seed(), inputs.request().deadlineMillis());
    }

    /** What the conversation before it said. */
    public Affinity affinity() {
        CandidateInputs candidates = inputs.candidates();
        Map<String, CachedPrefix> caches = new HashMap<>();
        int prefix = 0;
        for (int row = 0; row < candidates.size(); row++) {
            prefix = Math.max(prefix, candidates.prefixTokens[row]);
            caches.put(candidates.name[row], new CachedPrefix(candidates.prefixTokens[row], candidates.warm[row]));
        }
        return new Affinity(
                inputs.request().session(),
                inputs.policy().lock(),
                inputs.policy().lastModel(),
                prefix,
                caches,
                inputs.request().hourLongCache(),
                inputs.policy().brokeOff());
    }

    /** What was known of an endpoint then; empty when it was no candidate. */
    public Optional<HealthReading> health(EndpointKey endpoint) {
        int row = row(endpoint.name());
        if (row < 0) {
            return Optional.empty();
        }
        CandidateInputs candidates = inputs.candidates();
        boolean measured = candidates.measured[row];
        return Optional.of(new HealthReading(
                candidates.closedBy[row],
                candidates.closedForMillis[row],
                candidates.availability[row],
                measured ? candidates.firstTokenMillis[row] : -1,
                measured ? candidates.millisPerToken[row] : -1,
                candidates.credential[row]));
    }

    /** Expected USD at a decision's choice; empty without a choice or a price. */
    public static OptionalDouble expectedCost(Decision decision) {
        return decision.ranked().isEmpty()
                ? OptionalDouble.empty()
                : decision.expectedCost(decision.ranked().getFirst().candidate());
    }

    /** Expected seconds at a decision's choice until its last frame; empty without a choice. */
    public static OptionalDouble expectedSeconds(Decision decision) {
        if (decision.ranked().isEmpty()) {
            return OptionalDouble.empty();
        }
        double seconds = decision.inputs()
                .candidates()
                .seconds(decision.ranked().getFirst().candidate());
        return Double.isNaN(seconds) ? OptionalDouble.empty() : OptionalDouble.of(seconds);
    }

    /** Which demand of this decision's profile another decision's choice does not meet; empty when it meets all. */
    public Optional<DropReason> brokenBy(Decision other) {
        if (other.ranked().isEmpty()) {
            return Optional.empty();
        }
        DecisionInputs theirs = other.inputs();
        DecisionInputs demanded = new DecisionInputs(
                inputs.nowMillis(),
                inputs.seed(),
                inputs.policyVersion(),
                theirs.catalogVersion(),
                inputs.request(),
                inputs.policy(),
                theirs.candidates());
        @Nullable
        Drop drop = Constraints.judgeAllButHealth(
                demanded, other.ranked().getFirst().candidate());
        return drop == null || !DEMANDS.contains(drop.reason()) ? Optional.empty() : Optional.of(drop.reason());
    }

    public Decision decision() {
        return decision;
    }

    private int row(String name) {
        String[] names = inputs.candidates().name;
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
