package dev.pointsman.provider.openai;

import dev.pointsman.api.host.Endpoint;
import dev.pointsman.api.provider.InvalidSettingsException;
import dev.pointsman.api.provider.ProviderSettings;
import dev.pointsman.provider.support.ExtraHeaders;
import dev.pointsman.provider.support.SettingsReader;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * One {@code providers:} entry of this type.
 *
 * @param endpoint {@code baseUrl}, up to and with its {@code /v1}
 * @param organization whose usage it is, for credentials that belong to several
 * @param project likewise
 * @param headers the operator's own
 */
record OpenAiSettings(
        Endpoint endpoint, Optional<String> organization, Optional<String> project, ExtraHeaders headers) {

    private static final URI OPENAI = URI.create("https://api.openai.com/v1");

    OpenAiSettings {
        Objects.requireNonNull(endpoint, "endpoint");
    }

    /** @throws InvalidSettingsException with every mistake */
    static OpenAiSettings read(ProviderSettings settings) {
        SettingsReader reader = new SettingsReader(settings);
        Endpoint endpoint = reader.endpoint(OPENAI);
        Optional<String> organization = id(reader, "organization", "org-abc123");
        Optional<String> project = id(reader, "project", "proj_abc123");
        ExtraHeaders headers = ExtraHeaders.read(reader);
        reader.finish();
        return new OpenAiSettings(endpoint, organization, project, headers);
    }

    private static Optional<String> id(SettingsReader reader, String name, String example) {
        Optional<String> id = reader.text(name);
        if (id.filter(text -> !text.matches("[A-Za-z0-9_-]{1,128}")).isPresent()) {
            reader.problem(name, "is no id", "write for example " + name + ": " + example);
        }
        return id;
    }
}
