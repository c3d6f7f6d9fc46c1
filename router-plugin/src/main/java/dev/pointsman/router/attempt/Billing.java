package dev.pointsman.router.attempt;

import dev.pointsman.api.failure.Phase;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure;
import dev.pointsman.api.failure.ProviderFailure.TimedOut;
import dev.pointsman.api.host.ConnectFailedException;
import dev.pointsman.api.host.EgressDeniedException;

/** Whether a vendor may bill an attempt that failed before its first content. In doubt it may. */
final class Billing {

    private Billing() {}

    static boolean mayBeBilled(ProviderException e) {
        return switch (e.failure()) {
            // The vendor said no instead of answering.
            case ProviderFailure.RateLimited limited -> false;
            case ProviderFailure.Overloaded overloaded -> false;
            case ProviderFailure.Unauthorized unauthorized -> false;
            case ProviderFailure.QuotaExhausted quota -> false;
            case ProviderFailure.ModelUnavailable unavailable -> false;
            case ProviderFailure.ContextTooLong tooLong -> false;
            case ProviderFailure.InvalidRequest invalid -> false;
            case TimedOut late -> late.phase() != Phase.CONNECT;
            default -> !neverSent(e);
        };
    }

    private static boolean neverSent(ProviderException e) {
        return e.getCause() instanceof ConnectFailedException || e.getCause() instanceof EgressDeniedException;
    }
}
