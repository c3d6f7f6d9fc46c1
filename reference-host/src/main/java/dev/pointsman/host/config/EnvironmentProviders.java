package dev.pointsman.host.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The policy of somebody who wrote none: a provider for each credential in the environment. */
public final class EnvironmentProviders {

    /** Where an Ollama listens when nobody told it otherwise. */
    public static final String OLLAMA = "http://127.0.0.1:11434";

    private static final String COMPATIBLE = "openai-compatible";

    private static final String BEDROCK = "AWS_BEARER_TOKEN_BEDROCK";
    private static final List<String> AWS_REGION = List.of("AWS_REGION", "AWS_DEFAULT_REGION");

    private static final List<Found> KNOWN = List.of(
            new Found("openai", "openai", List.of("OPENAI_API_KEY")),
            new Found("anthropic", "anthropic", List.of("ANTHROPIC_API_KEY")),
            new Found("gemini", "gemini", List.of("GEMINI_API_KEY", "GOOGLE_API_KEY")),
            new Found("deepseek", COMPATIBLE, List.of("DEEPSEEK_API_KEY")),
            new Found("mistral", COMPATIBLE, List.of("MISTRAL_API_KEY")),
            new Found("groq", COMPATIBLE, List.of("GROQ_API_KEY")),
            new Found("xai", COMPATIBLE, List.of("XAI_API_KEY")),
            new Found("openrouter", COMPATIBLE, List.of("OPENROUTER_API_KEY")));

    private EnvironmentProviders() {}

    /**
     * The policy for an environment: its credentials as references, a local Ollama where one answers, and the sandbox where
     * there is neither, so that a gateway started for the first time answers at once.
     *
     * @param ollamaAnswers asked once
     */
    public static Map<String, Object> policy(Map<String, String> environment, BooleanSupplier ollamaAnswers) {
        Map<String, Object> providers = new LinkedHashMap<>();
        for (Found found : KNOWN) {
            found.variables().stream()
                    .filter(name -> !environment.getOrDefault(name, "").isBlank())
                    .findFirst()
                    .ifPresent(name -> providers.put(found.name(), found.settings(name)));
        }
        bedrock(environment).ifPresent(settings -> providers.put("bedrock", settings));
        if (ollamaAnswers.getAsBoolean()) {
            providers.put("ollama", ollama());
        }
        if (providers.isEmpty()) {
            providers.put("sandbox", Map.of("type", "sandbox", "vendors", List.of("cheap", "fast", "smart")));
        }
        Map<String, Object> policy = new LinkedHashMap<>();
        policy.put("version", 1);
        policy.put("providers", providers);
        return policy;
    }

    /** The environment variables that are looked for. */
    public static List<String> variables() {
        List<String> variables = new ArrayList<>();
        KNOWN.forEach(found -> variables.addAll(found.variables()));
        variables.add(BEDROCK);
        return variables;
    }

    /** With a key for Bedrock alone and a region; an AWS access key in the environment may be meant for anything else. */
    private static Optional<Map<String, Object>> bedrock(Map<String, String> environment) {
        if (environment.getOrDefault(BEDROCK, "").isBlank()) {
            return Optional.empty();
        }
        return AWS_REGION.stream()
                .map(name -> environment.getOrDefault(name, ""))
                .filter(region -> !region.isBlank())
                .findFirst()
                .map(region -> {
                    Map<String, Object> settings = new Found("bedrock", "bedrock", List.of()).settings(BEDROCK);
                    settings.put("region", region);
                    return settings;
                });
    }

    private static Map<String, Object> ollama() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("type", "ollama");
        settings.put("baseUrl", OLLAMA);
        settings.put("locality", "local");
        settings.put("owner", "environment");
        settings.put("source", OLLAMA);
        return settings;
    }

    /** A vendor and the variables its key may lie in, the first that is set being used. */
    private record Found(String name, String type, List<String> variables) {

        Map<String, Object> settings(String variable) {
            Map<String, Object> settings = new LinkedHashMap<>();
            settings.put("type", type);
            if (type.equals(COMPATIBLE)) {
                settings.put("preset", name);
            }
            settings.put("credential", "${env:" + variable + "}");
            settings.put("owner", "environment");
            settings.put("source", "env:" + variable);
            return settings;
        }
    }
}
