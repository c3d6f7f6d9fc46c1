package dev.pointsman.router.health;

import java.time.Duration;

/**
 * How quickly an endpoint is given up and tried again. The defaults are sized for model calls, which are few and slow: a breaker
 * that waits for 100 calls, as libraries have it, never opens in time.
 *
 * @param window over which failures are counted
 * @param minimumCalls in the window before the breaker may open
 * @param failuresInARow before any content that open it whatever the window holds
 * @param failureRate share of failed calls that opens it, 0 to 1
 * @param slowRate share of calls with a late first content that opens it, 0 to 1; what is late, a profile's limit says
 * @param firstWait how long it stays open the first time; doubles each time, ±20 %
 * @param longestWait the most it stays open
 * @param probes calls that a half-open breaker lets through, one after the other
 * @param longestProbe how long one of them may say nothing before it counts as failed and the next is let through
 * @param slowStart how long an endpoint that has recovered takes until it gets all its requests back
 * @param firstShare of them it gets at once, 0 to 1
 * @param throttleTokens twice as many as the failures, answers set against them, after which it gets no attempts of requests that
 *     have failed elsewhere
 * @param defaultRateLimit how long a rate limit without a Retry-After closes a credential for a model
 * @param longestRateLimit the most a Retry-After is believed
 * @param credentialPause how long a refused or empty credential stays closed
 * @param modelPause how long a model that a vendor does not know stays closed
 * @param unreachablePause how long a provider that took no connection stays closed, unless it is seen to take one
 * @param priorAvailability what an endpoint without measurements is expected to achieve, 0 to 1
 */
public record HealthSettings(
        Duration window,
        int minimumCalls,
        int failuresInARow,
        double failureRate,
        double slowRate,
        Duration firstWait,
        Duration longestWait,
        int probes,
        Duration longestProbe,
        Duration slowStart,
        double firstShare,
        double throttleTokens,
        Duration defaultRateLimit,
        Duration longestRateLimit,
        Duration credentialPause,
        Duration modelPause,
        Duration unreachablePause,
        double priorAvailability) {

    public static HealthSettings defaults() {
        return new HealthSettings(
                Duration.ofSeconds(30),
                5,
                5,
                0.5,
                0.8,
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                3,
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                0.1,
                10,
                Duration.ofSeconds(10),
                Duration.ofHours(1),
                Duration.ofMinutes(5),
                Duration.ofMinutes(10),
                Duration.ofSeconds(40),
                0.98);
    }
}
