package dev.pointsman.router.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code providers:} section. Members that the router does not know are left to the provider's plugin. */
final class ProvidersReader {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    private final Vocabulary vocabulary;
    private final CredentialsReader credentials;

    ProvidersReader(Vocabulary vocabulary, boolean ownershipOptional) {
        this.vocabulary = vocabulary;
        this.credentials = new CredentialsReader(ownershipOptional);
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
        CredentialsReader.sealedInItsPlace(section, credential, name);
        boolean sandbox = "sandbox".equals(type);
        String region = section.text("region");
        return new ProviderConfig(
                name,
                type == null ? "unknown" : type,
                credential,
                list(name, section, credential),
                owner(section, sandbox),
                credential == null ? section.text("source") : source(section),
                region == null ? null : region.toLowerCase(Locale.ROOT),
                section.durationOrNone("retention"),
                section.choice("locality", Locality.class, Locality.REMOTE) == Locality.LOCAL,
                section.flag("enabled", true),
                ModelsReader.models(section),
                section.values());
    }

    private String owner(ConfigReader section, boolean sandbox) {
        String owner = credentials.stated(
                section, "owner", sandbox ? "pointsman" : null, "write owner: the team that answers for it");
        return owner == null ? ProviderConfig.UNSTATED : owner;
    }

    private @Nullable String source(ConfigReader section) {
        return credentials.stated(section, "source", null, "write source: where the credential came from");
    }

    /** The platform's own, which take the entry's owner and source where they name none. */
    private List<CredentialConfig> list(String name, ConfigReader section, @Nullable String credential) {
        List<CredentialConfig> list = credentials.read(
                section,
                "credentials",
                section.items("credentials"),
                name,
                section.text("owner"),
                section.text("source"));
        if (credential != null && !list.isEmpty()) {
            section.problem("credentials", "stand beside a single credential", "move that one into the list");
        }
        return credential == null ? list : List.of();
    }

    /** What the operator declares; only {@code local} has consequences. */
    private enum Locality {
        LOCAL,
        REMOTE
    }
}
