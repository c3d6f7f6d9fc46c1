package dev.pointsman.router.config;

import dev.pointsman.api.provider.Capability;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an operator says of models: under a provider, and under {@code catalog:}. */
final class ModelsReader {

    private static final Set<String> CAPABILITIES = Set.of(
                    Capability.STREAMING,
                    Capability.TOOLS,
                    Capability.PARALLEL_TOOLS,
                    Capability.IMAGES,
                    Capability.AUDIO,
                    Capability.DOCUMENTS,
                    Capability.SCHEMA,
                    Capability.REASONING,
                    Capability.EMBEDDINGS)
            .stream()
            .map(Capability::name)
            .collect(Collectors.toSet());

    private ModelsReader() {}

    /** A list of ids and of mappings with an id. */
    static List<ModelConfig> models(ConfigReader provider) {
        List<ModelConfig> models = new ArrayList<>();
        provider.entries(
                "models",
                "model",
                "write its id, or a mapping with an id",
                id -> models.add(ModelConfig.of(id)),
                item -> {
                    String id = item.needed("id", "write id: the vendor's id of the model");
                    models.add(model(id == null ? "" : id, item));
                });
        return models;
    }

    static ModelConfig model(String id, ConfigReader section) {
        ModelConfig model = new ModelConfig(
                id,
                optionalCount(section, "window"),
                optionalCount(section, "maxOutput"),
                section.has("capabilities") ? capabilities(section, "capabilities") : null,
                PriceReader.prices(section),
                section.numberOrNumbers("quality", ModelConfig.OVERALL, 0, 1),
                section.has("refuses") ? Set.copyOf(section.texts("refuses")) : null,
                section.has("renames") ? section.textMap("renames") : null,
                section.has("carbon") ? section.number("carbon", 0, 0, 1e6) : null);
        section.noOtherKeys();
        return model;
    }

    static Set<Capability> capabilities(ConfigReader section, String key) {
        List<String> names = section.texts(key);
        for (int i = 0; i < names.size(); i++) {
            if (!CAPABILITIES.contains(names.get(i))) {
                section.problem(
                        key + "[" + i + "]",
                        "no capability \"" + names.get(i) + "\"",
                        DidYouMean.among(CAPABILITIES, names.get(i)));
            }
        }
        return names.stream().map(Capability::new).collect(Collectors.toSet());
    }

    private static @Nullable Integer optionalCount(ConfigReader section, String key) {
        return section.has(key) ? section.count(key, 1, 1) : null;
    }
}
