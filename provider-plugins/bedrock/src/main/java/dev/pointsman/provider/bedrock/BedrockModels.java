package dev.pointsman.provider.bedrock;

import com.fasterxml.jackson.core.JsonParser;
import dev.pointsman.api.exchange.Frame;
import dev.pointsman.api.failure.ProviderException;
import dev.pointsman.api.failure.ProviderFailure.Malformed;
import dev.pointsman.api.provider.ModelDescriptor;
import dev.pointsman.provider.support.JsonWalk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what ListFoundationModels and ListInferenceProfiles answer. AWS says neither windows nor whether a model takes tools, so
 * ids are all there is to tell.
 */
final class BedrockModels {

    private String id = "";
    private String status = "";
    private boolean saysOutputs;
    private final Set<String> outputs = new HashSet<>();
    private final Set<String> inferenceTypes = new HashSet<>();

    private BedrockModels() {}

    /**
     * @param list the member that holds the models
     * @throws ProviderException {@code Malformed} when it is no JSON object
     */
    static List<ModelDescriptor> read(String list, Optional<Frame> answer) {
        List<ModelDescriptor> models = new ArrayList<>();
        byte[] json = answer.map(frame -> frame.payload().array())
                .orElseThrow(() -> new ProviderException(new Malformed("an empty model list")));
        JsonWalk.object(json, "a model list", (name, value) -> {
            if (name.equals(list)) {
                JsonWalk.elements(value, element -> {
                    BedrockModels model = new BedrockModels();
                    JsonWalk.members(element, model::member);
                    if (model.isUsable()) {
                        models.add(ModelDescriptor.of(model.id).build());
                    }
                });
            }
        });
        return models;
    }

    private void member(String name, JsonParser value) throws IOException {
        switch (name) {
            case "modelId", "inferenceProfileId" -> id = JsonWalk.text(value);
            case "outputModalities" -> {
                saysOutputs = true;
                JsonWalk.elements(value, word -> outputs.add(JsonWalk.text(word)));
            }
            case "inferenceTypesSupported" -> JsonWalk.elements(value, word -> inferenceTypes.add(JsonWalk.text(word)));
            case "status" -> status = JsonWalk.text(value);
            default -> {
                // Nothing that a choice depends on.
            }
        }
    }

    /** Models that answer text and can be called by this very id, now. */
    private boolean isUsable() {
        boolean callable = inferenceTypes.isEmpty() || inferenceTypes.contains("ON_DEMAND");
        boolean speaks = !saysOutputs || outputs.contains("TEXT");
        boolean active = status.isEmpty() || status.equals("ACTIVE");
        return callable && speaks && active && !id.isBlank() && id.length() <= 256;
    }
}
