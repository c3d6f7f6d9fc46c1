package dev.pointsman.router.selection;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A decision's inputs in two documents, from which they come back bit for bit: what is known of the endpoints whatever the
 * request, which thousands of decisions share, and the rest, a kilobyte or two.
 *
 * @param factsId names the facts by what they say
 */
public record StoredInputs(String factsId, String facts, String values) {

    private static final ObjectMapper TREES = new ObjectMapper();
    private static final int VERSION = 1;

    /** Writes inputs down; for one thread. */
    public static final class Writer {

        private final RecentFacts recent = new RecentFacts();

        public StoredInputs write(DecisionInputs inputs) {
            RecentFacts.Written facts = recent.of(inputs.candidates(), StoredInputs::facts);
            return new StoredInputs(facts.id(), facts.document(), values(inputs));
        }
    }

    /**
     * The inputs again.
     *
     * @throws IllegalArgumentException when the documents are of another version, or broken
     */
    public DecisionInputs inputs() {
        JsonNode known = tree(facts);
        JsonNode rest = tree(values);
        PolicyInputs policy = InputsJson.readPolicy(rest.path("policy"));
        CandidateInputs candidates =
                new CandidateInputs(known.path("size").asInt(), policy.scorers().size());
        readFacts(known, candidates);
        readValues(rest, candidates);
        return new DecisionInputs(
                rest.path("now").asLong(),
                rest.path("seed").asLong(),
                rest.path("policy_version").asText(),
                rest.path("catalog_version").asText(),
                InputsJson.readRequest(rest.path("request")),
                policy,
                candidates);
    }

    private static RecentFacts.Written facts(CandidateInputs from) {
        String document = Json.write(json -> {
                    json.writeStartObject();
                    json.writeNumberField("v", VERSION);
                    json.writeNumberField("size", from.size());
                    writeFacts(json, from);
                    json.writeEndObject();
                })
                .utf8();
        return new RecentFacts.Written(sha256(document), document);
    }

    private static String values(DecisionInputs inputs) {
        return Json.write(json -> {
                    json.writeStartObject();
                    json.writeNumberField("v", VERSION);
                    json.writeNumberField("now", inputs.nowMillis());
                    json.writeNumberField("seed", inputs.seed());
                    json.writeStringField("policy_version", inputs.policyVersion());
                    json.writeStringField("catalog_version", inputs.catalogVersion());
                    json.writeObjectFieldStart("request");
                    InputsJson.writeRequest(json, inputs.request());
                    json.writeEndObject();
                    json.writeObjectFieldStart("policy");
                    InputsJson.writePolicy(json, inputs.policy());
                    json.writeEndObject();
                    writeValues(json, inputs.candidates());
                    json.writeEndObject();
                })
                .utf8();
    }

    /** The columns that {@link CandidateInputs#forRequest} shares, and no other. */
    private static void writeFacts(JsonGenerator json, CandidateInputs from) throws IOException {
        Columns.write(json, "provider", from.provider);
        Columns.write(json, "model", from.model);
        Columns.write(json, "tier", from.tier);
        Columns.write(json, "local", from.local);
        Columns.write(json, "region", from.region);
        Columns.write(json, "retention_days", from.retentionDays);
        Columns.write(json, "window", from.window);
        Columns.write(json, "max_output", from.maxOutput);
        Columns.write(json, "request_fee", from.requestFee);
        Columns.write(json, "price_source", from.priceSource);
        Columns.write(json, "price_fetched", from.priceFetched);
        Columns.write(json, "price_from", from.priceFrom);
        Columns.write(json, "carbon_per_thousand", from.carbonPerThousand);
    }

    private static void readFacts(JsonNode facts, CandidateInputs into) {
        Columns.read(facts, "provider", into.provider);
        Columns.read(facts, "model", into.model);
        for (int i = 0; i < into.name.length; i++) {
            into.name[i] = into.provider[i] + "/" + into.model[i];
        }
        Columns.read(facts, "tier", into.tier);
        Columns.read(facts, "local", into.local);
        Columns.read(facts, "region", into.region);
        Columns.read(facts, "retention_days", into.retentionDays);
        Columns.read(facts, "window", into.window);
        Columns.read(facts, "max_output", into.maxOutput);
        Columns.read(facts, "request_fee", into.requestFee);
        Columns.read(facts, "price_source", into.priceSource);
        Columns.read(facts, "price_fetched", into.priceFetched);
        Columns.read(facts, "price_from", into.priceFrom);
        Columns.read(facts, "carbon_per_thousand", into.carbonPerThousand);
    }

    private static void writeValues(JsonGenerator json, CandidateInputs from) throws IOException {
        Columns.write(json, "owner", from.owner);
        Columns.write(json, "credential", from.credential);
        Columns.write(json, "lacking", from.lacking);
        Columns.write(json, "barred", from.barred);
        Columns.write(json, "lossy", from.lossy);
        Columns.write(json, "input_price", from.inputPrice);
        Columns.write(json, "output_price", from.outputPrice);
        Columns.write(json, "cached_read_price", from.cachedReadPrice);
        Columns.write(json, "cache_write_price", from.cacheWritePrice);
        Columns.write(json, "price_above", from.priceAbove);
        Columns.write(json, "prefix_tokens", from.prefixTokens);
        Columns.write(json, "warm", from.warm);
        Columns.write(json, "token_ratio", from.tokenRatio);
        Columns.write(json, "output_tokens", from.outputTokens);
        Columns.write(json, "first_token_millis", from.firstTokenMillis);
        Columns.write(json, "millis_per_token", from.millisPerToken);
        Columns.write(json, "measured", from.measured);
        Columns.write(json, "quality", from.quality);
        Columns.write(json, "availability", from.availability);
        Columns.write(json, "closed_by", from.closedBy);
        Columns.write(json, "closed_for_millis", from.closedForMillis);
        for (int scorer = 0; scorer < from.scores.length; scorer++) {
            Columns.write(json, "score_" + scorer, from.scores[scorer]);
        }
    }

    private static void readValues(JsonNode values, CandidateInputs into) {
        Columns.read(values, "owner", into.owner);
        Columns.read(values, "credential", into.credential);
        Columns.read(values, "lacking", into.lacking);
        Columns.read(values, "barred", into.barred);
        Columns.read(values, "lossy", into.lossy);
        Columns.read(values, "input_price", into.inputPrice);
        Columns.read(values, "output_price", into.outputPrice);
        Columns.read(values, "cached_read_price", into.cachedReadPrice);
        Columns.read(values, "cache_write_price", into.cacheWritePrice);
        Columns.read(values, "price_above", into.priceAbove);
        Columns.read(values, "prefix_tokens", into.prefixTokens);
        Columns.read(values, "warm", into.warm);
        Columns.read(values, "token_ratio", into.tokenRatio);
        Columns.read(values, "output_tokens", into.outputTokens);
        Columns.read(values, "first_token_millis", into.firstTokenMillis);
        Columns.read(values, "millis_per_token", into.millisPerToken);
        Columns.read(values, "measured", into.measured);
        Columns.read(values, "quality", into.quality);
        Columns.read(values, "availability", into.availability);
        Columns.read(values, "closed_by", into.closedBy);
        Columns.read(values, "closed_for_millis", into.closedForMillis);
        for (int scorer = 0; scorer < into.scores.length; scorer++) {
            Columns.read(values, "score_" + scorer, into.scores[scorer]);
        }
    }

    private static JsonNode tree(String document) {
        try {
            JsonNode tree = TREES.readTree(document);
            if (tree.path("v").asInt() != VERSION) {
                throw new IllegalArgumentException("the stored inputs are not of version " + VERSION);
            }
            return tree;
        } catch (IOException e) {
            throw new IllegalArgumentException("the stored inputs are not JSON", e);
        }
    }

    private static String sha256(String document) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(document.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
