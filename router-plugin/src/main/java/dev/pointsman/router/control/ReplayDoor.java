package dev.pointsman.router.control;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.control.ControlException;
import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.provider.InvalidSettingsException;
import dev.pointsman.api.provider.SettingsProblem;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code /replay}: past requests decided again, under another policy or, for proof, under their own recorded inputs. */
final class ReplayDoor {

    private static final String PATH = "/replay";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DecisionArchive archive;
    private final Policies policies;
    private final Moments moments;

    ReplayDoor(DecisionArchive archive, Policies policies, InstantSource clock) {
        this.archive = archive;
        this.policies = policies;
        this.moments = new Moments(clock);
    }

    /** Each throws {@link ControlException} 400 for a wrong time, 422 for a policy that is refused. */
    List<ControlRoute> routes() {
        return List.of(
                ControlRoute.json("GET", PATH, request -> count(since(request))),
                ControlRoute.json(
                        "GET", PATH + "/check", request -> check(new ReplayCheck(archive).since(since(request)))),
                ControlRoute.json("POST", PATH, request -> replay(PolicyDoor.tree(request.payload()), since(request))));
    }

    private Payload count(long since) {
        ObjectNode json = JSON.createObjectNode();
        json.put("decisions", archive.count(since));
        return payload(json);
    }

    private Payload replay(Map<String, Object> tree, long since) {
        try {
            return report(policies.replay(tree, since));
        } catch (InvalidSettingsException e) {
            String problems =
                    e.problems().stream().map(SettingsProblem::toString).collect(Collectors.joining("\n"));
            throw new ControlException(422, "invalid_policy", "The policy is refused:\n" + problems);
        }
    }

    private static Payload report(ReplayReport report) {
        ObjectNode json = JSON.createObjectNode();
        PolicyJson.changes(json, report.changes());
        ObjectNode seconds = json.putObject("expectedSeconds");
        number(seconds, "before", report.before().meanSeconds());
        number(seconds, "after", report.after().meanSeconds());
        ArrayNode shares = json.putArray("shares");
        Map<String, Integer> before = report.before().choices();
        Map<String, Integer> after = report.after().choices();
        after.forEach((model, count) -> share(shares, model, before.getOrDefault(model, 0), count, report));
        before.forEach((model, count) -> {
            if (!after.containsKey(model)) {
                share(shares, model, count, 0, report);
            }
        });
        json.put("unreadable", report.unreadable());
        return payload(json);
    }

    private static void share(ArrayNode shares, String model, int before, int after, ReplayReport report) {
        int all = Math.max(1, report.changes().decisions());
        shares.addObject()
                .put("model", model)
                .put("before", (double) before / all)
                .put("after", (double) after / all);
    }

    private static Payload check(ReplayCheck check) {
        ObjectNode json = JSON.createObjectNode();
        json.put("decisions", check.decisions());
        json.put("same", check.decisions() - check.different() - check.unreadable());
        json.put("different", check.different());
        json.put("unreadable", check.unreadable());
        ArrayNode ids = json.putArray("ids");
        check.shown().forEach(ids::add);
        return payload(json);
    }

    private long since(ControlRequest request) {
        return moments.read("since", request.query().getOrDefault("since", "7d"));
    }

    private static void number(ObjectNode json, String name, double value) {
        if (Double.isNaN(value)) {
            json.putNull(name);
        } else {
            json.put(name, value);
        }
    }

    private static Payload payload(ObjectNode json) {
        return Payload.ofUtf8(json.toString());
    }
}
