package dev.pointsman.provider.anthropic;

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
 * @param endpoint {@code baseUrl}, with or without its {@code /v1}
 * @param version what is sent as {@code anthropic-version} where the client says nothing
 * @param credentialStyle where a call's credential stands
 * @param headers the operator's own
 */
record AnthropicSettings(Endpoint endpoint, String version, CredentialStyle credentialStyle, ExtraHeaders headers) {

    private static final URI ANTHROPIC = URI.create("https://api.anthropic.com");

    /** The only stable version so far. */
    private static final String VERSION = "2023-06-01";

    AnthropicSettings {
        Objects.requireNonNull(endpoint, "endpoint");
    }

    /** @throws InvalidSettingsException with every mistake */
    static AnthropicSettings read(ProviderSettings settings) {
        SettingsReader reader = new SettingsReader(settings);
        Endpoint endpoint = reader.endpoint(ANTHROPIC);
        String version = reader.text("anthropicVersion").orElse(VERSION);
        if (!version.matches("[0-9A-Za-z.-]{1,32}")) {
            reader.problem("anthropicVersion", "is no version", "write for example " + VERSION);
        }
        Optional<String> style = reader.word("credentialHeader", Set.of("x-api-key", "bearer"));
        ExtraHeaders headers = ExtraHeaders.read(reader);
        reader.finish();
        return new AnthropicSettings(
                endpoint,
                version,
                style.filter("bearer"::equals).isPresent() ? CredentialStyle.BEARER : CredentialStyle.X_API_KEY,
                headers);
    }

    /** SDKs name the URL without {@code /v1}, people often with it. */
    URI resolve(String path) {
        boolean versioned = endpoint.baseUrl().getPath().matches(".*/v1/?");
        return endpoint.resolve(versioned ? path : "/v1" + path);
    }
}
