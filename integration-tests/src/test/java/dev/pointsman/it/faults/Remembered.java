package dev.pointsman.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.provider.testkit.faultkit.FaultCase;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the router knows of a request when it is over.
 *
 * @param outcomes of its attempts, in order
 * @param outcome of the request
 * @param health of the faulty endpoint afterwards
 */
record Remembered(List<String> outcomes, String outcome, JsonNode usage, JsonNode health) {

    /** What an endpoint is expected to achieve of which nothing is known. */
    private static final double PRIOR = 0.98;

    private static final long HOUR = 3_600_000;

    /** Beside these, one failure closes nothing. */
    private static final Map<String, String> CLOSED_BY = Map.of(
            "401", "credential_bad", "402", "credential_bad", "403", "credential_bad", "404", "model_unavailable");

    static Remembered of(JsonNode record, JsonNode health) {
        List<String> outcomes = FaultMatrix.list(record.path("tried")).stream()
                .map(attempt -> attempt.path("outcome").asText())
                .toList();
        return new Remembered(outcomes, record.path("outcome").asText(), record.path("usage"), health);
    }

    void assertFellBack(FaultCase faultCase) {
        assertThat(outcomes).hasSize(2).endsWith("ok");
        assertThat(outcomes.getFirst()).as("a failure with a name").isNotIn("ok", "broken", "running", "cancelled");
        assertThat(outcome).isEqualTo("ok");
        String closedBy = closedBy(faultCase.fault().name());
        assertThat(health.path("closedBy").asText(null)).isEqualTo(closedBy);
        if ("rate_limited".equals(closedBy)) {
            assertThat(health.path("closedForMillis").asLong()).isBetween(1L, HOUR);
        }
        if (closedBy == null) {
            assertThat(health.path("availability").asDouble())
                    .as("availability")
                    .isLessThan(PRIOR);
        }
    }

    void assertInterrupted(FaultCase faultCase) {
        assertThat(outcomes).hasSize(1).doesNotContain("ok", "broken", "running", "cancelled");
        assertThat(outcome).isEqualTo(outcomes.getFirst());
        assertThat(usage.path("output").asLong()).as("what was sent is counted").isPositive();
        // Content came all the time: too much of it for this caller is nobody's failure.
        boolean blamed = !faultCase.fault().name().equals("endless");
        assertThat(health.path("availability").asDouble() < PRIOR)
                .as("availability")
                .isEqualTo(blamed);
    }

    void assertRefused(int status) {
        assertThat(status).isBetween(400, 422);
        assertThat(outcomes).hasSize(1);
        assertThat(outcome).isIn("invalid_request", "context_too_long");
        assertThat(health.path("usable").asBoolean()).isTrue();
        assertThat(health.path("availability").asDouble()).as("availability").isEqualTo(PRIOR);
    }

    void assertAnswered(FaultCase faultCase) {
        assertThat(outcomes).containsExactly("ok");
        assertThat(outcome).isEqualTo("ok");
        assertThat(usage.path("output").asLong()).as("at most what fits").isBetween(1L, 128_000L);
        if (faultCase.fault().name().equals("usage-missing")) {
            assertThat(usage.path("estimated").asBoolean()).isTrue();
        }
        assertThat(health.path("usable").asBoolean()).isTrue();
    }

    private static @Nullable String closedBy(String fault) {
        return fault.startsWith("429") ? "rate_limited" : CLOSED_BY.get(fault);
    }
}
