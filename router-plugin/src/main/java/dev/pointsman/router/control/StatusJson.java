package dev.pointsman.router.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.pointsman.api.decision.AttemptReport;
import dev.pointsman.api.exchange.Payload;
import dev.pointsman.api.exchange.Usage;
import dev.pointsman.api.provider.Capability;
import dev.pointsman.router.attempt.AttemptLog;
import dev.pointsman.router.catalog.Price;
import dev.pointsman.router.control.RouterStatus.CredentialStatus;
import dev.pointsman.router.control.RouterStatus.EndpointStatus;
import dev.pointsman.router.control.RouterStatus.ProviderStatus;
import dev.pointsman.router.health.HealthReading;
import dev.pointsman.router.money.Feedback;
import dev.pointsman.router.selection.EndpointFacts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes what operators see. */
final class StatusJson {

    private static final JsonFactory JSON = new JsonFactory();

    private StatusJson() {}

    private interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    /** Newest first, a line each. */
    static Payload decisions(List<RoutedRequest> requests) {
        return write(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("decisions");
            for (RoutedRequest request : requests) {
                json.writeStartObject();
                summary(request, json);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /** One that ended just now. */
    static Payload event(RoutedRequest request) {
        return write(json -> {
            json.writeStartObject();
            summary(request, json);
            json.writeEndObject();
        });
    }

    /** One with its whole trace, and what was said of it. */
    static Payload decision(RoutedRequest request, List<Feedback> feedback) {
        return write(json -> {
            json.writeStartObject();
            summary(request, json);
            json.writeArrayFieldStart("tried");
            for (AttemptReport attempt : request.attempts()) {
                attempt(attempt, json);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("skipped");
            for (AttemptLog.Skipped skipped : request.skipped()) {
                json.writeStartObject();
                json.writeStringField("candidate", skipped.candidate());
                text("credential", skipped.credentialId(), json);
                json.writeStringField("reason", skipped.reason());
                json.writeEndObject();
            }
            json.writeEndArray();
            feedback(feedback, json);
            json.writeFieldName("decision");
            json.writeRawValue(request.decision().toJson().utf8());
            json.writeEndObject();
        });
    }

    static Payload models(RouterStatus status) {
        return write(json -> {
            json.writeStartObject();
            json.writeStringField("policy", status.policyVersion());
            json.writeArrayFieldStart("models");
            for (EndpointStatus endpoint : status.endpoints()) {
                json.writeStartObject();
                facts(endpoint.facts(), json);
                health(endpoint, json);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    static Payload health(RouterStatus status) {
        return write(json -> {
            json.writeStartObject();
            json.writeBooleanField("ready", status.ready());
            json.writeStringField("policy", status.policyVersion());
            json.writeNumberField("candidates", status.endpoints().size());
            json.writeNumberField(
                    "usable",
                    status.endpoints().stream().filter(EndpointStatus::usable).count());
            json.writeArrayFieldStart("providers");
            for (ProviderStatus provider : status.providers()) {
                json.writeStartObject();
                json.writeStringField("name", provider.name());
                json.writeStringField("type", provider.type());
                json.writeStringField("owner", provider.owner());
                text("problem", provider.problem(), json);
                json.writeEndObject();
            }
            json.writeEndArray();
            credentials(status.providers(), json);
            json.writeArrayFieldStart("endpoints");
            for (EndpointStatus endpoint : status.endpoints()) {
                json.writeStartObject();
                json.writeStringField("name", endpoint.facts().name());
                health(endpoint, json);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void credentials(List<ProviderStatus> providers, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("credentials");
        for (ProviderStatus provider : providers) {
            for (CredentialStatus credential : provider.credentials()) {
                json.writeStartObject();
                json.writeStringField("provider", provider.name());
                json.writeStringField("id", credential.id());
                text("workspace", credential.workspace(), json);
                json.writeStringField("owner", credential.owner());
                text("source", credential.source(), json);
                text("problem", credential.problem(), json);
                json.writeNumberField("closedForMillis", credential.closedForMillis());
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    private static void summary(RoutedRequest request, JsonGenerator json) throws IOException {
        json.writeStringField("id", request.decision().id());
        json.writeStringField("at", Instant.ofEpochMilli(request.atMillis()).toString());
        json.writeStringField("asked", request.asked().features().model());
        json.writeStringField("profile", request.decision().profile());
        json.writeStringField("workload", request.decision().workload());
        text("choice", request.decision().choice().orElse(null), json);
        text("answered", answered(request), json);
        json.writeNumberField("attempts", request.attempts().size());
        json.writeStringField("outcome", request.usage().outcome());
        Usage usage = request.usage().usage();
        json.writeObjectFieldStart("usage");
        json.writeNumberField("input", usage.input());
        json.writeNumberField("cachedRead", usage.cachedRead());
        json.writeNumberField("cacheWrite", usage.cacheWrite());
        json.writeNumberField("output", usage.output());
        json.writeNumberField("reasoning", usage.reasoning());
        json.writeBooleanField("estimated", request.usage().estimated());
        json.writeEndObject();
        number("costMicros", request.usage().costMicros(), json);
    }

    private static void feedback(List<Feedback> all, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("feedback");
        for (Feedback feedback : all) {
            json.writeStartObject();
            json.writeStringField("from", feedback.from());
            json.writeStringField(
                    "at", Instant.ofEpochMilli(feedback.atMillis()).toString());
            json.writeNumberField("score", feedback.score());
            text("reason", feedback.reason(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static @Nullable String answered(RoutedRequest request) {
        return AttemptLog.answering(request.attempts())
                .filter(attempt -> attempt.firstContentMillis() != null)
                .map(attempt -> attempt.provider() + "/" + attempt.model())
                .orElse(null);
    }

    private static void attempt(AttemptReport attempt, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("number", attempt.number());
        json.writeStringField("provider", attempt.provider());
        json.writeStringField("model", attempt.model());
        text("credential", attempt.credentialId(), json);
        texts("edits", attempt.edits(), json);
        texts("losses", attempt.losses(), json);
        json.writeStringField("outcome", attempt.outcome());
        number("status", attempt.status() == null ? null : Long.valueOf(attempt.status()), json);
        json.writeNumberField("startMillis", attempt.startMillis());
        number("firstContentMillis", attempt.firstContentMillis(), json);
        json.writeNumberField("endMillis", attempt.endMillis());
        json.writeEndObject();
    }

    private static void facts(EndpointFacts facts, JsonGenerator json) throws IOException {
        json.writeStringField("name", facts.name());
        json.writeStringField("owner", facts.owner());
        json.writeBooleanField("local", facts.local());
        text("region", facts.region(), json);
        number(
                "window",
                facts.model().window() == null
                        ? null
                        : Long.valueOf(facts.model().window()),
                json);
        number(
                "maxOutput",
                facts.model().maxOutput() == null
                        ? null
                        : Long.valueOf(facts.model().maxOutput()),
                json);
        Set<Capability> capabilities = facts.model().capabilities();
        if (capabilities == null) {
            json.writeNullField("capabilities");
        } else {
            json.writeArrayFieldStart("capabilities");
            for (String capability :
                    capabilities.stream().map(Capability::name).sorted().toList()) {
                json.writeString(capability);
            }
            json.writeEndArray();
        }
        price(facts.model().price(), json);
    }

    private static void price(@Nullable Price price, JsonGenerator json) throws IOException {
        if (price == null) {
            json.writeNullField("price");
            return;
        }
        json.writeObjectFieldStart("price");
        json.writeNumberField("input", price.input());
        json.writeNumberField("output", price.output());
        json.writeStringField("unit", "USD per million tokens");
        json.writeStringField("source", price.source());
        text("fetched", price.fetched(), json);
        json.writeEndObject();
    }

    private static void health(EndpointStatus endpoint, JsonGenerator json) throws IOException {
        HealthReading reading = endpoint.health();
        json.writeBooleanField("usable", endpoint.usable());
        text("closedBy", reading.closedBy(), json);
        json.writeNumberField("closedForMillis", reading.closedForMillis());
        json.writeNumberField("running", endpoint.running());
        json.writeNumberField("availability", reading.availability());
        number(
                "firstTokenMillis",
                reading.firstTokenMillis() < 0 ? null : Math.round(reading.firstTokenMillis()),
                json);
    }

    private static void texts(String name, List<String> values, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private static void text(String name, @Nullable String value, JsonGenerator json) throws IOException {
        if (value == null) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, value);
        }
    }

    private static void number(String name, @Nullable Long value, JsonGenerator json) throws IOException {
        if (value == null) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, value);
        }
    }

    private static Payload write(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            writing.to(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Payload.of(bytes.toByteArray());
    }
}
