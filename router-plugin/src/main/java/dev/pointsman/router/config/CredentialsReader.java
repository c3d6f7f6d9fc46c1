package dev.pointsman.router.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A list of credentials, of a provider's own or of a workspace's. */
final class CredentialsReader {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final String SEALED = "${sealed:";

    private final boolean ownershipOptional;

    CredentialsReader(boolean ownershipOptional) {
        this.ownershipOptional = ownershipOptional;
    }

    /**
     * What stands in a list.
     *
     * @param section that holds the list, for problems of the list as a whole
     * @param key of the list in it
     * @param place where sealed secrets of this list lie: {@code workspace/provider}, or {@code provider} for the provider's own
     * @param owner of those that name none; null when each must
     * @param source of those that name none; null when each must
     */
    List<CredentialConfig> read(
            ConfigReader section,
            String key,
            List<ConfigReader> items,
            String place,
            @Nullable String owner,
            @Nullable String source) {
        List<CredentialConfig> credentials = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (ConfigReader item : items) {
            CredentialConfig credential = credential(item, place, owner, source);
            if (!credential.id().isEmpty() && !ids.add(credential.id())) {
                item.problem("id", "\"" + credential.id() + "\" stands here twice", "give each credential its own id");
            }
            credentials.add(credential);
        }
        if (CredentialConfig.areSpread(credentials)
                && credentials.stream().anyMatch(credential -> credential.weight() == 0)) {
            section.problem(
                    key, "has weights for some credentials alone", "write weight for each of them, or for none");
        }
        return credentials;
    }

    private CredentialConfig credential(
            ConfigReader item, String place, @Nullable String owner, @Nullable String source) {
        String id = item.needed("id", "write id: a short name, which is shown in decisions and logs");
        if (id != null && !ID.matcher(id).matches()) {
            item.problem("id", "is no id", "use letters, digits, dot, dash");
        }
        String reference = item.reference("credential");
        if (!item.has("credential")) {
            item.problem("credential", "is missing", "write credential: ${env:NAME}");
        }
        sealedInItsPlace(item, reference, place);
        String named = stated(item, "owner", owner, "write owner: the team that answers for it");
        CredentialConfig credential = new CredentialConfig(
                id == null ? "" : id,
                reference == null ? "" : reference,
                named == null ? ProviderConfig.UNSTATED : named,
                stated(item, "source", source, "write source: where the credential came from"),
                item.count("weight", 0, 1));
        item.noOtherKeys();
        return credential;
    }

    /** A sealed secret belongs to the place it was sealed for; a reference to another's would lend it out. */
    static void sealedInItsPlace(ConfigReader section, @Nullable String reference, String place) {
        if (reference != null && reference.startsWith(SEALED) && !isIn(reference, place)) {
            section.problem(
                    "credential",
                    "is sealed for another place",
                    "write ${sealed:" + place + "/ID}: a sealed secret serves where it was sealed for");
        }
    }

    private static boolean isIn(String reference, String place) {
        String name =
                reference.substring(SEALED.length(), reference.length() - 1).strip();
        return name.startsWith(place + "/")
                && ID.matcher(name.substring(place.length() + 1)).matches();
    }

    /** Who or what stands behind a credential: written here, or given with the list, or a problem. */
    @Nullable
    String stated(ConfigReader section, String key, @Nullable String given, String wayOut) {
        String text = section.text(key);
        if (text != null) {
            return text;
        }
        if (given == null && !ownershipOptional && !section.has(key)) {
            section.problem(key, "is missing", wayOut);
        }
        return given;
    }
}
