package dev.pointsman.provider.openaicompatible;

import dev.pointsman.api.exchange.Dialect;
import dev.pointsman.api.host.Endpoint;
import dev.pointsman.api.provider.InvalidSettingsException;
import dev.pointsman.api.provider.ProviderSettings;
import dev.pointsman.provider.support.CredentialStyle;
import dev.pointsman.provider.support.ExtraHeaders;
import dev.pointsman.provider.support.SettingsReader;
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
 */
record OpenAiCompatibleSettings(
        Endpoint endpoint,
        SequencedSet<Dialect> dialects,
        Optional<CredentialStyle> credentialStyle,
        ExtraHeaders headers,
        Set<String> forward) {

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
        ExtraHeaders headers = ExtraHeaders.read(reader);
        reader.finish();
        return new OpenAiCompatibleSettings(
                ours ? new Endpoint(endpoint.baseUrl(), true) : endpoint,
                dialects(preset),
                style.isEmpty() ? Optional.of(preset.credential()) : style(style.get()),
                headers,
                preset.forward());
    }

    OpenAiCompatibleSettings {
        Objects.requireNonNull(endpoint, "endpoint");
        forward = Set.copyOf(forward);
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
