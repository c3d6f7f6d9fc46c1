package dev.pointsman.router;

import dev.pointsman.api.failure.Phase;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure.Exhausted;
import dev.pointsman.api.failure.ProviderFailure.HandedBack;
import dev.pointsman.api.failure.ProviderFailure.NoEligibleCandidate;
import dev.pointsman.api.failure.ProviderFailure.TimedOut;
import dev.pointsman.router.config.ProfileConfig;
import dev.pointsman.router.selection.Decision;
import dev.pointsman.router.selection.Reopening;
import java.time.Duration;

/** What a caller is told when nobody answered: why, as far as it can act on it, and when to come back. */
final class LastWord {

    private LastWord() {}

    static ProviderException of(ProviderException e, Decision decision, ProfileConfig profile) {
        return switch (e.failure()) {
            case NoEligibleCandidate none -> nobody(e, decision, profile);
            case Exhausted exhausted ->
                profile.callerFallbacks() ? handedBack(e, exhausted.lastCode(), exhausted.attempts()) : e;
            default -> e;
        };
    }

    private static ProviderException nobody(ProviderException e, Decision decision, ProfileConfig profile) {
        if (Reopening.onlyTimeIsShort(decision)) {
            return new ProviderException(new TimedOut(Phase.TOTAL), e);
        }
        if (profile.callerFallbacks()) {
            return handedBack(e, e.failure().code(), 0);
        }
        return Reopening.soonest(decision)
                .map(Duration::ofMillis)
                .map(wait -> new ProviderException(new NoEligibleCandidate(wait), e))
                .orElse(e);
    }

    private static ProviderException handedBack(ProviderException e, String code, int attempts) {
        return new ProviderException(
                new HandedBack(code, attempts), e.upstreamStatus().orElse(null), e);
    }
}
