package dev.pointsman.router.telemetry;

import dev.pointsman.router.money.BilledAttempt;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is measured of a request that is not kept with its decision.
 *
 * @param attempts with what each used; none where nothing was sent
 * @param servedModel what the vendor that answered calls the model; null when it does not say
 * @param perFrame from one frame of the answer to the next, in the mean; null where there were no two
 */
public record Measured(
        boolean streaming,
        List<BilledAttempt> attempts,
        @Nullable String servedModel,
        @Nullable Duration perFrame) {

    public Measured {
        attempts = List.copyOf(attempts);
    }
}
