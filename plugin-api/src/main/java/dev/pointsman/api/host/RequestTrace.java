package dev.pointsman.api.host;

import dev.pointsman.api.decision.AttemptReport;
import dev.pointsman.api.decision.RoutingDecision;
import dev.pointsman.api.decision.UsageRecord;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request's trace, made by the host, told by the router. Its methods are called one after the other, usually on one thread:
 * return quickly, throw nothing.
 */
public interface RequestTrace {

    /** Hears and does nothing. */
    RequestTrace NONE = new RequestTrace() {
        @Override
        public Map<String, String> attempt(AttemptReport begun, String vendor) {
            return Map.of();
        }

        @Override
        public void ended(@Nullable RoutingDecision decision, List<AttemptReport> attempts, UsageRecord usage) {}
    };

    /**
     * An attempt is about to be sent.
     *
     * @param begun its number, provider, model and beginning; it has no outcome yet
     * @param vendor who is asked, as the OpenTelemetry conventions name it: {@code openai}, {@code gcp.gemini}
     * @return headers by lower case name that the provider sends along, {@code traceparent} among them; empty for none
     */
    Map<String, String> attempt(AttemptReport begun, String vendor);

    /**
     * The request ended. Called at most once; not at all when its caller never asked for its answer.
     *
     * @param decision null when it ended before anything was decided
     * @param attempts in the order they were made, with their ends
     */
    void ended(@Nullable RoutingDecision decision, List<AttemptReport> attempts, UsageRecord usage);
}
