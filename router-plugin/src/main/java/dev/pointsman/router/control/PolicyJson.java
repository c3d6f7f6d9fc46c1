package dev.pointsman.router.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.provider.SettingsProblem;
import dev.pointsman.router.analysis.production.Standing;
import dev.pointsman.router.config.PolicySchema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what operators see of a policy. */
final class PolicyJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private PolicyJson() {}

    static Payload state(Policies.State state) {
        ObjectNode json = JSON.createObjectNode();
        json.put("version", state.version());
        json.put("previous", state.previous());
        json.set("policy", JSON.valueToTree(state.tree()));
        problems(json.putArray("warnings"), state.warnings());
        return payload(json);
    }

    static Payload schema() {
        return payload(JSON.valueToTree(PolicySchema.tree()));
    }

    static Payload validity(@Nullable String version, List<SettingsProblem> problems, List<SettingsProblem> warnings) {
        ObjectNode json = JSON.createObjectNode();
        json.put("valid", problems.isEmpty());
        json.put("version", version);
        problems(json.putArray("problems"), problems);
        problems(json.putArray("warnings"), warnings);
        return payload(json);
    }

    static Payload trial(Policies.Trial trial, boolean applied) {
        ObjectNode json = JSON.createObjectNode();
        json.put("applied", applied);
        json.put("version", trial.version());
        json.put("replaces", trial.replaces());
        problems(json.putArray("warnings"), trial.warnings());
        changes(json.putObject("preview"), trial.changes());
        return payload(json);
    }

    static void changes(ObjectNode json, PolicyChanges changes) {
        json.put("decisions", changes.decisions());
        json.put("changed", changes.changed());
        ArrayNode list = json.putArray("changes");
        changes.changes()
                .forEach(change -> list.addObject()
                        .put("from", change.from())
                        .put("to", change.to())
                        .put("count", change.count()));
        json.putObject("expectedCost")
                .put("beforeUsd", changes.beforeUsd())
                .put("afterUsd", changes.afterUsd())
                .put("unpriced", changes.unpriced());
        ArrayNode unanswerable = json.putArray("unanswerable");
        changes.unanswerable()
                .forEach(none ->
                        unanswerable.addObject().put("reason", none.reason()).put("count", none.count()));
        ArrayNode violations = json.putArray("violations");
        changes.violations()
                .forEach(broken -> violations
                        .addObject()
                        .put("profile", broken.profile())
                        .put("demand", broken.demand())
                        .put("to", broken.to())
                        .put("count", broken.count()));
    }

    static Payload production(Map<String, Standing> standings) {
        ObjectNode json = JSON.createObjectNode();
        ArrayNode demands = json.putArray("demands");
        standings.forEach((id, standing) -> {
            ObjectNode demand = demands.addObject().put("id", id);
            switch (standing) {
                case Standing.Held held -> demand.put("state", "held").put("found", held.found());
                case Standing.Unknown unknown -> demand.put("state", "unknown").put("found", unknown.reason());
                case Standing.Broken broken ->
                    problems(demand.put("state", "broken").putArray("flaws"), broken.flaws());
            }
        });
        return payload(json);
    }

    private static void problems(ArrayNode list, List<SettingsProblem> problems) {
        for (SettingsProblem problem : problems) {
            list.addObject()
                    .put("path", problem.path())
                    .put("message", problem.message())
                    .put("wayOut", problem.wayOut());
        }
    }

    private static Payload payload(ObjectNode json) {
        try {
            return Payload.of(JSON.writeValueAsBytes(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JDK types can be written", e);
        }
    }
}
