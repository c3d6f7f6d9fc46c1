package dev.pointsman.router.control;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.router.money.Baseline;
import dev.pointsman.router.money.Compared;
import dev.pointsman.router.money.LedgerLine;
import dev.pointsman.router.money.UsageGroup;
import dev.pointsman.router.money.UsageQuestion;
import dev.pointsman.router.money.UsageTally;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Usage as JSON objects, flat, so that a line of CSV has the same members; money in USD times 1,000,000. */
final class UsageJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private UsageJson() {}

    /** A group's dimensions, then its figures. */
    static ObjectNode group(UsageQuestion question, UsageGroup group) {
        ObjectNode json = JSON.createObjectNode();
        for (int i = 0; i < question.by().size(); i++) {
            json.put(question.by().get(i).key(), group.values().get(i));
        }
        return figures(json, group.tally(), question.baseline());
    }

    static ObjectNode figures(ObjectNode json, UsageTally tally, @Nullable Baseline baseline) {
        Usage tokens = tally.tokens();
        json.put("requests", tally.requests())
                .put("errors", tally.failed())
                .put("expired", tally.expired())
                .put("input", tokens.input())
                .put("cachedRead", tokens.cachedRead())
                .put("cacheWrite", tokens.cacheWrite())
                .put("output", tokens.output())
                .put("reasoning", tokens.reasoning())
                .put("costMicros", tally.costMicros())
                .put("unpriced", tally.unpriced())
                .put("estimated", tally.estimated())
                .put("estimatedMicros", tally.estimatedMicros())
                .put("byok", tally.byok())
                .put("byokMicros", tally.byokMicros())
                .put("vendorMicros", tally.vendorMicros())
                .put("vendorComparedMicros", tally.vendorComparedMicros());
        number(
                json,
                "firstContentMillis",
                tally.firstContents() == 0
                        ? OptionalLong.empty()
                        : OptionalLong.of(tally.firstContentMillis() / tally.firstContents()));
        number(json, "p50Millis", tally.latencies().percentile(0.5));
        number(json, "p95Millis", tally.latencies().percentile(0.95));
        number(json, "longestMillis", tally.latencies().longest());
        if (baseline != null) {
            Compared compared = tally.compared();
            json.put("compared", compared.requests())
                    .put("comparedMicros", compared.costMicros())
                    .put("baselineMicros", compared.baselineMicros())
                    .put("savedMicros", compared.savedMicros());
        }
        return json;
    }

    static ObjectNode line(LedgerLine line) {
        return JSON.createObjectNode()
                .put("request", line.requestId())
                .put("at", Instant.ofEpochMilli(line.atMillis()).toString())
                .put("state", line.state())
                .put("outcome", line.outcome())
                .put("workspace", line.workspace())
                .put("key", line.keyId())
                .put("agent", line.agent())
                .put("profile", line.profile())
                .put("workload", line.workload())
                .put("dialect", line.dialect())
                .put("asked", line.askedModel())
                .put("provider", line.provider())
                .put("model", line.model())
                .put("served", line.servedModel())
                .put("attempts", line.attempts())
                .put("input", line.tokens().input())
                .put("cachedRead", line.tokens().cachedRead())
                .put("cacheWrite", line.tokens().cacheWrite())
                .put("output", line.tokens().output())
                .put("reasoning", line.tokens().reasoning())
                .put("tokensFrom", line.source())
                .put("costMicros", line.costMicros())
                .put("priceFrom", line.priceSource())
                .put("vendorMicros", line.vendorMicros())
                .put("byok", line.byok())
                .put("firstContentMillis", line.firstContentMillis())
                .put("totalMillis", line.totalMillis());
    }

    private static void number(ObjectNode json, String name, OptionalLong value) {
        if (value.isPresent()) {
            json.put(name, value.getAsLong());
        } else {
            json.putNull(name);
        }
    }
}
