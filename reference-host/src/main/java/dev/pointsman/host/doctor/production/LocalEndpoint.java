package dev.pointsman.host.doctor.production;

import dev.pointsman.host.config.EnvironmentProviders;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A provider of the policy that is declared local.
 *
 * @param url its base URL; empty when the plugin knows it and the policy does not tell
 */
record LocalEndpoint(String name, String type, Optional<URI> url) {

    static List<LocalEndpoint> of(Map<String, Object> policy) {
        List<LocalEndpoint> endpoints = new ArrayList<>();
        if (policy.get("providers") instanceof Map<?, ?> providers) {
            providers.forEach((name, entry) -> {
                if (entry instanceof Map<?, ?> settings
                        && "local".equals(settings.get("locality"))
                        && !Boolean.FALSE.equals(settings.get("enabled"))
                        && !"sandbox".equals(settings.get("type"))) {
                    String type = String.valueOf(settings.get("type"));
                    endpoints.add(new LocalEndpoint(String.valueOf(name), type, url(type, settings)));
                }
            });
        }
        return List.copyOf(endpoints);
    }

    /** What every server of its kind answers to without doing any work. */
    Optional<URI> list() {
        return url.map(base -> URI.create(
                base.toString().replaceFirst("/+$", "") + (type.equals("ollama") ? "/api/tags" : "/models")));
    }

    String path() {
        return "providers." + name;
    }

    private static Optional<URI> url(String type, Map<?, ?> settings) {
        if (settings.get("baseUrl") instanceof String text) {
            try {
                URI url = URI.create(text.strip());
                return url.getHost() == null ? Optional.empty() : Optional.of(url);
            } catch (IllegalArgumentException e) {
                // The provider's plugin refuses it; policy-sound tells that.
                return Optional.empty();
            }
        }
        return type.equals("ollama") ? Optional.of(URI.create(EnvironmentProviders.OLLAMA)) : Optional.empty();
    }
}
