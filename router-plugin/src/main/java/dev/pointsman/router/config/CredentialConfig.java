package dev.pointsman.router.config;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One credential of a workspace or of a provider.
 *
 * @param id safe to show; unique in its list
 * @param credential an unresolved reference
 * @param owner who answers for it and for its bill
 * @param source where it came from, for people; null only where the policy says that ownership is optional
 * @param weight its share of the requests beside the others of its list; 0 for all of a list that is tried in its order
 */
public record CredentialConfig(
        String id,
        String credential,
        String owner,
        @Nullable String source,
        int weight) {

    public CredentialConfig {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(credential, "credential");
        Objects.requireNonNull(owner, "owner");
    }

    /** Whether requests are spread over a list, rather than sent to its first credential that may be used. */
    public static boolean areSpread(List<CredentialConfig> credentials) {
        return credentials.stream().anyMatch(credential -> credential.weight() > 0);
    }

    /** Without the reference, in whose place the secret may stand by mistake. */
    @Override
    public String toString() {
        return "CredentialConfig[" + id + ", owner " + owner + "]";
    }
}
