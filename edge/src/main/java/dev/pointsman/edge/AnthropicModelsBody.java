package dev.pointsman.edge;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pointsman.api.provider.ModelDescriptor;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** {@code {"data": […], "has_more", "first_id", "last_id"}}, as Anthropic's API reference has it; always one page. */
final class AnthropicModelsBody implements ModelsBody {

    @Override
    public byte[] all(List<ModelDescriptor> models, Instant since) {
        return Json.object(json -> {
            Json.objects(json, "data", models, model -> members(model, since, json));
            json.writeBooleanField("has_more", false);
            Json.string(
                    json,
                    "first_id",
                    models.isEmpty() ? null : models.getFirst().id());
            Json.string(
                    json, "last_id", models.isEmpty() ? null : models.getLast().id());
        });
    }

    @Override
    public byte[] one(ModelDescriptor model, Instant since) {
        return Json.object(json -> members(model, since, json));
    }

    private static void members(ModelDescriptor model, Instant since, JsonGenerator json) throws IOException {
        json.writeStringField("type", "model");
        json.writeStringField("id", model.id());
        json.writeStringField("display_name", model.id());
        json.writeStringField(
                "created_at", Instant.ofEpochSecond(since.getEpochSecond()).toString());
    }
}
