package dev.pointsman.router.selection;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.router.config.OnLoss;
import dev.pointsman.router.config.UnknownPrices;
import dev.pointsman.router.config.Weights;
import dev.pointsman.router.session.Lock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Recorded inputs as JSON and back, without loss: {@code Double.toString} is exact. A table of columns, written and read. */
final class InputsJson {

    private static final ObjectMapper TREES = new ObjectMapper();
    private static final int VERSION = 1;

    private InputsJson() {}

    static Payload write(DecisionInputs inputs) {
        return Json.write(json -> write(json, inputs));
    }

    static void write(JsonGenerator json, DecisionInputs inputs) throws IOException {
        json.writeStartObject();
        json.writeNumberField("v", VERSION);
        json.writeNumberField("now", inputs.nowMillis());
        json.writeNumberField("seed", inputs.seed());
        json.writeStringField("policy_version", inputs.policyVersion());
        json.writeStringField("catalog_version", inputs.catalogVersion());
        json.writeObjectFieldStart("request");
        writeRequest(json, inputs.request());
        json.writeEndObject();
        json.writeObjectFieldStart("policy");
        writePolicy(json, inputs.policy());
        json.writeEndObject();
        json.writeArrayFieldStart("candidates");
        for (int i = 0; i < inputs.size(); i++) {
            json.writeStartObject();
            writeCandidate(json, inputs.candidates(), i);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    static void writeRequest(JsonGenerator json, RequestInputs request) throws IOException {
        json.writeStringField("model", request.model());
        json.writeStringField("workload", request.workload());
        json.writeNumberField("input_tokens", request.inputTokens());
        json.writeStringField("counted_by", request.countedBy());
        json.writeNumberField("max_output_tokens", request.maxOutputTokens());
        json.writeNumberField("deadline_millis", request.deadlineMillis());
        json.writeBooleanField("hour_long_cache", request.hourLongCache());
        json.writeNumberField("tools", request.tools());
        json.writeNumberField("turns", request.turns());
        json.writeBooleanField("tool_loop", request.toolLoop());
        Json.texts(json, "needs", request.needs());
        Json.texts(json, "pins", request.pins());
        Json.text(json, "session", request.session());
    }

    static void writePolicy(JsonGenerator json, PolicyInputs policy) throws IOException {
        json.writeStringField("profile", policy.profile());
        json.writeObjectFieldStart("weights");
        json.writeNumberField("cost", policy.weights().cost());
        json.writeNumberField("latency", policy.weights().latency());
        json.writeNumberField("quality", policy.weights().quality());
        json.writeNumberField("availability", policy.weights().availability());
        json.writeNumberField("carbon", policy.weights().carbon());
        json.writeEndObject();
        json.writeArrayFieldStart("scorers");
        for (int i = 0; i < policy.scorers().size(); i++) {
            json.writeStartObject();
            json.writeStringField("name", policy.scorers().get(i));
            json.writeNumberField("weight", policy.scorerWeights().get(i));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeBooleanField("require_local", policy.requireLocal());
        Json.texts(json, "regions", policy.regions());
        Json.number(json, "max_retention_days", policy.maxRetentionDays());
        Json.texts(json, "owners", policy.owners());
        json.writeBooleanField("fail_closed", policy.failClosed());
        json.writeNumberField("quality_floor", policy.qualityFloor());
        Json.number(json, "max_price_usd", policy.maxPriceUsd());
        Json.number(json, "max_input_usd", policy.maxInputUsd());
        Json.number(json, "max_output_usd", policy.maxOutputUsd());
        Json.number(json, "latency_target_seconds", policy.latencyTargetSeconds());
        json.writeStringField("unknown_prices", policy.unknownPrices().name());
        json.writeStringField("on_loss", policy.onLoss().name());
        writeLock(json, policy.lock());
        Json.text(json, "last_model", policy.lastModel());
        json.writeNumberField("stickiness", policy.stickiness());
        Json.text(json, "broke_off", policy.brokeOff());
    }

    static void writeLock(JsonGenerator json, @Nullable Lock lock) throws IOException {
        json.writeFieldName("lock");
        if (lock == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeStringField("to", lock.to());
        json.writeStringField("by", lock.by());
        json.writeBooleanField("firm", lock.firm());
        json.writeEndObject();
    }

    private static void writeCandidate(JsonGenerator json, CandidateInputs from, int i) throws IOException {
        json.writeStringField("provider", from.provider[i]);
        json.writeStringField("model", from.model[i]);
        json.writeNumberField("tier", from.tier[i]);
        json.writeBooleanField("local", from.local[i]);
        Json.text(json, "region", from.region[i]);
        json.writeStringField("owner", from.owner[i]);
        Json.text(json, "credential", from.credential[i]);
        Json.number(json, "retention_days", from.retentionDays[i]);
        json.writeNumberField("window", from.window[i]);
        json.writeNumberField("max_output", from.maxOutput[i]);
        Json.text(json, "lacking", from.lacking[i]);
        Json.text(json, "barred", from.barred[i]);
        json.writeBooleanField("lossy", from.lossy[i]);
        Json.number(json, "input_price", from.inputPrice[i]);
        Json.number(json, "output_price", from.outputPrice[i]);
        Json.number(json, "cached_read_price", from.cachedReadPrice[i]);
        Json.number(json, "cache_write_price", from.cacheWritePrice[i]);
        json.writeNumberField("request_fee", from.requestFee[i]);
        json.writeNumberField("price_above", from.priceAbove[i]);
        Json.text(json, "price_source", from.priceSource[i]);
        Json.text(json, "price_fetched", from.priceFetched[i]);
        Json.text(json, "price_from", from.priceFrom[i]);
        json.writeNumberField("prefix_tokens", from.prefixTokens[i]);
        json.writeNumberField("warm", from.warm[i]);
        json.writeNumberField("token_ratio", from.tokenRatio[i]);
        json.writeNumberField("output_tokens", from.outputTokens[i]);
        Json.number(json, "first_token_millis", from.firstTokenMillis[i]);
        Json.number(json, "millis_per_token", from.millisPerToken[i]);
        json.writeBooleanField("measured", from.measured[i]);
        Json.number(json, "quality", from.quality[i]);
        Json.number(json, "availability", from.availability[i]);
        Json.text(json, "closed_by", from.closedBy[i]);
        json.writeNumberField("closed_for_millis", from.closedForMillis[i]);
        Json.number(json, "carbon_per_thousand", from.carbonPerThousand[i]);
        json.writeArrayFieldStart("scores");
        for (double[] scores : from.scores) {
            json.writeNumber(scores[i]);
        }
        json.writeEndArray();
    }

    static DecisionInputs read(Payload payload) {
        JsonNode root;
        try {
            root = TREES.readTree(payload.array());
        } catch (IOException e) {
            throw new IllegalArgumentException("recorded inputs must be JSON", e);
        }
        JsonNode inputs = root.has("inputs") ? root.get("inputs") : root;
        if (inputs.path("v").asInt() != VERSION || !inputs.path("candidates").isArray()) {
            throw new IllegalArgumentException("not a decision of this router, nor its inputs");
        }
        PolicyInputs policy = readPolicy(inputs.path("policy"));
        JsonNode rows = inputs.path("candidates");
        CandidateInputs candidates =
                new CandidateInputs(rows.size(), policy.scorers().size());
        for (int i = 0; i < rows.size(); i++) {
            readCandidate(rows.get(i), candidates, i);
        }
        return new DecisionInputs(
                inputs.path("now").asLong(),
                inputs.path("seed").asLong(),
                inputs.path("policy_version").asText(),
                inputs.path("catalog_version").asText(),
                readRequest(inputs.path("request")),
                policy,
                candidates);
    }

    static RequestInputs readRequest(JsonNode request) {
        return new RequestInputs(
                request.path("model").asText(),
                request.path("workload").asText(),
                request.path("input_tokens").asInt(),
                request.path("counted_by").asText(RequestInputs.ESTIMATE),
                request.path("max_output_tokens").asInt(-1),
                request.path("tools").asInt(),
                request.path("turns").asInt(),
                request.path("tool_loop").asBoolean(),
                texts(request.path("needs")),
                texts(request.path("pins")),
                text(request, "session"),
                request.path("deadline_millis").asLong(-1),
                request.path("hour_long_cache").asBoolean());
    }

    static PolicyInputs readPolicy(JsonNode policy) {
        JsonNode weights = policy.path("weights");
        List<String> scorers = new ArrayList<>();
        List<Double> scorerWeights = new ArrayList<>();
        policy.path("scorers").forEach(scorer -> {
            scorers.add(scorer.path("name").asText());
            scorerWeights.add(scorer.path("weight").asDouble());
        });
        return new PolicyInputs(
                policy.path("profile").asText(),
                // The recorded weights are normalised already; doing it again could change their last bit.
                new Weights(
                        weights.path("cost").asDouble(),
                        weights.path("latency").asDouble(),
                        weights.path("quality").asDouble(),
                        weights.path("availability").asDouble(),
                        weights.path("carbon").asDouble()),
                scorers,
                scorerWeights,
                policy.path("require_local").asBoolean(),
                texts(policy.path("regions")),
                number(policy, "max_retention_days"),
                texts(policy.path("owners")),
                policy.path("fail_closed").asBoolean(),
                policy.path("quality_floor").asDouble(),
                number(policy, "max_price_usd"),
                number(policy, "max_input_usd"),
                number(policy, "max_output_usd"),
                number(policy, "latency_target_seconds"),
                UnknownPrices.valueOf(policy.path("unknown_prices").asText()),
                OnLoss.valueOf(policy.path("on_loss").asText()),
                readLock(policy.path("lock")),
                text(policy, "last_model"),
                policy.path("stickiness").asDouble(),
                text(policy, "broke_off"));
    }

    private static @Nullable Lock readLock(JsonNode lock) {
        return lock.isObject()
                ? new Lock(
                        lock.path("to").asText(),
                        lock.path("by").asText(),
                        lock.path("firm").asBoolean())
                : null;
    }

    private static void readCandidate(JsonNode row, CandidateInputs into, int i) {
        into.provider[i] = row.path("provider").asText();
        into.model[i] = row.path("model").asText();
        into.name[i] = into.provider[i] + "/" + into.model[i];
        into.tier[i] = row.path("tier").asInt();
        into.local[i] = row.path("local").asBoolean();
        into.region[i] = text(row, "region");
        into.owner[i] = row.path("owner").asText();
        into.credential[i] = text(row, "credential");
        into.retentionDays[i] = number(row, "retention_days");
        into.window[i] = row.path("window").asInt(-1);
        into.maxOutput[i] = row.path("max_output").asInt(-1);
        into.lacking[i] = text(row, "lacking");
        into.barred[i] = text(row, "barred");
        into.lossy[i] = row.path("lossy").asBoolean();
        into.inputPrice[i] = number(row, "input_price");
        into.outputPrice[i] = number(row, "output_price");
        into.cachedReadPrice[i] = number(row, "cached_read_price");
        into.cacheWritePrice[i] = number(row, "cache_write_price");
        into.requestFee[i] = row.path("request_fee").asDouble();
        into.priceAbove[i] = row.path("price_above").asInt();
        into.priceSource[i] = text(row, "price_source");
        into.priceFetched[i] = text(row, "price_fetched");
        into.priceFrom[i] = text(row, "price_from");
        into.prefixTokens[i] = row.path("prefix_tokens").asInt();
        into.warm[i] = row.path("warm").asDouble();
        into.tokenRatio[i] = row.path("token_ratio").asDouble(1);
        into.outputTokens[i] = row.path("output_tokens").asInt();
        into.firstTokenMillis[i] = number(row, "first_token_millis");
        into.millisPerToken[i] = number(row, "millis_per_token");
        into.measured[i] = row.path("measured").asBoolean();
        into.quality[i] = number(row, "quality");
        into.availability[i] = number(row, "availability");
        into.closedBy[i] = text(row, "closed_by");
        into.closedForMillis[i] = row.path("closed_for_millis").asLong();
        into.carbonPerThousand[i] = number(row, "carbon_per_thousand");
        for (int scorer = 0; scorer < into.scores.length; scorer++) {
            into.scores[scorer][i] = row.path("scores").path(scorer).asDouble();
        }
    }

    private static double number(JsonNode node, String name) {
        return node.path(name).isNumber() ? node.path(name).asDouble() : Double.NaN;
    }

    private static @Nullable String text(JsonNode node, String name) {
        return node.path(name).isTextual() ? node.path(name).asText() : null;
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        node.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
