package dev.pointsman.provider.gemini;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure.Malformed;
import dev.pointsman.api.provider.Capability;
import dev.pointsman.api.provider.ModelDescriptor;
import dev.pointsman.provider.support.JsonWalk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code {"models": [{"name": "models/…", "inputTokenLimit": …}]}} and keeps the models that generate content or embed it. */
final class GeminiModels {

    private static final String PREFIX = "models/";
    private static final String GENERATES = "generateContent";
    private static final String EMBEDS = "embedContent";

    private String id = "";
    private int inputLimit;
    private int outputLimit;
    private boolean saysMethods;
    private boolean generates;
    private boolean embeds;

    private GeminiModels() {}

    /** @throws ProviderException {@code Malformed} when it is not such a list */
    static List<ModelDescriptor> read(Optional<Frame> answer) {
        List<ModelDescriptor> models = new ArrayList<>();
        byte[] json = answer.map(frame -> frame.payload().array())
                .orElseThrow(() -> new ProviderException(new Malformed("an empty model list")));
        JsonWalk.object(json, "a model list", (name, value) -> {
            if (name.equals("models")) {
                JsonWalk.elements(value, element -> {
                    GeminiModels model = new GeminiModels();
                    JsonWalk.members(element, model::member);
                    model.descriptor().ifPresent(models::add);
                });
            }
        });
        return List.copyOf(models);
    }

    private void member(String name, JsonParser value) throws IOException {
        switch (name) {
            case "name" -> id = JsonWalk.text(value);
            case "inputTokenLimit" -> inputLimit = JsonWalk.number(value);
            case "outputTokenLimit" -> outputLimit = JsonWalk.number(value);
            case "supportedGenerationMethods" -> {
                saysMethods = value.currentToken() == JsonToken.START_ARRAY;
                JsonWalk.elements(value, method -> {
                    generates |= JsonWalk.text(method).equals(GENERATES);
                    embeds |= JsonWalk.text(method).equals(EMBEDS);
                });
            }
            default -> {
                // Nothing that a choice depends on.
            }
        }
    }

    private Optional<ModelDescriptor> descriptor() {
        String bare = id.startsWith(PREFIX) ? id.substring(PREFIX.length()) : id;
        if (bare.isBlank() || bare.length() > 256 || (saysMethods && !generates && !embeds)) {
            return Optional.empty();
        }
        ModelDescriptor.Builder model = ModelDescriptor.of(bare);
        if (inputLimit > 0) {
            // Google counts input and output apart; our window is both together.
            model.contextWindow(Math.addExact(inputLimit, Math.max(outputLimit, 0)));
        }
        if (embeds && !generates) {
            return Optional.of(model.capabilities(Set.of(Capability.EMBEDDINGS)).build());
        }
        if (outputLimit > 0) {
            model.maxOutput(outputLimit);
        }
        return Optional.of(model.build());
    }
}
