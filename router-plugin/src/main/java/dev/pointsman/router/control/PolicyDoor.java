package dev.pointsman.router.control;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.api.control.ControlException;
import dev.pointsman.api.control.ControlRequest;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.provider.InvalidSettingsException;
import dev.pointsman.api.provider.SettingsProblem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** {@code /policy} and what lies below it. */
final class PolicyDoor {

    private static final String PATH = "/policy";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<LinkedHashMap<String, Object>> TREE = new TypeReference<>() {};

    private final Policies policies;

    PolicyDoor(Policies policies) {
        this.policies = policies;
    }

    /** Each throws {@link ControlException} 400 when there is no tree, 422 when the tree is refused: nothing changed then. */
    List<ControlRoute> routes() {
        return List.of(
                ControlRoute.json("GET", PATH, request -> PolicyJson.state(policies.state())),
                ControlRoute.json("PUT", PATH, this::put),
                ControlRoute.json("POST", PATH + "/validate", request -> validate(tree(request.payload()))),
                ControlRoute.json("POST", PATH + "/rollback", request -> rollback()),
                ControlRoute.json("GET", PATH + "/schema", request -> PolicyJson.schema()),
                ControlRoute.json(
                        "GET", PATH + "/production", request -> PolicyJson.production(policies.production())));
    }

    private Payload validate(Map<String, Object> tree) {
        try {
            Policies.Trial trial = policies.tryOut(tree);
            return PolicyJson.validity(trial.version(), List.of(), trial.warnings());
        } catch (InvalidSettingsException e) {
            return PolicyJson.validity(null, e.problems(), e.warnings());
        }
    }

    private Payload put(ControlRequest request) {
        Map<String, Object> tree = tree(request.payload());
        boolean dryRun = "true".equals(request.query().get("dryRun"));
        try {
            return PolicyJson.trial(dryRun ? policies.tryOut(tree) : policies.apply(tree), !dryRun);
        } catch (InvalidSettingsException e) {
            throw refused(e);
        }
    }

    private Payload rollback() {
        try {
            return PolicyJson.trial(policies.rollback(), true);
        } catch (InvalidSettingsException e) {
            throw refused(e);
        }
    }

    private static ControlException refused(InvalidSettingsException e) {
        String problems = e.problems().stream().map(SettingsProblem::toString).collect(Collectors.joining("\n"));
        return new ControlException(
                422, "invalid_policy", "The policy is refused, the one in force stays:\n" + problems);
    }

    static Map<String, Object> tree(Payload payload) {
        try {
            Map<String, Object> tree = JSON.readValue(payload.array(), TREE);
            if (tree != null) {
                return withoutNulls(tree);
            }
        } catch (IOException e) {
            // What stands there may hold anything, so the parser's own words are not repeated.
            throw new ControlException(400, "bad_policy", "The policy is not a JSON object.");
        }
        throw new ControlException(400, "bad_policy", "The policy is not a JSON object.");
    }

    /** As in a file, a member without a value is one that is not there. */
    private static Map<String, Object> withoutNulls(Map<?, ?> map) {
        Map<String, Object> clean = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (value != null) {
                clean.put(String.valueOf(key), withoutNulls(value));
            }
        });
        return clean;
    }

    private static Object withoutNulls(Object value) {
        if (value instanceof Map<?, ?> map) {
            return withoutNulls(map);
        }
        if (value instanceof List<?> list) {
            List<Object> clean = new ArrayList<>();
            list.stream().filter(Objects::nonNull).forEach(item -> clean.add(withoutNulls(item)));
            return clean;
        }
        return value;
    }
}
