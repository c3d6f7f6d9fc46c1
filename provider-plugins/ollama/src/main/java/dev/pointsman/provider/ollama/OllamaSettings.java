package dev.pointsman.provider.ollama;

import dev.pointsman.api.host.Endpoint;
import dev.pointsman.api.provider.InvalidSettingsException;
import dev.pointsman.api.provider.ProviderSettings;
import dev.pointsman.provider.support.ExtraHeaders;
import dev.pointsman.provider.support.SettingsReader;
import java.net.URI;
import java.util.Objects;

/**
 * One {@code providers:} entry of this type.
 *
 * @param endpoint {@code baseUrl}, up to what stands before {@code /api}
 * @param headers the operator's own
 */
record OllamaSettings(Endpoint endpoint, ExtraHeaders headers) {

    private static final URI HERE = URI.create("http://127.0.0.1:11434");

    OllamaSettings {
        Objects.requireNonNull(endpoint, "endpoint");
    }

    /** @throws InvalidSettingsException with every mistake */
    static OllamaSettings read(ProviderSettings settings) {
        SettingsReader reader = new SettingsReader(settings);
        Endpoint endpoint = reader.endpoint(HERE);
        String path = endpoint.baseUrl().getPath();
        if (path.endsWith("/v1") || path.endsWith("/api")) {
            reader.problem(
                    "baseUrl",
                    "ends with " + path.substring(path.lastIndexOf('/')),
                    "leave it away, or use type: openai-compatible for /v1");
        }
        ExtraHeaders headers = ExtraHeaders.read(reader);
        reader.finish();
        // The loopback URL is a constant of ours, so it needs no declaration of the operator.
        boolean ours = endpoint.baseUrl().equals(HERE);
        return new OllamaSettings(ours ? new Endpoint(HERE, true) : endpoint, headers);
    }
}
