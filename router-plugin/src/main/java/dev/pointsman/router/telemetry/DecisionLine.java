package dev.pointsman.router.telemetry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.pointsman.api.decision.AttemptReport;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.router.attempt.AttemptLog;
import dev.pointsman.router.config.Weights;
import dev.pointsman.router.control.RoutedRequest;
import dev.pointsman.router.selection.Decision;
import dev.pointsman.router.selection.RankedCandidate;
import dev.pointsman.router.selection.RequestInputs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One line of the decision log; bounded, since a policy may have hundreds of candidates. */
final class DecisionLine {

    /** The form's version: a member that changes its meaning counts it up, a new one does not. */
    private static final int VERSION = 1;

    private static final int MOST_CANDIDATES = 10;
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator json;

    private DecisionLine(JsonGenerator json) {
        this.json = json;
    }

    /** UTF-8, without the line's end. */
    static byte[] of(RoutedRequest request, boolean streaming) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            new DecisionLine(json).write(request, streaming);
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory cannot be written", e);
        }
        return bytes.toByteArray();
    }

    private void write(RoutedRequest request, boolean streaming) throws IOException {
        Decision decision = request.decision();
        json.writeStartObject();
        json.writeNumberField("v", VERSION);
        json.writeStringField("id", decision.id());
        json.writeStringField(
                "at", Instant.ofEpochMilli(decision.inputs().nowMillis()).toString());
        json.writeStringField("workspace", request.asked().features().caller().workspace());
        text("key", request.asked().features().caller().keyId());
        json.writeStringField("dialect", request.asked().dialect().name());
        json.writeBooleanField("streaming", streaming);
        json.writeStringField("policy", decision.inputs().policyVersion());
        json.writeStringField("catalog", decision.inputs().catalogVersion());
        json.writeStringField("profile", decision.profile());
        json.writeStringField("workload", decision.workload());
        asked(decision.inputs().request());
        weights(decision.inputs().policy().weights());
        json.writeStringField("reason", decision.reason());
        json.writeBooleanField("panic", decision.panic());
        candidates(decision);
        dropped(decision);
        skipped(request.skipped());
        json.writeArrayFieldStart("attempts");
        for (AttemptReport attempt : request.attempts()) {
            attempt(attempt);
        }
        json.writeEndArray();
        usage(request.usage().usage(), request.usage().estimated());
        number("costMicros", request.usage().costMicros());
        json.writeStringField("outcome", request.usage().outcome());
        json.writeNumberField(
                "millis", Math.max(0, request.atMillis() - decision.inputs().nowMillis()));
        json.writeEndObject();
    }

    private void asked(RequestInputs asked) throws IOException {
        json.writeObjectFieldStart("asked");
        json.writeStringField("model", asked.model());
        json.writeNumberField("inputTokens", asked.inputTokens());
        json.writeStringField("countedBy", asked.countedBy());
        number("maxOutputTokens", asked.maxOutputTokens() < 0 ? null : Long.valueOf(asked.maxOutputTokens()));
        json.writeNumberField("tools", asked.tools());
        json.writeNumberField("turns", asked.turns());
        texts("needs", asked.needs());
        texts("pins", asked.pins());
        text("session", asked.session());
        json.writeEndObject();
    }

    private void weights(Weights weights) throws IOException {
        json.writeObjectFieldStart("weights");
        json.writeNumberField("cost", rounded(weights.cost()));
        json.writeNumberField("latency", rounded(weights.latency()));
        json.writeNumberField("quality", rounded(weights.quality()));
        json.writeNumberField("availability", rounded(weights.availability()));
        json.writeNumberField("carbon", rounded(weights.carbon()));
        json.writeEndObject();
    }

    private void candidates(Decision decision) throws IOException {
        List<RankedCandidate> ranked = decision.ranked();
        json.writeNumberField("eligible", ranked.size());
        json.writeArrayFieldStart("candidates");
        for (RankedCandidate candidate : ranked.subList(0, Math.min(MOST_CANDIDATES, ranked.size()))) {
            json.writeStartObject();
            json.writeStringField("model", candidate.endpoint().name());
            json.writeNumberField("score", rounded(candidate.score()));
            if (decision.expectedCost(candidate.candidate()).isPresent()) {
                json.writeNumberField(
                        "expectedUsd",
                        decision.expectedCost(candidate.candidate()).getAsDouble());
            }
            if (candidate.fallback()) {
                json.writeBooleanField("fallback", true);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void dropped(Decision decision) throws IOException {
        Map<String, Integer> reasons = new TreeMap<>();
        for (int candidate = 0; candidate < decision.inputs().size(); candidate++) {
            decision.drop(candidate).ifPresent(drop -> reasons.merge(drop.code(), 1, Integer::sum));
        }
        json.writeObjectFieldStart("dropped");
        for (Map.Entry<String, Integer> reason : reasons.entrySet()) {
            json.writeNumberField(reason.getKey(), reason.getValue());
        }
        json.writeEndObject();
    }

    private void skipped(List<AttemptLog.Skipped> skipped) throws IOException {
        json.writeArrayFieldStart("skipped");
        for (AttemptLog.Skipped each : skipped.subList(0, Math.min(MOST_CANDIDATES, skipped.size()))) {
            json.writeStartObject();
            json.writeStringField("model", each.candidate());
            json.writeStringField("reason", each.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void attempt(AttemptReport attempt) throws IOException {
        json.writeStartObject();
        json.writeStringField("model", attempt.provider() + "/" + attempt.model());
        text("credential", attempt.credentialId());
        json.writeStringField("outcome", attempt.outcome());
        number("status", attempt.status() == null ? null : Long.valueOf(attempt.status()));
        json.writeNumberField("startMillis", attempt.startMillis());
        number("firstContentMillis", attempt.firstContentMillis());
        json.writeNumberField("endMillis", attempt.endMillis());
        json.writeNumberField("edits", attempt.edits().size());
        json.writeNumberField("losses", attempt.losses().size());
        json.writeEndObject();
    }

    private void usage(Usage usage, boolean estimated) throws IOException {
        json.writeObjectFieldStart("usage");
        json.writeNumberField("input", usage.input());
        json.writeNumberField("cachedRead", usage.cachedRead());
        json.writeNumberField("cacheWrite", usage.cacheWrite());
        json.writeNumberField("output", usage.output());
        json.writeNumberField("reasoning", usage.reasoning());
        json.writeBooleanField("estimated", estimated);
        json.writeEndObject();
    }

    private void texts(String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    /** Left out where there is none. */
    private void text(String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    private void number(String name, @Nullable Long value) throws IOException {
        if (value != null) {
            json.writeNumberField(name, value);
        }
    }

    /** More digits would say nothing to a reader. */
    private static double rounded(double value) {
        return Math.round(value * 1e6) / 1e6;
    }
}
