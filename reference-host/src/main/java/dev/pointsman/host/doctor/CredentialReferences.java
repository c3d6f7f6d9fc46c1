package dev.pointsman.host.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every reference to a credential in a policy's tree, also in one with problems. */
public final class CredentialReferences {

    /**
     * One of them.
     *
     * @param subject whose credential it is, for people
     */
    public record Reference(String subject, String text) {}

    private final List<Reference> found = new ArrayList<>();

    private CredentialReferences() {}

    public static List<Reference> of(Map<String, Object> policy) {
        CredentialReferences references = new CredentialReferences();
        members(policy.get("providers")).forEach((name, entry) -> {
            references.add("credential of " + name, members(entry));
            references.list("credential of " + name, members(entry).get("credentials"));
        });
        members(policy.get("workspaces"))
                .forEach((workspace, entry) -> members(members(entry).get("credentials"))
                        .forEach((provider, list) ->
                                references.list("credential of " + workspace + " at " + provider, list)));
        return List.copyOf(references.found);
    }

    public static boolean anySealed(Map<String, Object> policy) {
        return of(policy).stream()
                .anyMatch(reference -> reference.text().strip().startsWith("${sealed:"));
    }

    private void list(String subject, @Nullable Object list) {
        if (list instanceof List<?> items) {
            for (Object item : items) {
                Map<?, ?> credential = members(item);
                add(subject + ", " + credential.get("id"), credential);
            }
        }
    }

    private void add(String subject, Map<?, ?> holder) {
        if (holder.get("credential") instanceof String reference) {
            found.add(new Reference(subject, reference));
        }
    }

    private static Map<?, ?> members(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }
}
