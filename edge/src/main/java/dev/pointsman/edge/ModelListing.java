package dev.pointsman.edge;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.host.ProviderDirectory;
import dev.pointsman.api.provider.Bounds;
import dev.pointsman.api.provider.CallContext;
import dev.pointsman.api.provider.ModelDescriptor;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The models a key may see: the router's own names to everyone, a vendor's models only to keys whose scope names them. That a
 * key allows everything does not mean that every client should be offered hundreds of models.
 */
final class ModelListing {

    private final ProviderDirectory directory;
    private final FailureTable failures;
    private final Instant since;

    /** @param since shown as the models' date of creation, which nobody knows */
    ModelListing(ProviderDirectory directory, FailureTable failures, Instant since) {
        this.directory = directory;
        this.failures = failures;
        this.since = since;
    }

    void all(Visit visit) throws ProblemException, IOException {
        List<ModelDescriptor> models = visible(visit);
        byte[] body = isAnthropic(visit) ? anthropic(models) : openAi(models);
        visit.reply().json(200, body, headers(visit));
    }

    void one(Visit visit) throws ProblemException, IOException {
        Optional<ModelDescriptor> found = visible(visit).stream()
                .filter(model -> model.id().equals(visit.variable()))
                .findFirst();
        if (found.isEmpty()) {
            throw new ProblemException(Problem.unknownModel());
        }
        byte[] body = Json.object(json -> {
            if (isAnthropic(visit)) {
                anthropicMembers(found.get(), json);
            } else {
                openAiMembers(found.get(), json);
            }
        });
        visit.reply().json(200, body, headers(visit));
    }

    private List<ModelDescriptor> visible(Visit visit) throws ProblemException {
        Bounds bounds = visit.key().bounds();
        Set<String> named = new TreeSet<>(bounds.models());
        named.remove("*");
        CallContext context =
                CallerFacts.read(visit.exchange(), visit.key(), visit.reply().requestId());
        try {
            return ModelCall.router(directory).models(context).stream()
                    .filter(model -> model.id().indexOf('/') < 0 || Globs.anyMatches(named, model.id()))
                    .toList();
        } catch (ProviderException e) {
            throw new ProblemException(failures.problem(e.failure()));
        }
    }

    private static boolean isAnthropic(Visit visit) {
        return visit.dialect().dialect().equals(Dialect.ANTHROPIC_MESSAGES);
    }

    private byte[] openAi(List<ModelDescriptor> models) {
        return Json.object(json -> {
            json.writeStringField("object", "list");
            json.writeArrayFieldStart("data");
            for (ModelDescriptor model : models) {
                json.writeStartObject();
                openAiMembers(model, json);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private void openAiMembers(ModelDescriptor model, JsonGenerator json) throws IOException {
        json.writeStringField("id", model.id());
        json.writeStringField("object", "model");
        json.writeNumberField("created", since.getEpochSecond());
        json.writeStringField("owned_by", owner(model.id()));
    }

    private byte[] anthropic(List<ModelDescriptor> models) {
        return Json.object(json -> {
            json.writeArrayFieldStart("data");
            for (ModelDescriptor model : models) {
                json.writeStartObject();
                anthropicMembers(model, json);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeBooleanField("has_more", false);
            Json.string(
                    json,
                    "first_id",
                    models.isEmpty() ? null : models.getFirst().id());
            Json.string(
                    json, "last_id", models.isEmpty() ? null : models.getLast().id());
        });
    }

    private void anthropicMembers(ModelDescriptor model, JsonGenerator json) throws IOException {
        json.writeStringField("type", "model");
        json.writeStringField("id", model.id());
        json.writeStringField("display_name", model.id());
        json.writeStringField(
                "created_at", Instant.ofEpochSecond(since.getEpochSecond()).toString());
    }

    private static String owner(String id) {
        int slash = id.indexOf('/');
        return slash < 0 ? "pointsman" : id.substring(0, slash);
    }

    private static Map<String, String> headers(Visit visit) {
        return visit.dialect().answerHeaders(visit.reply().requestId());
    }
}
