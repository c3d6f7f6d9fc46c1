package dev.pointsman.edge;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pointsman.api.provider.Capability;
import dev.pointsman.api.provider.ModelDescriptor;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code GET /api/tags} and {@code POST /api/show}, as Ollama's API reference has them. What describes a file of weights (size,
 * digest, quantization) is empty: these models are names of a router.
 */
final class OllamaModelsBody implements ModelsBody {

    private static final String FAMILY = "pointsman";

    private static final Map<Capability, String> WORDS = Map.of(
            Capability.TOOLS, "tools",
            Capability.IMAGES, "vision",
            Capability.REASONING, "thinking",
            Capability.EMBEDDINGS, "embedding");

    @Override
    public byte[] all(List<ModelDescriptor> models, Instant since) {
        return Json.object(json -> Json.objects(json, "models", models, model -> {
            json.writeStringField("name", model.id());
            json.writeStringField("model", model.id());
            modifiedAt(since, json);
            json.writeNumberField("size", 0);
            json.writeStringField("digest", "");
            details(json);
        }));
    }

    @Override
    public byte[] one(ModelDescriptor model, Instant since) {
        return Json.object(json -> {
            json.writeStringField("modelfile", "");
            json.writeStringField("parameters", "");
            json.writeStringField("template", "");
            details(json);
            json.writeObjectFieldStart("model_info");
            json.writeStringField("general.architecture", FAMILY);
            if (model.contextWindow().isPresent()) {
                json.writeNumberField(
                        FAMILY + ".context_length", model.contextWindow().getAsInt());
            }
            json.writeEndObject();
            capabilities(model, json);
            modifiedAt(since, json);
        });
    }

    private static void details(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("details");
        json.writeStringField("parent_model", "");
        json.writeStringField("format", "");
        json.writeStringField("family", FAMILY);
        json.writeArrayFieldStart("families");
        json.writeString(FAMILY);
        json.writeEndArray();
        json.writeStringField("parameter_size", "");
        json.writeStringField("quantization_level", "");
        json.writeEndObject();
    }

    /** Where nothing is known, {@code completion} alone. */
    private static void capabilities(ModelDescriptor model, JsonGenerator json) throws IOException {
        Set<Capability> known = model.capabilities().orElse(Set.of());
        json.writeArrayFieldStart("capabilities");
        if (!known.contains(Capability.EMBEDDINGS)) {
            json.writeString("completion");
        }
        for (Map.Entry<Capability, String> word :
                WORDS.entrySet().stream().sorted(Map.Entry.comparingByValue()).toList()) {
            if (known.contains(word.getKey())) {
                json.writeString(word.getValue());
            }
        }
        json.writeEndArray();
    }

    private static void modifiedAt(Instant since, JsonGenerator json) throws IOException {
        json.writeStringField(
                "modified_at", Instant.ofEpochSecond(since.getEpochSecond()).toString());
    }
}
