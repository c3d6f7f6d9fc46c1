package dev.pointsman.router.config;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code providers:} section. Members that the router does not know are left to the provider's plugin. */
final class ProvidersReader {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    private final Vocabulary vocabulary;

    ProvidersReader(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    Map<String, ProviderConfig> read(ConfigReader root) {
        Map<String, ProviderConfig> providers = new LinkedHashMap<>();
        root.sections("providers").forEach((name, section) -> providers.put(name, provider(name, section)));
        return providers;
    }

    private ProviderConfig provider(String name, ConfigReader section) {
        if (!NAME.matcher(name).matches() || name.equals("auto")) {
            section.problem("", "is no name for a provider", "use letters, digits, dot, dash; not auto");
        }
        String type = section.needed("type", "write type: openai-compatible, or another provider type");
        if (type != null) {
            References.known(section, "type", "provider type", type, vocabulary.types());
        }
        String credential = section.reference("credential");
        boolean sandbox = "sandbox".equals(type);
        String region = section.text("region");
        return new ProviderConfig(
                name,
                type == null ? "unknown" : type,
                credential,
                owner(section, sandbox),
                source(section, credential),
                region == null ? null : region.toLowerCase(Locale.ROOT),
                section.durationOrNone("retention"),
                section.choice("locality", Locality.class, Locality.REMOTE) == Locality.LOCAL,
                section.flag("enabled", true),
                ModelsReader.models(section),
                section.values());
    }

    private static String owner(ConfigReader section, boolean sandbox) {
        String owner = section.text("owner");
        if (owner != null) {
            return owner;
        }
        if (!sandbox && !section.has("owner")) {
            section.problem("owner", "is missing", "write owner: the team that answers for it");
        }
        return "pointsman";
    }

    private static @Nullable String source(ConfigReader section, @Nullable String credential) {
        String source = section.text("source");
        if (source == null && credential != null && !section.has("source")) {
            section.problem("source", "is missing", "write source: where the credential came from");
        }
        return source;
    }

    /** What the operator declares; only {@code local} has consequences. */
    private enum Locality {
        LOCAL,
        REMOTE
    }
}
