package dev.pointsman.router.capture;

import dev.pointsman.api.exchange.Payload;
import dev.pointsman.router.config.CaptureConfig;
import java.util.List;

/**
 * What was asked and answered. Prints as nothing of it.
 *
 * @param atMillis when the answer ended
 * @param decision the id under which all else about it is found; empty where it never came to one
 * @param outcome {@code ok}, {@code cancelled} or a failure's code
 * @param answer the frames that the caller got
 * @param cut whether something is missing at the end, since it was too long
 */
record CapturedExchange(
        long atMillis,
        String workspace,
        String decision,
        String dialect,
        String model,
        String outcome,
        Payload request,
        List<Payload> answer,
        boolean cut,
        CaptureConfig config) {

    CapturedExchange {
        answer = List.copyOf(answer);
    }

    @Override
    public String toString() {
        return "CapturedExchange[" + decision + "]";
    }
}
