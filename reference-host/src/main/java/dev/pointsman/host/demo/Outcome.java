package dev.pointsman.host.demo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one request, as the router recorded it.
 *
 * @param status HTTP
 * @param answered {@code provider/model}; null when nobody did
 * @param reason why this one, as the response header says it
 * @param tries every attempt that was sent to a vendor, in order
 * @param costMicros USD times 1,000,000; null when unknown
 * @param millis from sending to the end of the answer
 */
public record Outcome(
        int status,
        @Nullable String answered,
        String reason,
        List<Try> tries,
        @Nullable Long costMicros,
        long millis) {

    public Outcome {
        tries = List.copyOf(tries);
    }

    /**
     * One attempt.
     *
     * @param provider the {@code providers:} entry
     * @param outcome {@code ok} or a failure's code
     */
    public record Try(String provider, String model, String outcome) {

        public String candidate() {
            return provider + "/" + model;
        }
    }
}
