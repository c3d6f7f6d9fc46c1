package dev.pointsman.router.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pointsman.api.decision.AttemptReport;
import dev.pointsman.api.decision.UsageRecord;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.api.policy.RequestFeatures;
import dev.pointsman.api.provider.Bounds;
import dev.pointsman.api.provider.Caller;
import dev.pointsman.api.provider.Capability;
import dev.pointsman.router.attempt.AttemptLog;
import dev.pointsman.router.money.Pseudonyms;
import dev.pointsman.router.selection.Decision;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What was asked and what became of it, as JSON and back. Of what the caller calls its user and its session a fingerprint is left,
 * so a rule that names a user does not match a stored request.
 */
final class RequestDocument {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** They name people and conversations. */
    private static final Set<String> LEFT_OUT = Set.of("x-pointsman-user", "x-pointsman-session");

    private RequestDocument() {}

    static String write(RoutedRequest request, Pseudonyms pseudonyms) {
        ObjectNode document = JSON.createObjectNode();
        document.put("dialect", request.asked().dialect().name());
        Map<String, String> headers = new TreeMap<>(request.asked().headers());
        headers.keySet().removeAll(LEFT_OUT);
        headers.forEach(document.putObject("headers")::put);
        features(document.putObject("features"), request.asked().features(), pseudonyms);
        ArrayNode attempts = document.putArray("attempts");
        request.attempts().forEach(attempt -> attempt(attempts.addObject(), attempt));
        ArrayNode skipped = document.putArray("skipped");
        request.skipped()
                .forEach(skip -> skipped.addObject()
                        .put("candidate", skip.candidate())
                        .put("credential", skip.credentialId())
                        .put("reason", skip.reason()));
        usage(document.putObject("usage"), request.usage());
        return document.toString();
    }

    static RoutedRequest read(JsonNode document, long atMillis, Decision decision) {
        Map<String, String> headers = texts(document.path("headers"));
        List<AttemptReport> attempts = new ArrayList<>();
        document.path("attempts").forEach(attempt -> attempts.add(attempt(attempt)));
        List<AttemptLog.Skipped> skipped = new ArrayList<>();
        document.path("skipped")
                .forEach(skip -> skipped.add(new AttemptLog.Skipped(
                        skip.path("candidate").asText(),
                        text(skip, "credential"),
                        skip.path("reason").asText())));
        return new RoutedRequest(
                atMillis,
                decision,
                new Asked(
                        features(document.path("features")),
                        new Dialect(document.path("dialect").asText()),
                        headers),
                attempts,
                skipped,
                usage(document.path("usage")));
    }

    private static void features(ObjectNode json, RequestFeatures features, Pseudonyms pseudonyms) {
        Caller caller = features.caller();
        String workspace = caller.workspace();
        json.put("workspace", workspace);
        json.put("key", caller.keyId());
        json.put("user", pseudonyms.of(workspace, caller.user()));
        json.put("agent", caller.agent());
        json.put("session", pseudonyms.of(workspace, caller.session()));
        new TreeMap<>(caller.labels()).forEach(json.putObject("labels")::put);
        if (!caller.bounds().equals(Bounds.unbounded())) {
            ObjectNode bounds = json.putObject("bounds");
            names(bounds.putArray("models"), caller.bounds().models());
            names(bounds.putArray("profiles"), caller.bounds().profiles());
            names(bounds.putArray("providers"), caller.bounds().providers());
            names(bounds.putArray("regions"), caller.bounds().regions());
            names(bounds.putArray("headers"), caller.bounds().headers());
        }
        json.put("model", features.model());
        json.put("workload", features.workload());
        json.put("inputTokens", features.inputTokens());
        json.put("countedBy", features.countedBy());
        json.put(
                "maxOutputTokens",
                features.maxOutputTokens().isPresent()
                        ? features.maxOutputTokens().getAsInt()
                        : null);
        json.put("tools", features.tools());
        json.put("turns", features.turns());
        json.put("toolLoop", features.toolLoop());
        names(
                json.putArray("needs"),
                features.needs().stream().map(Capability::name).toList());
        names(json.putArray("pins"), features.pins());
        json.put("sessionModel", features.sessionModel().orElse(null));
    }

    private static RequestFeatures features(JsonNode json) {
        JsonNode bounds = json.path("bounds");
        Caller caller = new Caller(
                json.path("workspace").asText(),
                text(json, "key"),
                text(json, "user"),
                text(json, "agent"),
                text(json, "session"),
                texts(json.path("labels")),
                bounds.isMissingNode()
                        ? Bounds.unbounded()
                        : new Bounds(
                                names(bounds.path("models")),
                                names(bounds.path("profiles")),
                                names(bounds.path("providers")),
                                names(bounds.path("regions")),
                                names(bounds.path("headers"))));
        return RequestFeatures.builder()
                .caller(caller)
                .model(json.path("model").asText())
                .workload(json.path("workload").asText())
                .inputTokens(json.path("inputTokens").asInt())
                .countedBy(json.path("countedBy").asText())
                .maxOutputTokens(
                        json.path("maxOutputTokens").isInt()
                                ? json.path("maxOutputTokens").asInt()
                                : null)
                .tools(json.path("tools").asInt())
                .turns(json.path("turns").asInt())
                .toolLoop(json.path("toolLoop").asBoolean())
                .needs(names(json.path("needs")).stream().map(Capability::new).toList())
                .pins(names(json.path("pins")))
                .sessionModel(text(json, "sessionModel"))
                .build();
    }

    private static void attempt(ObjectNode json, AttemptReport attempt) {
        json.put("number", attempt.number());
        json.put("provider", attempt.provider());
        json.put("model", attempt.model());
        json.put("credential", attempt.credentialId());
        attempt.edits().forEach(json.putArray("edits")::add);
        attempt.losses().forEach(json.putArray("losses")::add);
        json.put("outcome", attempt.outcome());
        json.put("status", attempt.status());
        json.put("start", attempt.startMillis());
        json.put("firstContent", attempt.firstContentMillis());
        json.put("end", attempt.endMillis());
    }

    private static AttemptReport attempt(JsonNode json) {
        return new AttemptReport(
                json.path("number").asInt(),
                json.path("provider").asText(),
                json.path("model").asText(),
                text(json, "credential"),
                list(json.path("edits")),
                list(json.path("losses")),
                json.path("outcome").asText(),
                json.path("status").isInt() ? json.path("status").asInt() : null,
                json.path("start").asLong(),
                number(json, "firstContent"),
                json.path("end").asLong());
    }

    private static void usage(ObjectNode json, UsageRecord record) {
        Usage usage = record.usage();
        json.put("input", usage.input());
        json.put("cachedRead", usage.cachedRead());
        json.put("cacheWrite", usage.cacheWrite());
        json.put("output", usage.output());
        json.put("reasoning", usage.reasoning());
        json.put("estimated", record.estimated());
        json.put("costMicros", record.costMicros());
        json.put("outcome", record.outcome());
    }

    private static UsageRecord usage(JsonNode json) {
        return new UsageRecord(
                new Usage(
                        json.path("input").asLong(),
                        json.path("cachedRead").asLong(),
                        json.path("cacheWrite").asLong(),
                        json.path("output").asLong(),
                        json.path("reasoning").asLong()),
                json.path("estimated").asBoolean(),
                number(json, "costMicros"),
                json.path("outcome").asText());
    }

    private static List<String> list(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static void names(ArrayNode array, Collection<String> names) {
        new TreeSet<>(names).forEach(array::add);
    }

    private static Set<String> names(JsonNode array) {
        Set<String> names = new HashSet<>();
        array.forEach(name -> names.add(name.asText()));
        return names;
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new HashMap<>();
        object.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    private static @Nullable Long number(JsonNode json, String name) {
        return json.path(name).isNumber() ? json.path(name).asLong() : null;
    }

    private static @Nullable String text(JsonNode json, String name) {
        return json.path(name).isTextual() ? json.path(name).asText() : null;
    }
}
