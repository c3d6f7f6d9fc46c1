package dev.pointsman.edge;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pointsman.api.provider.ModelDescriptor;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** {@code {"models": […]}} with names that begin with {@code models/}, as Gemini's API reference has it; always one page. */
final class GeminiModelsBody implements ModelsBody {

    private static final List<String> METHODS = List.of("generateContent", "streamGenerateContent", "countTokens");

    @Override
    public byte[] all(List<ModelDescriptor> models, Instant since) {
        return Json.object(json -> Json.objects(json, "models", models, model -> members(model, json)));
    }

    @Override
    public byte[] one(ModelDescriptor model, Instant since) {
        return Json.object(json -> members(model, json));
    }

    private static void members(ModelDescriptor model, JsonGenerator json) throws IOException {
        json.writeStringField("name", "models/" + model.id());
        json.writeStringField("displayName", model.id());
        if (model.contextWindow().isPresent()) {
            json.writeNumberField("inputTokenLimit", model.contextWindow().getAsInt());
        }
        if (model.maxOutput().isPresent()) {
            json.writeNumberField("outputTokenLimit", model.maxOutput().getAsInt());
        }
        json.writeArrayFieldStart("supportedGenerationMethods");
        for (String method : METHODS) {
            json.writeString(method);
        }
        json.writeEndArray();
    }
}
