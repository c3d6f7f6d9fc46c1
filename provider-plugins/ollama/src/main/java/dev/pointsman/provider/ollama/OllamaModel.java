package dev.pointsman.provider.ollama;

import com.fasterxml.jackson.core.JsonParser;
import dev.pointsman.api.provider.Capability;
import dev.pointsman.api.provider.ModelDescriptor;
import dev.pointsman.provider.support.JsonWalk;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** What {@code /api/show} says of one model. */
final class OllamaModel {

    /** Behind the name of the model's family: {@code llama.context_length}. */
    private static final String WINDOW = ".context_length";

    private final Set<Capability> capabilities = new HashSet<>();
    private boolean saysCapabilities;
    private int trained;
    private int configured;

    private OllamaModel() {}

    /** @throws dev.pointsman.api.failure.ProviderException {@code Malformed} when it is no JSON object */
    static ModelDescriptor read(String name, byte[] json) {
        OllamaModel model = new OllamaModel();
        JsonWalk.object(json, "a model's description", model::member);
        return model.descriptor(name);
    }

    private void member(String name, JsonParser value) throws IOException {
        switch (name) {
            case "capabilities" ->
                JsonWalk.elements(value, word -> {
                    saysCapabilities = true;
                    add(JsonWalk.text(word));
                });
            case "model_info" ->
                JsonWalk.members(value, (key, number) -> {
                    if (key.endsWith(WINDOW)) {
                        trained = Math.max(trained, JsonWalk.number(number));
                    }
                });
            case "parameters" -> configured = contextParameter(JsonWalk.text(value));
            default -> {
                // Nothing that a choice depends on.
            }
        }
    }

    private void add(String word) {
        switch (word) {
            case "completion" -> {
                capabilities.add(Capability.STREAMING);
                // Ollama makes any model follow a schema while it samples.
                capabilities.add(Capability.SCHEMA);
            }
            case "tools" -> {
                capabilities.add(Capability.TOOLS);
                capabilities.add(Capability.PARALLEL_TOOLS);
            }
            case "vision" -> capabilities.add(Capability.IMAGES);
            case "thinking" -> capabilities.add(Capability.REASONING);
            case "embedding" -> capabilities.add(Capability.EMBEDDINGS);
            case "audio" -> capabilities.add(Capability.AUDIO);
            default -> {
                // Nothing a request here could need.
            }
        }
    }

    /** The Modelfile's parameters are lines of a name and a value. */
    private static int contextParameter(String parameters) {
        for (String line : parameters.split("\n")) {
            String[] words = line.strip().split("\\s+");
            if (words.length == 2 && words[0].equals("num_ctx") && words[1].matches("[1-9]\\d{0,8}")) {
                return Integer.parseInt(words[1]);
            }
        }
        return 0;
    }

    /** A model made with a smaller window than it was trained for cuts off what goes beyond, without a word. */
    private ModelDescriptor descriptor(String name) {
        ModelDescriptor.Builder model = ModelDescriptor.of(name);
        if (saysCapabilities) {
            model.capabilities(capabilities);
        }
        int window = configured > 0 && (trained == 0 || configured < trained) ? configured : trained;
        return (window > 0 ? model.contextWindow(window) : model).build();
    }
}
