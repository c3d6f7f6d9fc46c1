package dev.pointsman.provider.gemini;

import dev.pointsman.api.host.Endpoint;
import dev.pointsman.api.provider.InvalidSettingsException;
import dev.pointsman.api.provider.ProviderSettings;
import dev.pointsman.provider.support.CredentialStyle;
import dev.pointsman.provider.support.ExtraHeaders;
import dev.pointsman.provider.support.SettingsReader;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One {@code providers:} entry of this type.
 *
 * @param endpoint {@code baseUrl}, up to what stands before {@code /models}
 * @param credentialStyle where a call's credential stands
 * @param vertex whether it is Vertex AI, which lists models elsewhere
 * @param headers the operator's own
 */
record GeminiSettings(Endpoint endpoint, CredentialStyle credentialStyle, boolean vertex, ExtraHeaders headers) {

    private static final URI GOOGLE_AI = URI.create("https://generativelanguage.googleapis.com/v1beta");

    GeminiSettings {
        Objects.requireNonNull(endpoint, "endpoint");
    }

    /** @throws InvalidSettingsException with every mistake */
    static GeminiSettings read(ProviderSettings settings) {
        SettingsReader reader = new SettingsReader(settings);
        Endpoint endpoint = reader.endpoint(GOOGLE_AI);
        String path = endpoint.baseUrl().getPath();
        boolean vertex = path.contains("/publishers/");
        if (path.contains("/projects/") && !vertex) {
            reader.problem(
                    "baseUrl", "names a project but no publisher", "end it with /locations/LOCATION/publishers/google");
        }
        Optional<String> style = reader.word("credentialHeader", Set.of("x-goog-api-key", "bearer"));
        ExtraHeaders headers = ExtraHeaders.read(reader);
        reader.finish();
        boolean bearer = style.map("bearer"::equals).orElse(vertex);
        return new GeminiSettings(
                endpoint, bearer ? CredentialStyle.BEARER : CredentialStyle.X_GOOG_API_KEY, vertex, headers);
    }
}
