package dev.pointsman.provider.openaicompatible;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.host.Endpoint;
import dev.pointsman.api.provider.InvalidSettingsException;
import dev.pointsman.api.provider.ProviderSettings;
import dev.pointsman.provider.support.CredentialStyle;
import dev.pointsman.provider.support.ExtraHeaders;
import dev.pointsman.provider.support.SettingsReader;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;

/**
 * One {@code providers:} entry of this type.
 *
 * @param endpoint {@code baseUrl}, up to and with its {@code /v1}
 * @param dialects chat completions, and embeddings where the vendor has them
 * @param credentialStyle where a call's credential stands; empty for a server that wants none
 * @param headers the operator's own
 * @param forward protocol headers of the client that are passed on
 * @param apiVersion what Azure's older addresses want as {@code api-version}
 * @param quirks where the vendor departs from OpenAI
 */
record OpenAiCompatibleSettings(
        Endpoint endpoint,
        SequencedSet<Dialect> dialects,
        Optional<CredentialStyle> credentialStyle,
        ExtraHeaders headers,
        Set<String> forward,
        Optional<String> apiVersion,
        Quirks quirks) {

    private static final String NONE = "none";
    private static final Set<String> STYLES = Set.of("bearer", "api-key", "x-api-key", NONE);

    /** @throws InvalidSettingsException with every mistake */
    static OpenAiCompatibleSettings read(ProviderSettings settings, Map<String, Preset> presets) {
        SettingsReader reader = new SettingsReader(settings);
        Optional<String> name = reader.word("preset", presets.keySet());
        Preset preset = name.map(presets::get).orElse(Preset.UNNAMED);
        Endpoint endpoint = reader.endpoint(preset.baseUrl());
        // A preset's own loopback URL is a constant of ours, so it needs no declaration of the operator.
        boolean ours = preset.local() && endpoint.baseUrl().equals(preset.baseUrl());
        Optional<String> style = reader.word("credentialHeader", STYLES);
        Optional<String> apiVersion = apiVersion(reader, preset, endpoint);
        ExtraHeaders headers = ExtraHeaders.read(reader);
        reader.finish();
        return new OpenAiCompatibleSettings(
                ours ? new Endpoint(endpoint.baseUrl(), true) : endpoint,
                dialects(preset),
                style.isEmpty() ? Optional.of(preset.credential()) : style(style.get()),
                headers,
                preset.forward(),
                apiVersion,
                preset.quirks());
    }

    OpenAiCompatibleSettings {
        Objects.requireNonNull(endpoint, "endpoint");
        forward = Set.copyOf(forward);
    }

    /** Addresses of one deployment want a version, those that end with {@code /v1} want none. */
    private static Optional<String> apiVersion(SettingsReader reader, Preset preset, Endpoint endpoint) {
        Optional<String> said = reader.text("apiVersion");
        if (said.filter(text -> !text.matches("[0-9A-Za-z.-]{1,32}")).isPresent()) {
            reader.problem("apiVersion", "is no version", "write for example apiVersion: 2024-10-21");
            return Optional.empty();
        }
        return said.isPresent() || !isDeployment(endpoint)
                ? said
                : preset.quirks().apiVersion();
    }

    private static boolean isDeployment(Endpoint endpoint) {
        return endpoint.baseUrl().getPath().contains("/openai/deployments/");
    }

    /** Whether the address has a list of models: a deployment is one. */
    boolean listsModels() {
        return !isDeployment(endpoint);
    }

    URI resolve(String path) {
        return endpoint.resolve(
                path + apiVersion.map(version -> "?api-version=" + version).orElse(""));
    }

    private static Optional<CredentialStyle> style(String word) {
        return word.equals(NONE)
                ? Optional.empty()
                : Optional.of(
                        CredentialStyle.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_')));
    }

    private static SequencedSet<Dialect> dialects(Preset preset) {
        SequencedSet<Dialect> dialects = new LinkedHashSet<>();
        dialects.add(Dialect.OPENAI_CHAT);
        if (preset.embeddings()) {
            dialects.add(Dialect.OPENAI_EMBEDDINGS);
        }
        return dialects;
    }
}
