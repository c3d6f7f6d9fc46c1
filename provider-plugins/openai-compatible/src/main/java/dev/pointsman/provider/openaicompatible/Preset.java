package dev.pointsman.provider.openaicompatible;

import dev.pointsman.provider.support.CredentialStyle;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one vendor.
 *
 * @param baseUrl null where only the operator can know it
 * @param local whether that URL is a server on this machine
 * @param credential where its key stands
 * @param embeddings whether it has {@code POST /embeddings}
 * @param forward protocol headers of the client that it understands, lower case
 */
record Preset(
        @Nullable URI baseUrl, boolean local, CredentialStyle credential, boolean embeddings, Set<String> forward) {

    private static final String FILE = "presets.properties";

    /** Of a server nobody named. */
    static final Preset UNNAMED = new Preset(null, false, CredentialStyle.BEARER, true, Set.of("openai-beta"));

    Preset {
        forward = Set.copyOf(forward);
    }

    /** Every vendor of the data file, by name. */
    static Map<String, Preset> all() {
        Properties data = load();
        Map<String, Preset> presets = new TreeMap<>();
        for (String key : data.stringPropertyNames()) {
            String name = key.substring(0, key.indexOf('.'));
            presets.computeIfAbsent(name, vendor -> of(vendor, data));
        }
        return presets;
    }

    private static Preset of(String name, Properties data) {
        String baseUrl = data.getProperty(name + ".baseUrl");
        String style = data.getProperty(name + ".credential", "bearer");
        return new Preset(
                baseUrl == null ? null : URI.create(baseUrl),
                Boolean.parseBoolean(data.getProperty(name + ".local")),
                CredentialStyle.valueOf(style.toUpperCase(Locale.ROOT).replace('-', '_')),
                Boolean.parseBoolean(data.getProperty(name + ".embeddings")),
                Set.of(data.getProperty(name + ".forward", "openai-beta").split(" ")));
    }

    private static Properties load() {
        try (InputStream in = Objects.requireNonNull(Preset.class.getResourceAsStream(FILE), FILE)) {
            Properties data = new Properties();
            data.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return data;
        } catch (IOException e) {
            throw new UncheckedIOException("the plugin's own " + FILE + " cannot be read", e);
        }
    }
}
