package dev.pointsman.edge;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pointsman.api.provider.ModelDescriptor;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** {@code {"object": "list", "data": […]}}, as OpenAI's API reference has it. */
final class OpenAiModelsBody implements ModelsBody {

    @Override
    public byte[] all(List<ModelDescriptor> models, Instant since) {
        return Json.object(json -> {
            json.writeStringField("object", "list");
            Json.objects(json, "data", models, model -> members(model, since, json));
        });
    }

    @Override
    public byte[] one(ModelDescriptor model, Instant since) {
        return Json.object(json -> members(model, since, json));
    }

    private static void members(ModelDescriptor model, Instant since, JsonGenerator json) throws IOException {
        json.writeStringField("id", model.id());
        json.writeStringField("object", "model");
        json.writeNumberField("created", since.getEpochSecond());
        json.writeStringField("owned_by", owner(model.id()));
    }

    private static String owner(String id) {
        int slash = id.indexOf('/');
        return slash < 0 ? "pointsman" : id.substring(0, slash);
    }
}
