package dev.pointsman.router.selection;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pointsman.api.exchange.Payload;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** The readable trace of a decision. Members come in a fixed order, so equal decisions give equal bytes. */
final class DecisionJson {

    private static final int VERSION = 1;

    private DecisionJson() {}

    /** A function of the recorded inputs alone. */
    static Payload write(Decision decision) {
        return write(decision, false);
    }

    /** The same, and how the request's body would come to candidates. */
    static Payload writeTold(Decision decision) {
        return write(decision, true);
    }

    private static Payload write(Decision decision, boolean told) {
        return Json.write(json -> {
            DecisionInputs inputs = decision.inputs();
            json.writeStartObject();
            json.writeNumberField("v", VERSION);
            json.writeStringField("id", decision.id());
            json.writeStringField("at", Instant.ofEpochMilli(inputs.nowMillis()).toString());
            json.writeStringField("profile", decision.profile());
            json.writeStringField("workload", decision.workload());
            json.writeStringField("mode", decision.panic() ? "panic" : "normal");
            Json.text(json, "session", inputs.request().session());
            InputsJson.writeLock(json, inputs.policy().lock());
            Json.text(json, "broke_off", inputs.policy().brokeOff());
            Json.text(json, "choice", decision.choice().orElse(null));
            json.writeStringField("reason", decision.reason());
            Json.texts(json, "ranking", decision.ranking());
            Json.number(json, "margin", decision.margin().orElse(Double.NaN));
            flips(json, decision.flips());
            scales(json);
            candidates(json, decision);
            if (told) {
                carried(json, decision);
            }
            json.writeFieldName("inputs");
            InputsJson.write(json, inputs);
            json.writeEndObject();
        });
    }

    private static void flips(JsonGenerator json, List<Flip> flips) throws IOException {
        json.writeArrayFieldStart("flips");
        for (Flip flip : flips) {
            json.writeStartObject();
            json.writeStringField("weight", flip.term());
            json.writeNumberField("change", flip.change());
            json.writeStringField("to", flip.to());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void scales(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("scales");
        for (Term term : Term.values()) {
            json.writeObjectFieldStart(term.key());
            json.writeStringField("unit", term.unit());
            json.writeNumberField("one_at", term.best());
            json.writeNumberField("zero_at", term.worst());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void candidates(JsonGenerator json, Decision decision) throws IOException {
        json.writeArrayFieldStart("candidates");
        for (int i = 0; i < decision.inputs().size(); i++) {
            CandidateInputs candidates = decision.inputs().candidates();
            json.writeStartObject();
            json.writeStringField("name", candidates.name[i]);
            json.writeStringField("verdict", decision.drop(i).isEmpty() ? "kept" : "dropped");
            Json.text(json, "reason", decision.drop(i).map(Drop::code).orElse(null));
            Json.text(json, "detail", decision.drop(i).map(Drop::detail).orElse(null));
            json.writeBooleanField("fallback", candidates.tier[i] > 0);
            json.writeNumberField("score", decision.ratings().score(i));
            json.writeBooleanField("lossy", candidates.lossy[i]);
            json.writeNumberField("expected_output_tokens", candidates.outputTokens[i]);
            price(json, candidates, i);
            cache(json, candidates, i);
            terms(json, decision, i);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** USD per million tokens, but for the fee, which is USD for a request; null where nobody knows the price. */
    private static void price(JsonGenerator json, CandidateInputs candidates, int i) throws IOException {
        json.writeFieldName("price");
        if (!candidates.priceKnown(i)) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        Json.number(json, "input", candidates.inputPrice[i]);
        Json.number(json, "output", candidates.outputPrice[i]);
        Json.number(json, "cached_read", candidates.cachedReadPrice[i]);
        Json.number(json, "cache_write", candidates.cacheWritePrice[i]);
        json.writeNumberField("per_request", candidates.requestFee[i]);
        json.writeNumberField("above_tokens", candidates.priceAbove[i]);
        Json.text(json, "source", candidates.priceSource[i]);
        Json.text(json, "fetched", candidates.priceFetched[i]);
        Json.text(json, "effective_from", candidates.priceFrom[i]);
        json.writeEndObject();
    }

    private static void cache(JsonGenerator json, CandidateInputs candidates, int i) throws IOException {
        json.writeObjectFieldStart("cache");
        json.writeNumberField("prefix_tokens", candidates.prefixTokens[i]);
        json.writeNumberField("warm", candidates.warm[i]);
        json.writeEndObject();
    }

    /** In the order of the candidates; of those that would not be tried nothing is said. */
    private static void carried(JsonGenerator json, Decision decision) throws IOException {
        json.writeObjectFieldStart("carried");
        for (String name : decision.inputs().candidates().name) {
            Carried carried = decision.carried().get(name);
            if (carried != null) {
                json.writeObjectFieldStart(name);
                if (carried.translatedInto() != null) {
                    json.writeStringField("translated_into", carried.translatedInto());
                }
                Json.texts(json, "edits", carried.edits());
                Json.texts(json, "losses", carried.losses());
                json.writeEndObject();
            }
        }
        json.writeEndObject();
    }

    private static void terms(JsonGenerator json, Decision decision, int candidate) throws IOException {
        Ratings ratings = decision.ratings();
        json.writeObjectFieldStart("terms");
        for (int term = 0; term < ratings.terms(); term++) {
            double normalised = ratings.normalised(term, candidate);
            json.writeObjectFieldStart(decision.termName(term));
            Json.number(json, "raw", ratings.raw(term, candidate));
            json.writeNumberField("normalised", normalised);
            json.writeNumberField("weight", ratings.weight(term));
            json.writeNumberField("contribution", normalised * ratings.weight(term));
            json.writeEndObject();
        }
        json.writeEndObject();
    }
}
