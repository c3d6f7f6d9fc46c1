package dev.pointsman.router.selection;

import org.jspecify.annotations.Nullable;

/** All built-in constraints. Health comes last, so that panic can tell candidates that only failed from forbidden ones. */
final class Constraints {

    private static final Constraint[] IN_ORDER = {
        new BarredConstraint(),
        new LockConstraint(),
        new PlaceConstraint(),
        new HandlingConstraint(),
        new CapabilityConstraint(),
        new SizeConstraint(),
        new PriceConstraint(),
        new QualityFloorConstraint(),
        new DeadlineConstraint()
    };
    private static final Constraint HEALTH = new HealthConstraint();

    private Constraints() {}

    static @Nullable Drop judge(DecisionInputs inputs, int candidate) {
        Drop drop = judgeAllButHealth(inputs, candidate);
        return drop == null ? HEALTH.judge(inputs, candidate) : drop;
    }

    static @Nullable Drop judgeAllButHealth(DecisionInputs inputs, int candidate) {
        for (Constraint constraint : IN_ORDER) {
            Drop drop = constraint.judge(inputs, candidate);
            if (drop != null) {
                return drop;
            }
        }
        return null;
    }
}
