package dev.pointsman.edge;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pointsman.api.provider.Capability;
import dev.pointsman.api.provider.ModelDescriptor;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * {@code GET /v1/catalog} in the form {@code clawrouter.client-catalog.v1}, which OpenClaw's bundled plugin of that name reads
 * (openclaw/clawrouter). It asks for each model over chat completions, or, where it is offered under {@value #MESSAGES_PREFIX},
 * over Anthropic messages: for candidates that speak these, whose cache marks and signatures then travel as they are.
 *
 * <p>A name of the router has the price of the model that an agent's turn would go to first, and the window of the largest that
 * may answer; cached tokens whose price is unknown cost what others do, as in the ledger. What the plugin does not read stands beside it for others: {@code input_modalities}, {@code pointsman}.
 */
final class CatalogBody {

    /** The plugin hides every provider whose native paths begin otherwise than with {@code /v1/native/}. */
    static final String NATIVE = "/v1/native/pointsman";

    static final String MESSAGES = "/v1/messages";

    private static final String MESSAGES_PREFIX = "messages/";

    /**
     * The plugin asks for this much output with every request. A model's most would be held against budgets each time, and would
     * shut out candidates with smaller windows; this is what the plugin asks for where a catalog says nothing.
     */
    private static final int USUAL_OUTPUT = 32_768;

    private static final BigDecimal MICROS = BigDecimal.valueOf(1_000_000);

    private CatalogBody() {}

    static byte[] of(List<ModelDescriptor> models) {
        List<ModelDescriptor> talking =
                models.stream().filter(CatalogBody::talks).toList();
        return Json.object(json -> {
            json.writeStringField("version", "clawrouter.client-catalog.v1");
            json.writeArrayFieldStart("providers");
            json.writeStartObject();
            json.writeStringField("id", "pointsman");
            json.writeStringField("displayName", "Pointsman");
            json.writeBooleanField("openaiCompatible", true);
            json.writeStringField("nativeBaseUrl", NATIVE);
            texts(json, "routes", List.of());
            Json.objects(json, "models", talking, model -> model(model, "", "llm.chat", json));
            json.writeEndObject();
            json.writeStartObject();
            json.writeStringField("id", "pointsman-messages");
            json.writeStringField("displayName", "Pointsman, Anthropic messages");
            json.writeBooleanField("openaiCompatible", false);
            json.writeStringField("nativeBaseUrl", NATIVE);
            Json.objects(json, "routes", List.of(MESSAGES), path -> route(path, json));
            Json.objects(json, "models", talking, model -> model(model, MESSAGES_PREFIX, "llm.messages", json));
            json.writeEndObject();
            json.writeEndArray();
        });
    }

    private static void route(String path, JsonGenerator json) throws IOException {
        json.writeStringField("endpoint", "messages");
        texts(json, "methods", List.of("POST"));
        json.writeStringField("path", path);
        json.writeStringField("requestFormat", "anthropic.messages");
        json.writeStringField("responseFormat", "anthropic.messages");
        json.writeBooleanField("streaming", true);
    }

    private static void model(ModelDescriptor model, String prefix, String capability, JsonGenerator json)
            throws IOException {
        json.writeStringField("id", prefix + model.id());
        json.writeStringField("upstream", model.id());
        json.writeStringField("displayName", "Pointsman " + prefix + model.id());
        texts(json, "capabilities", List.of(capability));
        if (has(model, Capability.REASONING)) {
            texts(json, "supportedReasoningEfforts", List.of("low", "medium", "high"));
        }
        texts(json, "input_modalities", has(model, Capability.IMAGES) ? List.of("text", "image") : List.of("text"));
        json.writeObjectFieldStart("pricing");
        micros(json, "inputMicrosPerMillion", model.inputPrice());
        micros(json, "outputMicrosPerMillion", model.outputPrice());
        micros(json, "cachedInputMicrosPerMillion", model.cachedReadPrice().or(model::inputPrice));
        micros(
                json,
                "cacheWrite5mInputMicrosPerMillion",
                model.cacheWritePrice().or(model::inputPrice));
        if (model.contextWindow().isPresent()) {
            json.writeNumberField("maxInputTokens", model.contextWindow().getAsInt());
        }
        if (model.maxOutput().isPresent()) {
            json.writeNumberField(
                    "defaultMaxOutputTokens",
                    Math.min(USUAL_OUTPUT, model.maxOutput().getAsInt()));
        }
        json.writeEndObject();
        if (model.profile().isPresent()) {
            json.writeObjectFieldStart("pointsman");
            json.writeStringField("profile", model.profile().get());
            json.writeBooleanField("failClosed", model.failClosed());
            json.writeEndObject();
        }
    }

    /** Whether it can hold a conversation at all. */
    private static boolean talks(ModelDescriptor model) {
        return !model.capabilities()
                .map(known -> known.size() == 1 && known.contains(Capability.EMBEDDINGS))
                .orElse(false);
    }

    private static boolean has(ModelDescriptor model, Capability capability) {
        return model.capabilities().map(known -> known.contains(capability)).orElse(false);
    }

    /** USD per million tokens as whole micro-USD, rounded up. */
    private static void micros(JsonGenerator json, String name, Optional<BigDecimal> usd) throws IOException {
        if (usd.isPresent()) {
            BigDecimal micros = usd.get().multiply(MICROS).setScale(0, RoundingMode.CEILING);
            json.writeNumberField(name, micros.longValueExact());
        }
    }

    private static void texts(JsonGenerator json, String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }
}
