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
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one vendor.
 *
 * @param baseUrl null where only the operator can know it
 * @param local whether that URL is a server on this machine
 * @param credential where its key stands
 * @param embeddings whether it has {@code POST /embeddings}
 * @param forward protocol headers of the client that it understands, lower case
 * @param quirks where it departs from OpenAI
 */
record Preset(
        @Nullable URI baseUrl,
        boolean local,
        CredentialStyle credential,
        boolean embeddings,
        Set<String> forward,
        Quirks quirks) {

    private static final String FILE = "presets.properties";

    /** Of a server nobody named. */
    static final Preset UNNAMED =
            new Preset(null, false, CredentialStyle.BEARER, true, Set.of("openai-beta"), Quirks.NONE);

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
                Set.of(data.getProperty(name + ".forward", "openai-beta").split(" ")),
                quirks(name, data));
    }

    private static Quirks quirks(String name, Properties data) {
        Map<String, String> renames = new TreeMap<>();
        for (String rename : words(data.getProperty(name + ".renames"))) {
            int arrow = rename.indexOf('>');
            renames.put(rename.substring(0, arrow), rename.substring(arrow + 1));
        }
        Map<String, Set<String>> refuses = new TreeMap<>();
        String stem = name + ".refuses";
        for (String key : data.stringPropertyNames()) {
            if (key.equals(stem) || key.startsWith(stem + ".")) {
                String beginning = key.equals(stem) ? "" : key.substring(stem.length() + 1);
                refuses.put(beginning, words(data.getProperty(key)));
            }
        }
        String toolIds = data.getProperty(name + ".toolIds");
        return new Quirks(
                renames,
                refuses,
                Optional.ofNullable(data.getProperty(name + ".reasoning")),
                toolIds == null ? Quirks.ANY_ID : Pattern.compile(toolIds),
                Optional.ofNullable(data.getProperty(name + ".apiVersion")));
    }

    private static Set<String> words(@Nullable String text) {
        return text == null || text.isBlank() ? Set.of() : Set.of(text.strip().split(" +"));
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
