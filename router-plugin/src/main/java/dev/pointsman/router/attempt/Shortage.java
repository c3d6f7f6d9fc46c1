package dev.pointsman.router.attempt;

import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.api.failure.ProviderFailure.BudgetExhausted;
import dev.pointsman.api.failure.ProviderFailure.NoEligibleCandidate;
import dev.pointsman.router.money.Refusal;
import dev.pointsman.router.money.Refusal.Reason;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a caller is told when no attempt was made and money was what some candidates lacked. */
final class Shortage {

    private static final Duration STORE_MAY_ANSWER = Duration.ofSeconds(5);

    private Shortage() {}

    /** @param refusals at least one */
    static ProviderFailure failure(List<Refusal> refusals) {
        if (any(refusals, Reason.IN_FLIGHT)) {
            return new BudgetExhausted(null, true);
        }
        if (any(refusals, Reason.SPENT)) {
            return new BudgetExhausted(soonest(refusals), false);
        }
        return new NoEligibleCandidate(any(refusals, Reason.STORE_DOWN) ? STORE_MAY_ANSWER : null);
    }

    private static boolean any(List<Refusal> refusals, Reason reason) {
        return refusals.stream().anyMatch(refusal -> refusal.reason() == reason);
    }

    private static @Nullable Duration soonest(List<Refusal> refusals) {
        return refusals.stream()
                .map(Refusal::resetsAfter)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}
