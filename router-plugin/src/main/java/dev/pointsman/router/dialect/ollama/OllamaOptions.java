package dev.pointsman.router.dialect.ollama;

import dev.pointsman.router.dialect.Parameter;
import java.util.EnumMap;
import java.util.Map;

/** Which setting stands in which member of {@code options}. */
final class OllamaOptions {

    static final Map<Parameter, String> MEMBERS = new EnumMap<>(Map.of(
            Parameter.MAX_OUTPUT, "num_predict",
            Parameter.TEMPERATURE, "temperature",
            Parameter.TOP_P, "top_p",
            Parameter.TOP_K, "top_k",
            Parameter.STOP, "stop",
            Parameter.SEED, "seed",
            Parameter.PRESENCE_PENALTY, "presence_penalty",
            Parameter.FREQUENCY_PENALTY, "frequency_penalty"));

    private OllamaOptions() {}
}
